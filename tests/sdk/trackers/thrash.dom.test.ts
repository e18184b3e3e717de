import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { trackThrash } from "../../../packages/sdk/src/trackers/thrash.ts";
import { watchFriction } from "./friction-fixture.ts";

let watched: ReturnType<typeof watchFriction>;
let stop = () => {};
const viewport = Object.assign(new EventTarget(), { scale: 1 });
const track = (...given: Parameters<typeof watchFriction>) => {
  stop();
  watched = watchFriction(...given);
  stop = watched.run(trackThrash);
};

beforeEach(() => {
  document.body.innerHTML =
    "<p id='words'>One two</p><p>Three</p><div data-waymark-ignore><p id='private'>x</p></div><input>";
  viewport.scale = 1;
  vi.stubGlobal("visualViewport", viewport);
  track();
});
afterEach(() => {
  stop();
  watched.end();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  document.body.replaceChildren();
});

describe("a mouse", () => {
  const move = (clientX: number, clientY = 100, init: PointerEventInit = {}) => {
    const event = new PointerEvent("pointermove", { bubbles: true, pointerType: "mouse", clientX, clientY, ...init });
    document.body.dispatchEvent(event);
  };
  const shake = (times: number, ms = 80, by = 60, init?: PointerEventInit) => {
    for (let i = 0; i <= times; i++) {
      // In small moves, as they come.
      for (let part = 1; part <= 4; part++) move(300 + ((i % 2 ? 5 - part : part) * by) / 4, 100, init);
      watched.clock.forward(ms);
    }
  };

  test("that is shaken is told once, of the page", () => {
    shake(60);
    expect(watched.signs).toEqual([{ type: "thrash", name: "html", data: { turns: 20 } }]);
  });

  test("is told again after a pause", () => {
    shake(30);
    watched.clock.forward(3000);
    shake(30);
    expect(watched.signs).toHaveLength(2);
  });

  test.each<[string, () => void]>([
    ["nineteen turns", () => shake(19)],
    ["a calm hand", () => shake(60, 120)],
    ["a tremor", () => shake(60, 10, 6)],
    ["drawing or dragging", () => shake(60, 80, 60, { buttons: 1 })],
    ["a finger", () => shake(60, 80, 60, { pointerType: "touch" })],
  ])("is not told: %s", (_, act) => {
    act();
    expect(watched.signs).toEqual([]);
  });

  test("nor circles", () => {
    for (let i = 0; i < 400; i++) {
      move(300 + 100 * Math.cos(i / 2), 300 + 100 * Math.sin(i / 2));
      watched.clock.forward(5);
    }
    expect(watched.signs).toEqual([]);
  });

  test("may turn as often as the owner says", () => {
    track({ thrash: { turns: 40 } });
    shake(30, 10);
    expect(watched.signs).toEqual([]);
    shake(30, 10);
    expect(watched.signs).toHaveLength(1);
  });
});

describe("zooming", () => {
  const zoom = (...scales: readonly number[]) => {
    for (const scale of scales) {
      viewport.scale = scale;
      viewport.dispatchEvent(new Event("resize"));
      watched.clock.forward(100);
    }
  };

  test("in and out three times is told", () => {
    zoom(1.2, 1.8, 1, 2, 1, 1.1);
    expect(watched.signs).toEqual([{ type: "thrash", name: "html", data: { zooms: 3 } }]);
  });

  test("in ever more is one zoom, and a keyboard that opens is none", () => {
    zoom(1, 1, 1, 1.2, 1.5, 2, 2.5, 3, 3, 3);
    expect(watched.signs).toEqual([]);
  });
});

describe("a selection", () => {
  let selection: Pick<Selection, "type" | "anchorNode"> | null = null;
  const read = vi.fn(() => selection as Selection | null);
  const tell = (type: string, selector: string) => {
    selection = { type, anchorNode: document.querySelector(selector)?.firstChild ?? null };
    document.dispatchEvent(new Event("selectionchange"));
    watched.clock.forward(100);
  };
  /** What is selected is read later, once for all that was told until then. */
  const isRead = async () => {
    await vi.waitFor(() => expect(read).toHaveBeenCalled());
    read.mockClear();
  };
  const select = async (selector: string) => {
    for (const type of ["Caret", "Range", "Range"]) {
      tell(type, selector);
      await isRead();
    }
  };

  beforeEach(() => {
    read.mockClear();
    vi.spyOn(document, "getSelection").mockImplementation(read);
  });

  test("of one element, three times, is told by its name and not by its words", async () => {
    for (let i = 0; i < 5; i++) await select("#words");
    expect(watched.signs).toEqual([{ type: "thrash", name: "p[id=words]", data: { selections: 3 } }]);
  });

  test("of one element after the other is none, and neither are slow ones", async () => {
    for (const each of ["#words", "p + p", "#words", "p + p", "#words", "p + p"]) await select(each);
    watched.clock.forward(20_000);
    for (let i = 0; i < 4; i++) {
      await select("#words");
      watched.clock.forward(5000);
    }
    expect(watched.signs).toEqual([]);
  });

  test("that grows is one", async () => {
    tell("Caret", "#words");
    await isRead();
    for (let i = 0; i < 9; i++) {
      tell("Range", "#words");
      await isRead();
    }
    expect(watched.signs).toEqual([]);
  });

  test("in what is opted out, or while a field has the focus, does not count", async () => {
    for (let i = 0; i < 5; i++) await select("#private");
    document.querySelector("input")?.focus();
    for (let i = 0; i < 5; i++) await select("#words");
    expect(watched.signs).toEqual([]);
  });

  test("is not read while it changes, which may lay out the page, and once for many changes", async () => {
    for (let i = 0; i < 9; i++) tell("Range", "#words");
    expect(read).not.toHaveBeenCalled();
    await vi.waitFor(() => expect(read).toHaveBeenCalled());
    await new Promise((resolve) => setTimeout(resolve));
    expect(read).toHaveBeenCalledOnce();
  });
});

test("a browser without a visual viewport does without zooms", () => {
  vi.stubGlobal("visualViewport", undefined);
  expect(() => track()).not.toThrow();
});

test("nothing is told after its stop", () => {
  stop();
  for (const scale of [2, 1, 2, 1, 2]) {
    viewport.scale = scale;
    viewport.dispatchEvent(new Event("resize"));
  }
  expect(watched.signs).toEqual([]);
});

import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { findInteractive } from "../../../packages/sdk/src/dom/describe-element.ts";
import { createLife, type OnLife } from "../../../packages/sdk/src/dom/life.ts";
import { createFakeClock, dispatchTrusted } from "../fixtures.ts";
import { find, toEvent } from "../trackers/visitor-fixture.ts";

let aborter = new AbortController();
let clock: ReturnType<typeof createFakeClock>;
let onLife: OnLife;
let stops: (() => void)[];
let tick = () => {};
const heard = vi.fn();
const pass = async (ms: number) => {
  clock.forward(ms);
  await vi.advanceTimersByTimeAsync(ms);
};
/** Puts the pointer down, and listens from then on. */
const press = (selector = "#one", hear = heard) => {
  const down = toEvent("pointerdown");
  let stop = () => {};
  find(selector).addEventListener("pointerdown", () => (stop = onLife(down, hear)), { once: true });
  dispatchTrusted(find(selector), down);
  stops.push(stop);
  return stop;
};
const toHash = (hash: string) => {
  history.replaceState({}, "", hash);
  window.dispatchEvent(new Event("hashchange"));
};
const lives = () => heard.mock.calls.filter(([sign]) => sign === "life").length > 0;
const tell = (selector: string, type: string, init: EventInit = { bubbles: true, composed: true }) =>
  dispatchTrusted(find(selector), new Event(type, init));

const start = () => {
  aborter.abort();
  aborter = new AbortController();
  const onTick = (look: () => void) => {
    tick = look;
    return () => {};
  };
  const collector = "https://collect.example/ingest";
  onLife = createLife({ root: document, clock, find: findInteractive, collector, onTick }, aborter.signal);
};

beforeEach(() => {
  vi.useFakeTimers();
  heard.mockReset();
  document.body.innerHTML = `<main><button id="one">x<i>x</i></button></main><input id="field"><p id="words">x</p>
    <div data-waymark-ignore><input id="own"></div>`;
  clock = createFakeClock();
  clock.forward(10_000);
  stops = [];
  start();
});
afterEach(() => {
  for (const stop of stops) stop();
  aborter.abort();
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  document.body.replaceChildren();
});

test("a change of the page is life, at its time; one before the pointer went down, or after the stop, is none", async () => {
  find("#words").append("before");
  await pass(100);
  const stop = press();
  expect(heard).not.toHaveBeenCalled();
  await pass(300);
  find("#words").append("more");
  await pass(10);
  expect(heard.mock.calls[0]).toEqual(["life", clock.mono()]);
  stop();
  heard.mockClear();
  find("#words").append("after");
  await pass(100);
  expect(heard).not.toHaveBeenCalled();
});

test("several may hear, and one that stops leaves the others listening", async () => {
  const other = vi.fn();
  const stop = press("#one");
  press("#one", other);
  stop();
  find("#words").append("more");
  await pass(10);
  expect([heard.mock.calls.length, other.mock.calls.length > 0]).toEqual([0, true]);
});

test("nothing is watched when nobody hears any more", () => {
  const disconnect = vi.spyOn(MutationObserver.prototype, "disconnect");
  const [stop, stopOther] = [press(), press("#one", vi.fn())];
  disconnect.mockClear();
  stop();
  stop();
  expect(disconnect).not.toHaveBeenCalled();
  stopOther();
  expect(disconnect).toHaveBeenCalledOnce();
});

describe("an event", () => {
  test.each<[string, boolean, () => void]>([
    ["a value that was put in", true, () => tell("#field", "input")],
    ["a value that the focus left behind", false, () => tell("#field", "change")],
    [
      "a value that a script tells of",
      true,
      () => find("#field").dispatchEvent(new Event("change", { bubbles: true })),
    ],
    ["a click by a script", true, () => find("#words").click()],
    ["a player that starts", true, () => tell("#words", "play", {})],
    ["a popover", true, () => tell("#words", "toggle", {})],
    ["a field that is refused", true, () => tell("#field", "invalid", {})],
    ["a form that is emptied", true, () => tell("#words", "reset")],
    ["something in the clipboard", true, () => tell("#words", "copy")],
    ["the whole screen", true, () => tell("#words", "fullscreenchange")],
    ["another tab", true, () => document.dispatchEvent(new Event("visibilitychange", { bubbles: true }))],
    ["another window", true, () => window.dispatchEvent(new Event("blur"))],
    ["a field that loses the focus", false, () => tell("#field", "blur", {})],
    ["another place in the page", true, () => toHash("#there")],
    ["a link to nowhere", false, () => toHash("#")],
    ["a page that is left", true, () => window.dispatchEvent(new Event("beforeunload"))],
    ["the focus somewhere else", true, () => tell("#field", "focusin")],
    ["the focus on what was clicked", false, () => tell("#one", "focusin")],
    ["the focus around it", false, () => tell("main", "focusin")],
    ["a scroll", true, () => tell("#words", "scroll", {})],
    ["a caret that is set in a field", true, () => tell("#field", "selectionchange")],
    ["something that glides", true, () => tell("#words", "transitionrun")],
    ["the button's own gliding", false, () => tell("#one", "transitionrun")],
    ["that of its icon", false, () => tell("i", "animationstart")],
    ["a field of ours", false, () => tell("#own", "input")],
    ["a pointer that moves", false, () => tell("#words", "pointermove")],
  ])("%s: %s", async (_, is, happen) => {
    press();
    happen();
    await pass(10);
    expect(lives()).toBe(is);
  });

  test.each([
    ["scroll", 1000],
    ["transitionrun", 100],
    ["animationstart", 100],
  ])("a late %s is the visitor's own", async (type, after) => {
    press();
    await pass(after);
    tell("#words", type);
    expect(lives()).toBe(false);
  });

  test("the gliding of what the pointer has left is none", async () => {
    press("main");
    press("#field");
    tell("#one", "transitionrun");
    expect(lives()).toBe(true);
    heard.mockClear();
    press("#one");
    press("#field");
    tell("#one", "transitionrun");
    expect(lives()).toBe(false);
  });

  test.each([true, false])("words that are selected: %s", async (isSelected) => {
    press();
    vi.spyOn(document, "getSelection").mockReturnValue({ isCollapsed: !isSelected } as Selection);
    document.dispatchEvent(new Event("selectionchange"));
    expect(lives()).toBe(false);
    await pass(10);
    expect(lives()).toBe(isSelected);
  });
});

describe("what the browser does by itself", () => {
  // The document here would really follow a link, but none of a drawing.
  test.each<[string, boolean, string, string, boolean?]>([
    ["it follows a link", true, "<svg><a id=x href='/a'></a></svg>", "click"],
    ["not one that a script took", false, "<svg><a id=x href='/a'></a></svg>", "click", true],
    ["it goes nowhere from #", false, "<svg><a id=x href='#'></a></svg>", "click"],
    ["nor from javascript:", false, "<svg><a id=x href='javascript:void 0'></a></svg>", "click"],
    ["it sends a form", true, "<form id=x></form>", "submit"],
    ["not one that a script took", false, "<form id=x></form>", "submit", true],
  ])("%s: %s", async (_, is, html, type, isPrevented = false) => {
    document.body.innerHTML = html;
    find("#x").addEventListener(type, (event) => isPrevented && event.preventDefault());
    press("#x");
    dispatchTrusted(find("#x"), toEvent(type));
    await pass(10);
    expect(lives()).toBe(is);
  });

  test("a permission that was used up opened something", async () => {
    const userActivation = { isActive: true };
    vi.stubGlobal("navigator", { userActivation });
    press();
    find("#one").addEventListener("click", () => (userActivation.isActive = false));
    await pass(10);
    expect(lives()).toBe(false);
    dispatchTrusted(find("#one"), toEvent("click"));
    await pass(10);
    expect(lives()).toBe(true);
  });
});

describe("a number beside the button", () => {
  beforeEach(() => {
    document.body.innerHTML = `<div><p><button id="one">+</button></p><input id="n" type="number" value="1"></div>
      <input id="far" type="number"><input id="secret" value="x">`;
  });
  const field = (selector: string) => find(selector) as HTMLInputElement;
  const clickFor = async (change: () => void) => {
    find("#one").addEventListener("click", change);
    press();
    await pass(10);
    dispatchTrusted(find("#one"), toEvent("click"));
    await pass(10);
    return lives();
  };

  test("that a script changes in silence is life", async () => {
    expect(await clickFor(() => (field("#n").value = "2"))).toBe(true);
  });
  test("that stays as it is is none", async () => {
    expect(await clickFor(() => (field("#n").value = "1"))).toBe(false);
  });
  test("among very many is not looked for", async () => {
    find("div").append(...Array.from({ length: 12 }, () => document.createElement("i")));
    const read = vi.spyOn(field("#n"), "value", "get");
    await clickFor(() => {});
    expect(read).not.toHaveBeenCalled();
  });
  test("nothing else is compared", async () => {
    const read = vi.spyOn(field("#secret"), "value", "get");
    expect(await clickFor(() => (field("#far").value = "2"))).toBe(false);
    expect(read).not.toHaveBeenCalled();
  });
});

describe("what is restless", () => {
  test("answers all the same within the event's own task", async () => {
    const observing = new Set<(records: unknown) => void>();
    vi.stubGlobal(
      "MutationObserver",
      class {
        readonly callback: (records: unknown) => void;
        constructor(callback: (records: unknown) => void) {
          this.callback = callback;
        }
        observe() {
          observing.add(this.callback);
        }
        disconnect() {
          observing.delete(this.callback);
        }
      },
    );
    start();
    const change = () => {
      for (const each of observing) each([{ type: "characterData", target: find("#words") }]);
    };
    for (let i = 0; i < 3; i++) {
      tick();
      await pass(10);
      change();
      await pass(5000);
    }
    press();
    await pass(100);
    change();
    expect(lives()).toBe(false);
    find("#one").addEventListener("click", change);
    dispatchTrusted(find("#one"), toEvent("click"));
    expect(lives()).toBe(true);
  });

  const beat = async () => {
    for (let i = 0; i < 3; i++) {
      tick();
      await pass(500);
      find("#words").append("x");
      await pass(4500);
    }
  };
  test("gives no life by itself", async () => {
    await beat();
    press();
    find("#one").dispatchEvent(new Event("nothing"));
    await pass(100);
    find("#words").append("x");
    await pass(10);
    expect(lives()).toBe(false);
    find("#field").setAttribute("class", "open");
    await pass(10);
    expect(lives()).toBe(true);
  });
});

test("very much at once is an answer, whatever it is", async () => {
  press();
  const addStyles = (count: number) => {
    for (let i = 0; i < count; i++) document.head.append(document.createElement("style"));
  };
  addStyles(50);
  await pass(10);
  expect(lives()).toBe(false);
  addStyles(51);
  await pass(10);
  expect(lives()).toBe(true);
});

test("open shadow roots are looked into: those around the pointer, and those of the last tick", async () => {
  const attach = (selector: string) => find(selector).attachShadow({ mode: "open" });
  const far = attach("#words");
  far.innerHTML = "<b>x</b>";
  tick();
  await pass(10);
  const near = attach("main");
  near.innerHTML = "<button>x</button>";
  const button = near.querySelector("button") as HTMLElement;
  const watch = () => {
    const down = toEvent("pointerdown");
    button.addEventListener("pointerdown", () => stops.push(onLife(down, heard)), { once: true });
    dispatchTrusted(button, down);
  };
  watch();
  near.append("more");
  await pass(10);
  expect(lives()).toBe(true);
  heard.mockClear();
  far.append("more");
  await pass(10);
  expect(lives()).toBe(true);
});

test("nothing is heard when all of it has stopped", async () => {
  press();
  aborter.abort();
  find("#words").append("more");
  tell("#field", "input");
  await pass(100);
  expect(heard).not.toHaveBeenCalled();
});

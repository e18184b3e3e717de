import type { FrictionTuning } from "@waymark/protocol";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { trackDeadClicks } from "../../../packages/sdk/src/trackers/dead-clicks.ts";
import { trackRageClicks } from "../../../packages/sdk/src/trackers/rage-clicks.ts";
import { dispatchTrusted } from "../fixtures.ts";
import { watchFriction } from "./friction-fixture.ts";
import { click, find, pass, press, toEvent } from "./visitor-fixture.ts";

let watched: ReturnType<typeof watchFriction>;
let stop = () => {};
const track = (tuning?: Partial<FrictionTuning>) => {
  watched = watchFriction(tuning);
  stop = watched.run(trackDeadClicks);
};
const wait = (ms: number) => pass(watched.clock, ms);
const types = () => watched.signs.map(({ type }) => type);
const change = () => find("p").append("more");

beforeEach(() => {
  vi.useFakeTimers();
  document.body.innerHTML = `<button id="one">x</button><button id="two">x</button><button id="off" disabled>x</button>
    <button id="soft" aria-disabled="true">x</button><p>x</p>`;
});
afterEach(() => {
  stop();
  watched.end();
  vi.useRealTimers();
  vi.restoreAllMocks();
  document.body.replaceChildren();
});

describe("a button", () => {
  test("that does nothing is told once, after two and a half seconds, with the number of clicks", async () => {
    track();
    click("#one");
    await wait(1000);
    click("#one");
    await wait(1400);
    expect(watched.signs).toEqual([]);
    await wait(400);
    expect(watched.signs).toEqual([{ type: "dead-click", name: "button[id=one]", data: { clicks: 2 } }]);
    expect(vi.getTimerCount()).toBe(0);
    await wait(20_000);
    expect(watched.signs).toHaveLength(1);
  });

  test("that answers is none, at once or a little later", async () => {
    track();
    find("#one").addEventListener("click", change);
    find("#two").addEventListener("click", () => setTimeout(change, 800));
    click("#one");
    await wait(5000);
    click("#two");
    await wait(5000);
    expect(watched.signs).toEqual([]);
  });

  test("that answers as soon as the pointer is down is none", async () => {
    track();
    click("#one", {}, change);
    await wait(5000);
    expect(watched.signs).toEqual([]);
  });

  test("that answers late is slow, with the time it took", async () => {
    track();
    find("#one").addEventListener("click", () => setTimeout(change, 1700));
    click("#one");
    await wait(5000);
    expect(watched.signs).toEqual([{ type: "slow-click", name: "button[id=one]", data: { clicks: 1, after: 1700 } }]);
  });

  test("that keeps the whole page busy until it answers is slow, too", async () => {
    track();
    find("#one").addEventListener("click", () => {
      watched.clock.forward(2000);
      change();
    });
    click("#one");
    await wait(5000);
    expect(types()).toEqual(["slow-click"]);
  });

  test("is neither when the visitor had turned to another, which answers", async () => {
    track();
    find("#two").addEventListener("click", change);
    click("#one");
    await wait(1500);
    click("#two");
    await wait(5000);
    expect(watched.signs).toEqual([]);
  });

  test("is told again only when some time has passed", async () => {
    track();
    click("#one");
    await wait(5000);
    click("#one");
    await wait(5000);
    expect(types()).toEqual(["dead-click"]);
    click("#one");
    await wait(5000);
    expect(types()).toEqual(["dead-click", "dead-click"]);
  });

  test("and another one that do nothing are told each", async () => {
    track();
    click("#one");
    await wait(500);
    click("#two");
    await wait(5000);
    expect(watched.signs.map(({ name }) => name)).toEqual(["button[id=one]", "button[id=two]"]);
  });

  test("by the keyboard is judged alike", async () => {
    track();
    press("#one");
    await wait(5000);
    press("#two");
    change();
    await wait(5000);
    expect(watched.signs.map(({ name }) => name)).toEqual(["button[id=one]"]);
  });
});

test("what is disabled is blocked, natively or by its role", async () => {
  track();
  click("#off");
  await wait(5000);
  click("#soft");
  await wait(5000);
  expect(watched.signs).toEqual([
    { type: "blocked-click", name: "button[id=off]", data: { clicks: 1 } },
    { type: "blocked-click", name: "button[id=soft]", data: { clicks: 1 } },
  ]);
});

test("a button that is disabled as long as it works is none", async () => {
  track();
  find("#one").addEventListener("click", () => {
    find("#one").setAttribute("disabled", "");
    setTimeout(() => {
      find("#one").removeAttribute("disabled");
      change();
    }, 2000);
  });
  click("#one");
  await wait(500);
  click("#one");
  await wait(5000);
  expect(watched.signs).toEqual([]);
});

describe("a request that ends meanwhile", () => {
  const observed: ((list: unknown) => void)[] = [];
  const arrive = (name: string, startTime = watched.clock.mono()) => {
    for (const each of observed) each({ getEntries: () => [{ name, startTime }] });
  };
  beforeEach(() => {
    observed.length = 0;
    vi.stubGlobal(
      "PerformanceObserver",
      class {
        constructor(observe: (list: unknown) => void) {
          observed.push(observe);
        }
        observe() {}
        disconnect() {}
      },
    );
  });
  afterEach(() => vi.unstubAllGlobals());

  test("puts the verdict off to ten seconds", async () => {
    track();
    click("#one");
    await wait(2000);
    arrive("https://shop.example/api");
    await wait(7500);
    expect(watched.signs).toEqual([]);
    await wait(1000);
    expect(types()).toEqual(["dead-click"]);
  });

  test.each([
    ["that had begun before", "https://shop.example/api", -1],
    ["of ours to the collector", "https://collect.example/ingest", 0],
    ["of ours for a part", "https://shop.example/waymark.survey.js", 0],
  ])("not one %s", async (_, name, before) => {
    track();
    click("#one");
    const at = watched.clock.mono();
    await wait(1000);
    arrive(name, at + before);
    await wait(2000);
    expect(types()).toEqual(["dead-click"]);
  });
});

test.each([
  ["a link that opens here", "<a id=x href='#' target=_self>x</a>"],
  ["what is not the page that one is on", "<a id=x href='#' aria-current=false>x</a>"],
])("%s is judged as any other", async (_, html) => {
  track();
  document.body.innerHTML = html;
  find("#x").addEventListener("click", (event) => event.preventDefault());
  click("#x");
  await wait(15_000);
  expect(types()).toEqual(["dead-click"]);
});

describe("never judged", () => {
  test.each([
    ["a text field", "<input id=x>"],
    ["a list to choose from", "<select id=x></select>"],
    ["a canvas", "<canvas id=x></canvas>"],
    ["a control over a canvas", "<div><div><canvas></canvas></div><div><button id=x>+</button></div></div>"],
    ["a player", "<video id=x></video>"],
    ["a link that opens elsewhere", "<a id=x href=/a target=_blank>x</a>"],
    ["a link that is saved", "<a id=x href=/a download>x</a>"],
    ["the tab that is open", "<div id=x role=tab aria-selected=true>x</div>"],
    ["the page that one is on", "<a id=x href='#' aria-current=page>x</a>"],
    ["the choice that was made", "<input id=x type=radio checked>"],
    ["what the page opted out", "<div data-waymark-ignore><button id=x>x</button></div>"],
    ["a hand in what the page opted out", "<div data-waymark-ignore><i id=x style='cursor: pointer'>x</i></div>"],
    ["plain words", "<p id=x>x</p>"],
    ["words in a page whose pointer is a hand all over", "<p id=x>x</p>", "pointer"],
    ["a label for nothing", "<label id=x>x</label>"],
  ])("%s", async (_, html, cursor = "") => {
    track();
    document.documentElement.style.cursor = cursor;
    document.body.style.cursor = cursor;
    document.body.innerHTML = html;
    find("#x").addEventListener("click", (event) => event.preventDefault());
    click("#x");
    await wait(15_000);
    document.documentElement.style.cursor = "";
    document.body.style.cursor = "";
    expect(watched.signs).toEqual([]);
  });

  test.each<[string, PointerEventInit]>([
    ["another button of the mouse", { button: 1 }],
    ["with Ctrl", { ctrlKey: true }],
    ["with the command key", { metaKey: true }],
    ["with Shift", { shiftKey: true }],
    ["with Alt", { altKey: true }],
  ])("%s", async (_, init) => {
    track();
    click("#one", init);
    await wait(5000);
    expect(watched.signs).toEqual([]);
  });

  test("a click by a script, a pointer that drags, one that is only put down", async () => {
    track();
    find("#one").click();
    await wait(5000);
    dispatchTrusted(find("#one"), toEvent("pointerdown"));
    dispatchTrusted(find("#one"), toEvent("click", { detail: 1, clientX: 80 }));
    await wait(5000);
    dispatchTrusted(find("#one"), toEvent("pointerdown"));
    await wait(5000);
    expect(watched.signs).toEqual([]);
  });

  test("the time that a pointer was only put down for does not count", async () => {
    track();
    find("#one").addEventListener("click", () => setTimeout(change, 700));
    dispatchTrusted(find("#one"), toEvent("pointerdown"));
    await wait(2000);
    click("#one");
    await wait(5000);
    expect(watched.signs).toEqual([]);
  });

  test("what waited while a dialog, or the sleep of the device, held everything up", async () => {
    track();
    click("#one");
    watched.clock.forward(60_000);
    await vi.advanceTimersByTimeAsync(300);
    await wait(5000);
    expect(watched.signs).toEqual([]);
  });
});

describe("what looks as if it could be clicked", () => {
  test("is told by the whole of what shows the hand", async () => {
    track();
    document.body.innerHTML = `<main><div id="card" style="cursor: pointer"><span id="x" style="cursor: pointer">x</span></div></main>`;
    click("#x");
    await wait(15_000);
    expect(watched.signs).toEqual([{ type: "dead-click", name: "div[id=card]", data: { clicks: 1 } }]);
  });

  test("is found out when nothing is being handled: reading style and selection may lay out the page", async () => {
    track();
    document.body.innerHTML = `<main><i id="card" style="cursor: pointer">x</i></main>`;
    const reads = [vi.spyOn(window, "getComputedStyle"), vi.spyOn(document, "getSelection")];
    const stopRage = watched.run(trackRageClicks);
    for (let i = 0; i < 4; i++) click("#card");
    document.dispatchEvent(new Event("selectionchange"));
    expect(reads.map(({ mock }) => mock.calls.length)).toEqual([0, 0]);
    await wait(5000);
    expect(types().sort()).toEqual(["dead-click", "rage-click"]);
    stopRage();
  });

  test("a label counts as its own control, and once", async () => {
    track();
    document.body.innerHTML = `<label id="l" for="check">x</label><input id="check" type="checkbox">`;
    for (const id of ["#l", "#check"]) find(id).addEventListener("click", (event) => event.preventDefault());
    click("#l");
    press("#check");
    await wait(5000);
    expect(watched.signs).toEqual([{ type: "dead-click", name: "input[id=check]", data: { clicks: 1 } }]);
  });
});

test("the owner may say what is slow and what is dead", async () => {
  track({ "slow-click": { after: "2s" }, "dead-click": { after: "4s" } });
  find("#one").addEventListener("click", () => setTimeout(change, 1900));
  click("#one");
  await wait(3000);
  click("#two");
  await wait(3900);
  expect(watched.signs).toEqual([]);
  await wait(400);
  expect(types()).toEqual(["dead-click"]);
});

test("nothing is told after its stop, and nothing goes on", async () => {
  track();
  click("#one");
  stop();
  click("#two");
  await wait(5000);
  expect(watched.signs).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});

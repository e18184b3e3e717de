import type { Place, Progress } from "@waymark/journey";
import type { Configuration, Entry, FrictionOptions } from "@waymark/protocol";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Identity } from "../../packages/sdk/src/identity.ts";
import { type SignalsContext, startSignals } from "../../packages/sdk/src/signals.ts";
import { createTabMemory } from "../../packages/sdk/src/tab-memory.ts";
import { cart, plan } from "./ask/ask-fixture.ts";
import { createFakeStore, dispatchTrusted, makeEntry, START, silentReport, watch } from "./fixtures.ts";

const MINUTE = 60_000;
const away: Place = { stage: null, step: "/about" };
let aborter = new AbortController();

const open = (friction: FrictionOptions = {}, isAnonymous = false) => {
  const { context, told } = watch();
  const hearers = new Set<(entry: Entry) => void>();
  let progress: Progress = {};
  const setProgress = vi.fn((next: Progress) => {
    progress = next;
  });
  const readProgress = vi.fn(() => progress);
  const own = { visitor: () => "v", sessionAt: () => "s", progress: readProgress, setProgress };
  const configuration: Configuration = { ...plan, friction };
  const loadSurvey = vi.fn(async () => () => () => {});
  const signals: SignalsContext = {
    ...context,
    configuration,
    placing: { place: () => cart, dwell: () => 0 },
    tab: createTabMemory(undefined),
    store: createFakeStore(),
    identity: isAnonymous ? undefined : (own as unknown as Identity),
    makeId: () => "id",
    report: silentReport(),
    chunks: { survey: loadSurvey },
    redact: (text) => text,
    engaged: () => 0,
    onEntry(hear) {
      hearers.add(hear);
      return () => hearers.delete(hear);
    },
  };
  const ask = startSignals(signals, aborter.signal);
  const visit = (place: Place, after = 0) => {
    context.clock.forward(after);
    for (const hear of hearers) hear(makeEntry({ ...place, type: "page", at: context.clock.now() }));
  };
  const click = (place: Place, after = 0) => {
    context.clock.forward(after);
    for (const hear of hearers) hear(makeEntry({ ...place, type: "click", at: context.clock.now() }));
  };
  return { ...ask, told, visit, click, readProgress, setProgress, hearers, clock: context.clock, loadSurvey };
};
const act = async (clock: { forward: (ms: number) => void }) => {
  document.body.innerHTML = "<button id='dead'>x</button>";
  const button = document.querySelector("button") as HTMLElement;
  for (let i = 0; i < 4; i++)
    dispatchTrusted(button, new MouseEvent("click", { bubbles: true, composed: true, detail: 1 }));
  clock.forward(10_000);
  await vi.advanceTimersByTimeAsync(1000);
  const init = { bubbles: true, pointerType: "mouse" };
  document.body.dispatchEvent(new PointerEvent("pointermove", { ...init, clientY: 50 }));
  document.body.dispatchEvent(new PointerEvent("pointerout", { ...init, clientY: -1 }));
};

beforeEach(() => {
  vi.useFakeTimers({ now: START });
  aborter = new AbortController();
});
afterEach(() => {
  aborter.abort();
  vi.useRealTimers();
  document.body.replaceChildren();
});

describe("abandonment", () => {
  test("clicks read no progress but once in ten seconds, and then find what was abandoned meanwhile", () => {
    const { told, visit, click, readProgress } = open();
    visit(cart);
    visit(away, MINUTE);
    readProgress.mockClear();
    for (let i = 0; i < 9; i++) click(away, 1000);
    expect(readProgress).not.toHaveBeenCalled();
    click(away, 40 * MINUTE);
    expect(readProgress).toHaveBeenCalledTimes(1);
    expect(told.at(-1)).toMatchObject({ type: "abandon", data: { state: "abandoned" } });
  });

  test("leaving, abandoned and recovered are told where the visitor stood, once each", () => {
    const { told, visit } = open();
    visit(cart);
    visit(away, MINUTE);
    visit(away, MINUTE);
    visit(away, 30 * MINUTE);
    visit({ stage: "checkout", step: "done" }, MINUTE);
    expect(told.map(({ type, name, place, data }) => ({ type, name, place, ...data }))).toEqual([
      { type: "abandon", name: "checkout", place: cart, state: "leaving", reached: "cart", attempt: 1, weight: 1 },
      { type: "abandon", name: "checkout", place: cart, state: "abandoned", reached: "cart", attempt: 1, weight: 1 },
      {
        type: "abandon",
        name: "checkout",
        place: { stage: "checkout", step: "done" },
        state: "recovered",
        reached: "done",
        attempt: 1,
        weight: 0,
      },
    ]);
  });

  test("progress is written only when it has changed", () => {
    const { visit, setProgress } = open();
    for (let i = 0; i < 5; i++) visit(cart, 1000);
    expect(setProgress).toHaveBeenCalledOnce();
  });

  test("it can be switched off", () => {
    const { told, visit, setProgress } = open({ abandon: false });
    visit(cart);
    visit(away);
    expect([told.length, setProgress.mock.calls.length]).toEqual([0, 0]);
  });
});

describe("friction trackers", () => {
  test("are on without a word, and name the present place", async () => {
    const { told, clock } = open();
    await act(clock);
    expect(told.map(({ type, name }) => `${type} ${name}`)).toEqual([
      "rage-click button[id=dead]",
      "exit-intent checkout/cart",
    ]);
  });

  test("can be tuned and switched off by name", async () => {
    const { told, clock } = open({ "rage-click": { clicks: 9 }, "exit-intent": false });
    await act(clock);
    expect(told).toEqual([]);
  });

  test("true is the default", async () => {
    const { told, clock } = open({ "rage-click": true, "exit-intent": true });
    await act(clock);
    expect(told).toHaveLength(2);
  });
  test("malformed options are as good as none", async () => {
    const { told, clock } = open(JSON.parse('{"rage-click":null}'));
    await act(clock);
    expect(told).toHaveLength(2);
  });
});

test("entries pull triggers", async () => {
  const { hearers, loadSurvey } = open();
  const leaving = { kind: "friction", type: "abandon", ...cart, data: { state: "leaving" } };
  for (const hear of hearers) hear(makeEntry(leaving));
  await vi.advanceTimersByTimeAsync(0);
  expect(loadSurvey).toHaveBeenCalled();
});

test("without ids nothing is tracked and no entry is looked at", async () => {
  const { told, clock, hearers } = open({}, true);
  await act(clock);
  expect([told.length, hearers.size]).toEqual([0, 0]);
});

test("nothing is told after its stop", async () => {
  const { told, clock, hearers } = open();
  aborter.abort();
  await act(clock);
  expect([told.length, hearers.size]).toEqual([0, 0]);
});

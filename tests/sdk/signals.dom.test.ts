import type { Place, Progress } from "@waymark/journey";
import type { Configuration, Entry, FrictionOptions } from "@waymark/protocol";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Identity } from "../../packages/sdk/src/identity.ts";
import { type SignalsContext, startSignals } from "../../packages/sdk/src/signals.ts";
import { createTabMemory } from "../../packages/sdk/src/tab-memory.ts";
import { cart, plan } from "./ask/ask-fixture.ts";
import { dispatchTrusted, makeEntry, START, watch } from "./fixtures.ts";

const MINUTE = 60_000;
const away: Place = { stage: null, step: "/about" };
let aborter = new AbortController();

const open = (friction: FrictionOptions = {}) => {
  const { context, told } = watch();
  const hearers = new Set<(entry: Entry) => void>();
  let progress: Progress = {};
  const setProgress = vi.fn((next: Progress) => {
    progress = next;
  });
  const own = { visitor: () => "v", sessionAt: () => "s", visits: () => 1, progress: () => progress, setProgress };
  const configuration: Configuration = { ...plan, friction };
  const signals: SignalsContext = {
    ...context,
    configuration,
    placing: { place: () => cart, dwell: () => 0 },
    tab: createTabMemory(undefined),
    identity: own as unknown as Identity,
    engaged: () => 0,
    collector: "https://collect.example/ingest",
    onEntry(hear) {
      hearers.add(hear);
      return () => hearers.delete(hear);
    },
  };
  startSignals(signals, aborter.signal);
  const visit = (place: Place, after = 0) => {
    context.clock.forward(after);
    for (const hear of hearers) hear(makeEntry({ ...place, type: "step", at: context.clock.now() }));
  };
  return { told, visit, setProgress, hearers, clock: context.clock };
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
  test("is told from the first step on", () => {
    const { told, visit } = open();
    visit(cart);
    visit(away, MINUTE);
    visit(away, 30 * MINUTE);
    visit({ stage: "checkout", step: "done" }, MINUTE);
    expect(told.map(({ type, data }) => `${type} ${(data as { state: string }).state}`)).toEqual([
      "stage started",
      "abandon leaving",
      "abandon abandoned",
      "abandon recovered",
    ]);
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

test("nothing is told after its stop", async () => {
  const { told, clock, hearers } = open();
  aborter.abort();
  await act(clock);
  expect([told.length, hearers.size]).toEqual([0, 0]);
});

import type { Place, Progress } from "@waymark/journey";
import type { Configuration, Entry, FrictionOptions } from "@waymark/protocol";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Chunks } from "../../packages/sdk/src/chunks.ts";
import { FORM_TRACKERS } from "../../packages/sdk/src/forms.ts";
import type { Identity } from "../../packages/sdk/src/identity.ts";
import { type SignalsContext, startSignals } from "../../packages/sdk/src/signals.ts";
import { createTabMemory } from "../../packages/sdk/src/tab-memory.ts";
import { cart, plan } from "./ask/ask-fixture.ts";
import { dispatchTrusted, makeEntry, START, watch } from "./fixtures.ts";

const MINUTE = 60_000;
const away: Place = { stage: null, step: "/about" };
let aborter = new AbortController();

interface Surroundings {
  readonly friction?: FrictionOptions;
  readonly begun?: Progress;
  readonly forms?: () => Promise<Chunks["forms"]>;
}

const open = ({ friction = {}, begun = {}, forms = async () => FORM_TRACKERS }: Surroundings = {}) => {
  const { context, told } = watch();
  const past: Entry[] = [];
  const hearers = new Set<(entry: Entry) => void>();
  let progress = begun;
  const loadForms = vi.fn(forms);
  const debug = vi.fn();
  const setProgress = vi.fn((next: Progress) => {
    progress = next;
  });
  const own = { visitor: () => "v", sessionAt: () => "s", visits: () => 1, progress: () => progress, setProgress };
  const configuration: Configuration = { ...plan, friction };
  const signals: SignalsContext = {
    ...context,
    load: loadForms,
    report: { problem: vi.fn(), debug },
    configuration,
    placing: { place: () => cart, dwell: () => 0 },
    tab: createTabMemory(undefined),
    identity: own as unknown as Identity,
    engaged: () => 0,
    collector: "https://collect.example/ingest",
    onEntry(hear) {
      hearers.add(hear);
      for (const entry of past) hear(entry);
      return () => hearers.delete(hear);
    },
  };
  startSignals(signals, aborter.signal);
  const visit = async (place: Place, after = 0) => {
    context.clock.forward(after);
    const entry = makeEntry({ ...place, type: "step", at: context.clock.now() });
    past.push(entry);
    for (const hear of hearers) hear(entry);
    await vi.advanceTimersByTimeAsync(0);
  };
  return { told, loadForms, debug, visit, setProgress, hearers, clock: context.clock };
};
const act = async (clock: { forward: (ms: number) => void }) => {
  document.body.innerHTML = "<button id='dead'>x</button>";
  const button = document.querySelector("button") as HTMLElement;
  for (let i = 0; i < 4; i++)
    for (const type of ["pointerdown", "click"])
      dispatchTrusted(button, new MouseEvent(type, { bubbles: true, composed: true, detail: 1 }));
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
  test("is told from the first step on", async () => {
    const { told, visit } = open();
    await visit(cart);
    await visit(away, MINUTE);
    await visit(away, 30 * MINUTE);
    await visit({ stage: "checkout", step: "done" }, MINUTE);
    expect(told.map(({ type, data }) => `${type} ${(data as { state: string }).state}`)).toEqual([
      "stage started",
      "abandon leaving",
      "abandon abandoned",
      "abandon recovered",
    ]);
  });

  test("it can be switched off", async () => {
    const { told, visit, setProgress } = open({ friction: { abandon: false } });
    await visit(cart);
    await visit(away);
    expect([told.length, setProgress.mock.calls.length]).toEqual([0, 0]);
  });
});

describe("the trackers of forms", () => {
  const done: Place = { stage: "checkout", step: "done" };
  const enter = (html: string) => {
    document.body.innerHTML = html;
    (document.body.firstElementChild as HTMLElement).focus();
  };

  test("load in a stage with steps, once", async () => {
    const { loadForms, visit } = open();
    await visit(away);
    expect(loadForms).not.toHaveBeenCalled();
    await visit(cart);
    await visit(done);
    expect(loadForms).toHaveBeenCalledTimes(1);
  });

  test("load when a field gets the focus", async () => {
    const { loadForms } = open();
    enter("<button>x</button>");
    expect(loadForms).not.toHaveBeenCalled();
    enter("<input>");
    expect(loadForms).toHaveBeenCalledTimes(1);
  });

  test("load at once where a field has the focus already, or an attempt goes on", () => {
    enter("<input>");
    expect(open().loadForms).toHaveBeenCalledTimes(1);
    document.body.replaceChildren();
    const begun = JSON.parse('{"checkout":{"state":"started"}}');
    expect(open({ begun }).loadForms).toHaveBeenCalledTimes(1);
  });

  test("that can't be loaded leave the others at work", async () => {
    const { told, clock, debug } = open({ forms: () => Promise.reject(new Error("blocked")) });
    enter("<input>");
    await act(clock);
    expect(debug).toHaveBeenCalledWith("missed", expect.objectContaining({ message: "blocked" }));
    expect(told).toHaveLength(2);
  });

  test("that come after the end begin nothing", async () => {
    const { visit, setProgress } = open();
    const visited = visit(cart);
    aborter.abort();
    await visited;
    expect(setProgress).not.toHaveBeenCalled();
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
    const { told, clock } = open({ friction: { "rage-click": { clicks: 9 }, "exit-intent": false } });
    await act(clock);
    expect(told).toEqual([]);
  });

  test("true is the default", async () => {
    const { told, clock } = open({ friction: { "rage-click": true, "exit-intent": true } });
    await act(clock);
    expect(told).toHaveLength(2);
  });
  test("malformed options are as good as none", async () => {
    const { told, clock } = open({ friction: JSON.parse('{"rage-click":5}') });
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

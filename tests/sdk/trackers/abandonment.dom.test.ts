import type { Place, Progress } from "@waymark/journey";
import type { Configuration, JsonObject } from "@waymark/protocol";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { Observation } from "../../../packages/sdk/src/observation.ts";
import { trackAbandonment } from "../../../packages/sdk/src/trackers/abandonment.ts";
import { makeEntry } from "../fixtures.ts";
import { watchFriction } from "./friction-fixture.ts";

const MINUTE = 60_000;
const plan: Configuration = {
  stages: [{ id: "checkout", steps: [{ id: "cart" }, { id: "payment" }, { id: "done", goal: true }] }],
};
const about: Place = { stage: null, step: "/about" };
const at = (step: string): Place => ({ stage: "checkout", step });

/** What all tabs of a visitor share, as JSON. */
const createShared = () => {
  let kept = "{}";
  const progress = vi.fn((): Progress => JSON.parse(kept));
  const setProgress = vi.fn((next: Progress) => {
    kept = JSON.stringify(next);
  });
  return { progress, setProgress };
};

const stops: (() => void)[] = [];
const open = (shared = createShared()) => {
  const watched = watchFriction({}, plan);
  const told: Observation[] = [];
  const stood = { dwell: 0 };
  const stop = watched.run(trackAbandonment, {
    identity: shared,
    dwell: () => stood.dwell,
    emit: async (observation) => {
      told.push(observation);
      return "memory";
    },
  });
  stops.push(stop);
  const tell = (type: string, place: Place, after: number, data: JsonObject = {}) => {
    watched.clock.forward(after);
    watched.goTo(place);
    watched.hear(makeEntry({ type, ...place, data, at: watched.clock.now() }));
  };
  return {
    ...watched,
    ...shared,
    stop,
    told,
    tell,
    /** What a page tells of a place it comes to: the page, then the step. */
    visit(place: Place, after = 0, from?: Place, dwell = 0) {
      stood.dwell = 0;
      tell("page", place, after);
      tell("step", place, 0, { ...(from && { from: { ...from } }), to: { ...place }, dwell, move: "enter" });
    },
    /** Engaged in the present step. */
    stay(ms: number) {
      stood.dwell += ms;
      watched.engage(ms);
    },
    states: () => told.map(({ data }) => (data as JsonObject).state),
  };
};
const hide = (isHidden = true) => {
  vi.spyOn(document, "visibilityState", "get").mockReturnValue(isHidden ? "hidden" : "visible");
  document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
};
const leavePage = () => window.dispatchEvent(new Event("pagehide"));

afterEach(() => {
  for (const stop of stops.splice(0)) stop();
  vi.restoreAllMocks();
});

describe("told", () => {
  test("started, progressing and completed as touchpoints of the stage, where the visitor stands", () => {
    const page = open();
    page.visit(at("cart"));
    page.visit(at("payment"), MINUTE, at("cart"), 40_000);
    page.visit(at("done"), MINUTE, at("payment"), 20_000);
    const about = (step: string, reached: string) => ({ name: "checkout", place: at(step), step, reached, attempt: 1 });
    expect(page.told.map(({ data, ...rest }) => ({ ...rest, ...data }))).toEqual([
      { kind: "touchpoint", type: "stage", ...about("cart", "cart"), state: "started", engaged: 0 },
      { kind: "touchpoint", type: "stage", ...about("payment", "payment"), state: "progressing", engaged: 40_000 },
      { kind: "touchpoint", type: "stage", ...about("done", "done"), state: "completed", engaged: 60_000 },
    ]);
  });

  test("leaving, abandoned and recovered as friction, where the visitor stood", () => {
    const page = open();
    page.visit(at("cart"));
    page.visit(about, MINUTE, at("cart"), 30_000);
    page.tell("click", about, 30 * MINUTE);
    page.visit(at("done"), MINUTE, about);
    const data = { step: "cart", reached: "cart", engaged: 30_000, attempt: 1, reason: "page", weight: 1 };
    expect(page.told.slice(1)).toEqual([
      { kind: "friction", type: "abandon", name: "checkout", place: at("cart"), data: { ...data, state: "leaving" } },
      { kind: "friction", type: "abandon", name: "checkout", place: at("cart"), data: { ...data, state: "abandoned" } },
      {
        ...{ kind: "friction", type: "abandon", name: "checkout", place: at("done") },
        data: { step: "done", reached: "done", engaged: 30_000, attempt: 1, weight: 0, state: "recovered" },
      },
    ]);
  });

  test("stalled by a look at the engaged time, once", () => {
    const page = open();
    page.visit(at("cart"));
    page.stay(55_000);
    expect(page.states()).toEqual(["started"]);
    page.stay(5000);
    page.stay(60_000);
    expect(page.states()).toEqual(["started", "stalled"]);
    expect(page.told.at(-1)?.data).toMatchObject({ reason: "idle", engaged: 60_000, weight: 0.4 });
  });

  test("exit intent and a form that refuses", () => {
    const page = open();
    page.visit(at("cart"));
    page.hear(makeEntry({ kind: "friction", type: "form-struggle", ...at("cart"), data: { refused: 3 } }));
    page.hear(makeEntry({ kind: "friction", type: "exit-intent", ...at("cart"), data: { weight: 0.5 } }));
    expect(page.told.map(({ data }) => (data as JsonObject).reason)).toEqual([undefined, "refused", "exit-intent"]);
  });
});

describe("hidden or closed", () => {
  test.each([
    ["hidden", hide],
    ["closed", leavePage],
  ])("%s is noted at once, and told as abandoned on return", (_, go) => {
    const shared = createShared();
    const page = open(shared);
    page.visit(at("cart"));
    page.stay(5000);
    go();
    page.stop();
    expect(page.states()).toEqual(["started"]);
    const next = open(shared);
    next.clock.set(page.clock.now());
    next.visit(about, 40 * MINUTE);
    expect(next.told.map(({ data }) => data)).toEqual([
      expect.objectContaining({ state: "abandoned", reason: "closed", step: "cart", engaged: 5000 }),
    ]);
  });

  test("is one write, however many events tell of it", () => {
    const page = open();
    page.visit(at("cart"));
    page.setProgress.mockClear();
    leavePage();
    hide();
    page.clock.forward(MINUTE);
    hide();
    expect(page.setProgress).toHaveBeenCalledOnce();
  });

  test("becoming visible is none; being engaged again is being there", () => {
    const page = open();
    page.visit(at("cart"));
    hide(false);
    expect(page.progress().checkout?.leftAt).toBeUndefined();
    hide();
    page.clock.forward(20 * MINUTE);
    hide(false);
    expect(page.progress().checkout?.leftAt).toBeDefined();
    page.stay(5000);
    expect(page.progress().checkout?.leftAt).toBeUndefined();
    page.clock.forward(60 * MINUTE);
    page.tell("click", at("cart"), 0);
    expect(page.states()).toEqual(["started"]);
  });

  test("outside of the stage it is no business of it", () => {
    const page = open();
    page.visit(about);
    hide();
    expect(page.setProgress).not.toHaveBeenCalled();
  });
});

describe("cost", () => {
  test("clicks read no progress but once in ten seconds, and then find what was abandoned meanwhile", () => {
    const page = open();
    page.visit(at("cart"));
    page.visit(about, MINUTE, at("cart"));
    page.tell("click", about, 10_000);
    page.progress.mockClear();
    for (let i = 0; i < 9; i++) page.tell("click", about, 1000);
    expect(page.progress).not.toHaveBeenCalled();
    page.tell("click", about, 40 * MINUTE);
    expect(page.progress).toHaveBeenCalledOnce();
    expect(page.states().at(-1)).toBe("abandoned");
  });

  test("a clock set back does not keep clicks from being looked at", () => {
    const page = open();
    page.visit(at("cart"));
    page.tell("click", at("cart"), 365 * 24 * 60 * MINUTE);
    page.clock.set(0);
    page.progress.mockClear();
    page.tell("click", at("cart"), 1000);
    expect(page.progress).toHaveBeenCalledOnce();
  });

  test("without engaged time no look reads anything; with it none writes what has not changed", () => {
    const page = open();
    page.visit(at("cart"));
    page.progress.mockClear();
    page.setProgress.mockClear();
    page.stay(0);
    page.stay(0);
    page.tell("dwell", at("cart"), 0, { dwell: 5000 });
    page.tell("vital", at("cart"), 0);
    expect(page.progress).not.toHaveBeenCalled();
    for (let i = 0; i < 10; i++) page.stay(5000);
    for (let i = 0; i < 10; i++) page.tell("click", at("cart"), 1000);
    expect(page.setProgress).not.toHaveBeenCalled();
  });
});

describe("two tabs", () => {
  test("share an attempt: what one has told the other does not tell again", () => {
    const shared = createShared();
    const [a, b] = [open(shared), open(shared)];
    a.visit(at("cart"));
    b.visit(at("cart"));
    b.visit(at("payment"), MINUTE, at("cart"));
    a.clock.forward(MINUTE);
    a.visit(at("payment"), 0, at("cart"));
    expect([a.states(), b.states()]).toEqual([["started"], ["progressing"]]);
  });

  test("one is hidden while the other is used: nobody has left", () => {
    const shared = createShared();
    const [a, b] = [open(shared), open(shared)];
    a.visit(at("cart"));
    hide();
    hide(false);
    b.visit(at("payment"), MINUTE);
    b.tell("click", at("payment"), 60 * MINUTE);
    expect([...a.states(), ...b.states()]).toEqual(["started", "progressing"]);
  });

  test("the goal in one completes for both", () => {
    const shared = createShared();
    const [a, b] = [open(shared), open(shared)];
    a.visit(at("cart"));
    b.visit(at("done"), MINUTE);
    a.tell("click", at("cart"), MINUTE);
    leavePage();
    a.visit(about, 60 * MINUTE, at("cart"));
    expect([...a.states(), ...b.states()]).toEqual(["started", "completed"]);
  });
});

test("after its stop it hears, looks and notes no more", () => {
  const page = open();
  page.visit(at("cart"));
  page.stop();
  page.setProgress.mockClear();
  page.visit(at("payment"), MINUTE, at("cart"));
  page.stay(60_000);
  leavePage();
  expect([page.states(), page.setProgress.mock.calls.length]).toEqual([["started"], 0]);
});

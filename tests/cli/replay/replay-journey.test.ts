import type { Entry } from "@waymark/protocol";
import { describe, expect, test } from "vitest";
import type { Journey } from "../../../packages/cli/src/replay/journey.ts";
import { replayJourney } from "../../../packages/cli/src/replay/replay-journey.ts";
import { asksOf, PLAN, play, replay, TO_PAYMENT, toPlan, verdictsOf } from "./fixtures.ts";

const RAGE = { after: "5s", friction: "rage-click", name: "pay" } as const;
const LEAVE = { after: "5s", page: "/delivery" } as const;

describe("a journey written by hand", () => {
  test("is asked once it was calm, at the place of the entry", () => {
    const replayed = replay([...TO_PAYMENT, LEAVE]);
    expect(asksOf(replayed)).toEqual(["leaving at checkout/payment"]);
    expect(replayed.asks[0]?.at).toBe((replayed.asks[0]?.cause.at ?? 0) + 1000);
    expect(replayed.asks[0]?.isRecorded).toBe(false);
  });

  test("is not asked who moves on within that second, or loads the page anew", () => {
    const leaving = { after: "0s", friction: "exit-intent" } as const;
    const plan = toPlan({ triggers: [{ id: "exit", on: { friction: "exit-intent" }, ask: "why-leave" }] });
    expect(verdictsOf(replay([{ page: "/cart" }, leaving, { after: "0s", page: "/" }], {}, plan))).toEqual([
      "exit: moved on",
    ]);
    expect(verdictsOf(replay([{ page: "/cart" }, leaving, { after: "0s", page: "/cart" }], {}, plan))).toEqual([
      "exit: moved on",
    ]);
    expect(verdictsOf(replay([{ page: "/cart" }, leaving, { after: "1s", page: "/" }], {}, plan))).toEqual([
      "exit: asked",
    ]);
    const route = { after: "0s", page: "/cart?utm_source=x", load: "route" } as const;
    expect(verdictsOf(replay([{ page: "/cart" }, leaving, route], {}, plan))).toEqual(["exit: asked"]);
  });

  test("waits for the delay before that second", () => {
    const plan = toPlan({
      triggers: [{ id: "exit", on: { friction: "exit-intent" }, ask: "why-leave", delay: "20s" }],
    });
    const exit = { friction: "exit-intent" } as const;
    expect(verdictsOf(replay([{ page: "/cart" }, exit, { after: "20s", page: "/" }], {}, plan))).toEqual([
      "exit: moved on",
    ]);
    expect(verdictsOf(replay([{ page: "/cart" }, exit, { after: "21s", page: "/" }], {}, plan))).toEqual([
      "exit: asked",
    ]);
  });

  test("may be asked something else during a delay, and is not asked the later one while that is open", () => {
    const triggers = [
      { id: "exit", on: { friction: "exit-intent" }, ask: "why-leave", delay: "20s" },
      ...(PLAN.triggers ?? []).slice(0, 1),
    ];
    const plan = toPlan({ triggers, quiet: { every: "1s", perSession: 9 } });
    const exit = { friction: "exit-intent" } as const;
    const stays = { after: "30s", type: "click", name: "a" } as const;
    const during = [...TO_PAYMENT, exit, RAGE, stays] as const;
    expect(verdictsOf(replay(during, {}, plan))).toEqual(["dead-button: asked", "exit: busy"]);
    const closed = [...TO_PAYMENT, exit, RAGE, { after: "5s", survey: "answered" }, stays] as const;
    expect(verdictsOf(replay(closed, {}, plan))).toEqual(["dead-button: asked", "exit: asked"]);
    const after = [...TO_PAYMENT, exit, { ...RAGE, after: "20s" }] as const;
    expect(verdictsOf(replay(after, {}, plan))).toEqual(["dead-button: busy", "exit: asked"]);
  });

  test("is asked nothing else while a survey waits or is open", () => {
    const quiet = { every: "1s", perSession: 9 };
    const plan = toPlan({
      quiet,
      triggers: [
        ...(PLAN.triggers ?? []).slice(0, 1),
        { id: "exit", on: { friction: "exit-intent" }, ask: "why-leave" },
      ],
    });
    const exit = { friction: "exit-intent" } as const;
    const open = replay([...TO_PAYMENT, RAGE, { ...exit, after: "0s" }, { ...exit, after: "9s" }], {}, plan);
    expect(verdictsOf(open)).toEqual(["exit: busy", "dead-button: asked", "exit: busy"]);
    const closed = [...TO_PAYMENT, RAGE, { after: "5s", survey: "dismissed" }, { ...exit, after: "9s" }] as const;
    expect(verdictsOf(replay(closed, {}, plan))).toEqual(["dead-button: asked", "exit: asked"]);
    const gone = [...TO_PAYMENT, RAGE, { after: "5s", page: "/cart" }, { ...exit, after: "9s" }] as const;
    expect(asksOf(replay(gone, {}, plan))).toContain("exit at checkout/cart");
  });

  test.each([
    ["answered", [{ after: "5s", survey: "answered" }], "3d", "asked"],
    ["dismissed", [{ after: "5s", survey: "dismissed" }], "3d", "wait"],
    ["dismissed", [{ after: "5s", survey: "dismissed" }], "5d", "asked"],
    ["snoozed", [{ after: "5s", survey: "snoozed" }], "3d", "wait"],
    ["ignored", [], "2d", "wait"],
    ["ignored", [], "3d", "asked"],
  ] as const)("ended %s %j, and comes again after %s: %s", (_, ended, after, came) => {
    const wait = { answered: "2d", dismissed: "4d", snoozed: "4d", ignored: "60h" };
    const survey = { ...PLAN.surveys?.["pay-trouble"], wait };
    const plan = toPlan({
      surveys: { ...PLAN.surveys, "pay-trouble": survey },
      quiet: { every: "1d" },
      triggers: PLAN.triggers?.slice(0, 1),
    });
    const again = [{ after, page: "/checkout", step: "address" }, { touchpoint: "payment-shown" }, RAGE] as const;
    expect(verdictsOf(replay([...TO_PAYMENT, RAGE, ...ended, ...again], {}, plan))).toEqual([
      "dead-button: asked",
      `dead-button: ${came}`,
    ]);
  });

  test("names the first gate that stopped each trigger, each time that it was pulled", () => {
    const { verdicts } = replay([
      ...TO_PAYMENT,
      RAGE,
      { after: "5s", survey: "dismissed" },
      LEAVE,
      { after: "2d", page: "/checkout", step: "address" },
      { touchpoint: "payment-shown" },
      RAGE,
    ]);
    expect(verdicts.map(({ trigger, came, gate }) => [trigger, came, gate?.limit])).toEqual([
      ["dead-button", "asked", undefined],
      ["leaving", "quiet", 30 * 86_400_000],
      ["leaving", "quiet", 30 * 86_400_000],
      ["dead-button", "wait", 30 * 86_400_000],
    ]);
  });

  test("is in every share without a visitor, and draws with one", () => {
    const plan = toPlan({ triggers: [{ id: "half", on: { friction: "rage-click" }, ask: "why-leave", sample: 0.5 }] });
    const came = (visitor?: string) => verdictsOf(replay([{ page: "/" }, RAGE], visitor ? { visitor } : {}, plan));
    const drawn = Array.from({ length: 20 }, (_, index) => came(`visitor-${index}`)[0]);
    expect(new Set(drawn)).toEqual(new Set(["half: asked", "half: sample"]));
    expect(came()).toEqual(["half: asked"]);
  });

  test("knows the device, the traits and the visits of who comes", () => {
    const where = { device: "phone", traits: { plan: "gold" }, visitor: "returning", pages: ["/cart"] };
    const plan = toPlan({ triggers: [{ id: "t", on: { friction: "rage-click" }, ask: "why-leave", where }] });
    const entries = [{ page: "/" }, { after: "1d", page: "/cart" }, { identify: { plan: "gold" } }, RAGE] as const;
    expect(verdictsOf(replay(entries, { device: "phone" }, plan))).toEqual(["t: asked"]);
    expect(verdictsOf(replay(entries, { device: "tablet" }, plan))).toEqual(["t: where"]);
    expect(verdictsOf(replay(entries.slice(1), { device: "phone" }, plan))).toEqual(["t: where"]);
  });

  test("counts repetition inside a session", () => {
    const plan = toPlan({ triggers: [{ id: "t", on: { friction: "rage-click", count: 2 }, ask: "why-leave" }] });
    expect(verdictsOf(replay([{ page: "/" }, RAGE, RAGE], {}, plan))).toEqual(["t: count", "t: asked"]);
    expect(verdictsOf(replay([{ page: "/" }, RAGE, { ...RAGE, after: "1h" }], {}, plan))).toEqual([
      "t: count",
      "t: count",
    ]);
  });
});

describe("a recorded journey", () => {
  const uuid = (number: number) => `0199c1f0-0000-7000-8000-${`${number}`.padStart(12, "0")}`;
  /** As the collector has it when the page asked: two seconds later, in the tab of the entry. */
  const record = (journey: Journey, type: string, after: number, more: object = {}): Journey => {
    const cause = journey.told.findLast(({ entry }) => entry.kind === "friction");
    const { tab, at = 0, stage, step } = cause?.entry ?? {};
    const data = { survey: "pay-trouble", trigger: "dead-button", submission: uuid(1), ...more };
    const entry = {
      id: uuid(journey.told.length),
      kind: "survey",
      type,
      name: data.survey,
      at: at + after,
      tab,
      stage,
      step,
      data,
    };
    return { ...journey, told: [...journey.told, { session: `${cause?.session}`, entry: entry as Entry }] };
  };

  const walked = play([...TO_PAYMENT, RAGE]);

  test("is asked as the page asked, and ends as it ended there", () => {
    const recorded = record(record(walked, "shown", 4000), "dismissed", 9000);
    const { asks } = replayJourney(PLAN, recorded);
    expect(asks).toMatchObject([{ trigger: "dead-button", isRecorded: true, at: (asks[0]?.cause.at ?? 0) + 3000 }]);
  });

  test("is asked though it moved on, since it was", () => {
    const { told } = record(walked, "shown", 2000);
    const moved = play([...TO_PAYMENT, RAGE, { after: "0s", step: "review" }]).told.slice(-1);
    const between = { ...walked, told: [...told.slice(0, -1), ...moved, ...told.slice(-1)] };
    expect(verdictsOf(replayJourney(PLAN, between))).toEqual(["dead-button: asked"]);
    expect(verdictsOf(replayJourney(PLAN, { ...walked, told: [...walked.told, ...moved] }))).toEqual([
      "dead-button: moved on",
    ]);
  });

  test.each([
    ["another trigger's", 2000, { trigger: "leaving" }],
    ["another survey's", 2000, { survey: "why-leave" }],
    ["too late to be it", 60_000, {}],
  ])("what was shown is %s", (_, after, more) => {
    expect(replayJourney(PLAN, record(walked, "shown", after, more)).asks).toMatchObject([{ isRecorded: false }]);
  });

  test("an answer names the entry that it came of", () => {
    const entries = [...TO_PAYMENT, RAGE, { after: "1s", friction: "rage-click", name: "pay" }] as const;
    const plan = toPlan({ quiet: { every: "1s", perSession: 9 } });
    const journey = play(entries, {}, plan);
    const causes = journey.told.filter(({ entry }) => entry.type === "rage-click").map(({ entry }) => entry.id);
    const answered = (cause: string | undefined) =>
      record(record(journey, "shown", 2000), "text", 5000, { evidence: { cause: { id: cause } } }).told.map((told) =>
        told.entry.type === "text" ? { ...told, entry: { ...told.entry, kind: "answer" } as Entry } : told,
      );
    const causeOf = (cause: string | undefined) =>
      replayJourney(plan, { ...journey, told: answered(cause) })
        .asks.filter(({ isRecorded }) => isRecorded)
        .map((ask) => ask.cause.id);
    expect(causeOf(causes[0])).toEqual([causes[0]]);
  });

  test("what was shown came of one entry alone", () => {
    const plan = toPlan({ quiet: { every: "1s", perSession: 9 } });
    const journey = play([...TO_PAYMENT, RAGE, { ...RAGE, after: "1s" }], {}, plan);
    const [first] = journey.told.filter(({ entry }) => entry.type === "rage-click");
    const { asks, verdicts } = replayJourney(plan, record(journey, "shown", 4000));
    expect(asks.map(({ cause, isRecorded }) => [cause.id, isRecorded])).toEqual([[first?.entry.id, true]]);
    expect(verdicts.length).toBe(2);
  });

  test("a page that had this configuration is right about what it asked", () => {
    const told = walked.told.map((each) => ({ ...each, plan: "abc" }));
    expect(verdictsOf(replayJourney(PLAN, { ...walked, told }, "abc"))).toEqual(["dead-button: missed"]);
    expect(verdictsOf(replayJourney(PLAN, { ...walked, told }, "xyz"))).toEqual(["dead-button: asked"]);
    const recorded = record({ ...walked, told }, "shown", 4000);
    expect(verdictsOf(replayJourney(PLAN, recorded, "abc"))).toEqual(["dead-button: asked"]);
  });

  test("what was asked is not kept back by what is only supposed to stand there", () => {
    const plan = toPlan({
      triggers: [{ id: "exit", on: { type: "click" }, ask: "why-leave" }, ...(PLAN.triggers ?? [])],
      quiet: { every: "1s", perSession: 9 },
    });
    const journey = play([...TO_PAYMENT, { type: "click", name: "pay" }, RAGE]);
    expect(verdictsOf(replayJourney(plan, journey))).toEqual(["exit: asked", "dead-button: busy"]);
    expect(verdictsOf(replayJourney(plan, record(journey, "shown", 4000)))).toEqual([
      "exit: asked",
      "dead-button: asked",
    ]);
  });

  test("replayed twice, it comes out the same", () => {
    const recorded = record(walked, "shown", 2000);
    expect(replayJourney(PLAN, recorded)).toEqual(replayJourney(PLAN, recorded));
  });
});

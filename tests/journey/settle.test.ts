// What the collector finds out of the entries that it has: the machine of the page, over what the page has sent.
import { settle, toObservation } from "@waymark/journey";
import type { Configuration, Entry } from "@waymark/protocol";
import { entrySchema } from "@waymark/protocol/schema";
import { describe, expect, test } from "vitest";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const START = 1_795_300_000_000;
const plan: Configuration = {
  stages: [
    { id: "discover", pages: ["/"] },
    { id: "checkout", steps: [{ id: "cart" }, { id: "payment" }, { id: "done", goal: true }] },
  ],
};

/** `12:30 checkout/cart page`, where the time is minutes:seconds after the start; sent by a page, kept by the collector. */
const toEntry = (line: string, index: number): Entry => {
  const [time = "", place = "", type = "", json = "{}"] = line.split(" ");
  const [minutes = 0, seconds = 0] = time.split(":").map(Number);
  const [stage = "", step = ""] = place.split("/");
  const isFriction = ["abandon", "exit-intent", "form-struggle"].includes(type);
  return entrySchema.parse({
    id: `0193a5e0-0000-7000-8000-${String(index).padStart(12, "0")}`,
    kind: isFriction ? "friction" : type === "shown" ? "survey" : "touchpoint",
    ...{ type, name: "x", stage: stage === "-" ? null : stage, step },
    ...{ at: START + minutes * MINUTE + seconds * 1000, tab: "a", seq: index + 1 },
    data: type === "shown" ? { survey: "why", submission: "0193a5e0-0000-7000-8000-000000000000" } : JSON.parse(json),
  }) as Entry;
};
const read = (lines: readonly string[], after: number) => {
  const { progress, changes } = settle(plan, lines.map(toEntry), START + after);
  return { progress, changes, states: changes.map(({ state, reason }) => [state, reason].join(" ").trim()) };
};

const toPayment = [
  "0:00 checkout/cart page",
  '0:00 checkout/cart step {"dwell":0}',
  "0:01 checkout/cart stage",
  "0:30 checkout/cart click",
  '0:30 checkout/cart dwell {"dwell":29000}',
  "0:31 checkout/payment page",
  '0:31 checkout/payment step {"from":{"stage":"checkout","step":"cart"},"dwell":29000}',
  "0:32 checkout/payment stage",
];
const closed = [...toPayment, '2:00 checkout/payment dwell {"dwell":50000}', "2:00 checkout/payment vital"];

describe("who never came back", () => {
  test("has abandoned when the time is up, and not before", () => {
    expect(read(closed, 32 * MINUTE - 1).states).toEqual(["started", "progressing"]);
    const { progress, changes } = read(closed, 9 * DAY);
    expect(progress.checkout?.state).toBe("abandoned");
    expect(changes.at(-1)).toEqual({
      ...{ stage: "checkout", state: "abandoned", reason: "closed", attempt: 1, step: "payment", reached: "payment" },
      ...{ engaged: 79_000, at: START + 32 * MINUTE },
    });
  });

  test("says so without a word of the page, or with it: what a page told before does not count twice", () => {
    const bare = closed.filter((line) => !/ (stage|vital|click)/.test(line));
    expect(read(bare, DAY).changes).toEqual(read(closed, DAY).changes);
  });

  test("after a page elsewhere has left for it", () => {
    const left = [
      ...toPayment,
      '3:00 discover/discover step {"from":{"stage":"checkout","step":"payment"},"dwell":9000}',
    ];
    expect(read(left, 32 * MINUTE).states).toEqual(["started", "progressing", "leaving page"]);
    expect(read(left, 33 * MINUTE).states).toEqual(["started", "progressing", "leaving page", "abandoned page"]);
  });

  test("is still there, for all that is known, where nothing tells of a tab that was left", () => {
    expect(read(toPayment, DAY).states).toEqual(["started", "progressing"]);
    expect(read(toPayment, 31 * DAY).states).toEqual(["started", "progressing", "abandoned closed"]);
  });

  test("with the goal has not abandoned, however long ago that is", () => {
    const bought = [...toPayment, "3:00 checkout/done page", '4:00 checkout/done dwell {"dwell":60000}'];
    expect(read(bought, 90 * DAY).states).toEqual(["started", "progressing", "completed"]);
  });
});

test("who came back and bought has recovered", () => {
  const back = [...closed, "100:00 -//about page", "100:00 -//about abandon", "101:00 checkout/done page"];
  expect(read(back, DAY).states).toEqual(["started", "progressing", "abandoned closed", "recovered"]);
});

test("what a page tells of a place that was left moves nobody back to it", () => {
  const asked = [
    ...toPayment,
    '3:00 discover/discover step {"from":{"stage":"checkout","step":"payment"},"dwell":9000}',
    "3:01 checkout/payment abandon",
    "3:02 checkout/payment shown",
    "3:03 checkout/payment error",
  ];
  expect(read(asked, 33 * MINUTE).states.at(-1)).toBe("abandoned page");
});

test("a page that comes late, of before there was a plan, is of no place", () => {
  const { stage: _, step: __, ...early } = toEntry("0:10 checkout/cart page", 99);
  const { changes } = settle(plan, [...toPayment.map(toEntry), early as Entry], START + MINUTE);
  expect(changes.map(({ state }) => state)).toEqual(["started", "progressing"]);
});

test("what is found out can be told as the page would have told it", () => {
  const [last] = read(closed, DAY).changes.slice(-1).map(toObservation);
  expect(last).toMatchObject({ kind: "friction", type: "abandon", name: "checkout", data: { state: "abandoned" } });
});

test("nobody without entries", () => expect(settle(plan, [], START)).toEqual({ progress: {}, changes: [] }));

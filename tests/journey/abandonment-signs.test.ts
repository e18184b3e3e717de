import type { Configuration } from "@waymark/protocol";
import { describe, expect, test } from "vitest";
import { away, DAY, inside, MINUTE, PLAN, type Rest, type Stop, walk } from "./abandonment-fixture.ts";

describe("hidden or closed", () => {
  test.each<[string, readonly Stop[], readonly string[]]>([
    [
      "tells nothing, and back before 30 min goes on untold",
      [
        [inside("cart"), 0],
        [inside("cart"), MINUTE, "hidden"],
        [inside("cart"), 30 * MINUTE - 1],
      ],
      ["1 started"],
    ],
    [
      "every page of the stage hides the one before it",
      [
        [inside("cart"), 0],
        [inside("cart"), 20 * MINUTE, "hidden"],
        [inside("address"), 1],
        [inside("address"), 20 * MINUTE, "hidden"],
        [inside("pay"), 1],
        [inside("pay"), 20 * MINUTE, "touch"],
      ],
      ["1 started", "1 progressing"],
    ],
    [
      "a click in another tab inside says that the visitor is there",
      [
        [inside("cart"), 0],
        [inside("cart"), MINUTE, "hidden"],
        [inside("pay"), 20 * MINUTE, "touch"],
        [inside("cart"), 20 * MINUTE],
      ],
      ["1 started"],
    ],
    [
      "back elsewhere in time is leaving, and counts from when it was closed",
      [
        [inside("cart"), 0],
        [inside("cart"), MINUTE, "hidden"],
        [away, 20 * MINUTE],
        [away, 10 * MINUTE],
      ],
      ["1 started", "1 leaving page", "1 abandoned page"],
    ],
    [
      "not back in time is abandoned, whichever page comes next",
      [
        [inside("cart"), 0],
        [inside("cart"), MINUTE, "hidden"],
        [away, 2 * DAY],
      ],
      ["1 started", "1 abandoned closed"],
    ],
    [
      "the same by the time alone, for those who never come back",
      [
        [inside("cart"), 0],
        [inside("cart"), MINUTE, "hidden"],
        [undefined, 30 * MINUTE - 1],
        [undefined, 1],
        [undefined, DAY],
      ],
      ["1 started", "1 abandoned closed"],
    ],
    [
      "the second hiding does not begin anew",
      [
        [inside("cart"), 0],
        [inside("cart"), MINUTE, "hidden"],
        [inside("cart"), 20 * MINUTE, "hidden"],
        [undefined, 10 * MINUTE],
      ],
      ["1 started", "1 abandoned closed"],
    ],
    [
      "seen and silent for an hour is no leaving",
      [
        [inside("cart"), 0],
        [undefined, 60 * MINUTE],
        [inside("cart"), MINUTE, "touch"],
      ],
      ["1 started"],
    ],
    [
      "a goal that was reached is never abandoned",
      [
        [inside("done"), 0],
        [inside("done"), MINUTE, "hidden"],
        [away, 2 * DAY],
      ],
      ["1 started", "1 completed"],
    ],
  ])("%s", (_, stops, told) => expect(walk(stops).told).toEqual(told));

  test("less than 30 s is no absence, whatever the plan says", () => {
    const [, stage] = PLAN.stages ?? [];
    const hasty: Configuration = { stages: stage ? [{ ...stage, after: "1s" }] : [] };
    const stops = (after: number): Stop[] => [
      [inside("cart"), 0],
      [inside("cart"), MINUTE, "hidden"],
      [inside("cart"), after],
    ];
    expect(walk(stops(30_000 - 1), {}, hasty).told).toEqual(["1 started"]);
    expect(walk(stops(30_000), {}, hasty).told).toEqual(["1 started", "1 abandoned closed"]);
  });
});

describe("exit intent", () => {
  test.each<[string, readonly Stop[], readonly string[]]>([
    [
      "is leaving, and another step is progress",
      [
        [inside("cart"), 0],
        [inside("cart"), MINUTE, "exit-intent"],
        [inside("cart"), MINUTE, "touch"],
        [inside("address"), MINUTE],
      ],
      ["1 started", "1 leaving exit-intent", "1 progressing"],
    ],
    [
      "a step back says so too",
      [
        [inside("address"), 0],
        [inside("address"), MINUTE, "exit-intent"],
        [inside("cart"), MINUTE],
      ],
      ["1 started", "1 leaving exit-intent", "1 progressing"],
    ],
    [
      "without a tab that closes or another page it is not abandoned",
      [
        [inside("cart"), 0],
        [inside("cart"), MINUTE, "exit-intent"],
        [inside("cart"), 60 * MINUTE, "touch"],
      ],
      ["1 started", "1 leaving exit-intent"],
    ],
    [
      "with one it is",
      [
        [inside("cart"), 0],
        [inside("cart"), MINUTE, "exit-intent"],
        [inside("cart"), MINUTE, "hidden"],
        [undefined, 30 * MINUTE],
      ],
      ["1 started", "1 leaving exit-intent", "1 abandoned closed"],
    ],
    [
      "elsewhere it says nothing of the stage",
      [
        [away, 0, "exit-intent"],
        [inside("done"), 0],
        [inside("done"), MINUTE, "exit-intent"],
      ],
      ["1 started", "1 completed"],
    ],
  ])("%s", (_, stops, told) => expect(walk(stops).told).toEqual(told));
});

describe("stalled", () => {
  const stay = (dwell: number): Rest => ({ sign: "touch", dwell });
  test.each<[string, readonly Stop[], readonly string[]]>([
    [
      "60 s engaged in a step",
      [
        [inside("cart"), 0],
        [inside("cart"), MINUTE, stay(60_000)],
      ],
      ["1 started", "1 stalled idle"],
    ],
    [
      "not sooner, whatever the clock says",
      [
        [inside("cart"), 0],
        [inside("cart"), DAY, stay(59_999)],
      ],
      ["1 started"],
    ],
    [
      "steps back and forth are no progress",
      [
        [inside("address"), 0],
        [inside("cart"), MINUTE, { from: inside("address"), dwell: 40_000 }],
        [inside("cart"), MINUTE, stay(20_000)],
      ],
      ["1 started", "1 stalled idle"],
    ],
    [
      "a later step is: the time counts from there",
      [
        [inside("cart"), 0],
        [inside("address"), MINUTE, { from: inside("cart"), dwell: 40_000 }],
        [inside("address"), MINUTE, stay(59_999)],
      ],
      ["1 started", "1 progressing"],
    ],
    [
      "the step that follows its page tells of time before that progress",
      [
        [inside("cart"), 0],
        [inside("cart"), MINUTE, { sign: "hidden", dwell: 50_000 }],
        [inside("address"), 100],
        [inside("address"), 0, { from: inside("cart"), dwell: 50_000 }],
        [inside("address"), MINUTE, stay(59_999)],
      ],
      ["1 started", "1 progressing"],
    ],
    [
      "told once; a later step ends it",
      [
        [inside("cart"), 0],
        [inside("cart"), MINUTE, stay(60_000)],
        [inside("address"), MINUTE, { from: inside("cart"), dwell: 70_000 }],
        [inside("address"), MINUTE, stay(60_000)],
      ],
      ["1 started", "1 stalled idle", "1 progressing"],
    ],
    [
      "found out by the step that ends it, where nobody looked before",
      [
        [inside("cart"), 0],
        [inside("address"), 2 * MINUTE, { from: inside("cart"), dwell: 90_000 }],
      ],
      ["1 started", "1 stalled idle", "1 progressing"],
    ],
    [
      "a form that refused three times",
      [
        [inside("cart"), 0],
        [inside("cart"), 1, "refused"],
        [inside("cart"), 1, "refused"],
      ],
      ["1 started", "1 stalled refused"],
    ],
    [
      "time before the stage, and on the page of an earlier goal, is not of this attempt",
      [
        [inside("done"), 0],
        [inside("cart"), 5 * MINUTE],
        [inside("cart"), 0, { from: inside("done"), dwell: 300_000 }],
        [inside("cart"), 1000, stay(1000)],
      ],
      ["1 started", "1 completed", "2 started"],
    ],
    [
      "nobody stalls who has abandoned",
      [
        [inside("cart"), 0],
        [away, MINUTE],
        [inside("cart"), 31 * MINUTE],
        [inside("cart"), 5 * MINUTE, stay(300_000)],
        [inside("cart"), 1, "refused"],
      ],
      ["1 started", "1 leaving page", "1 abandoned page"],
    ],
  ])("%s", (_, stops, told) => expect(walk(stops).told).toEqual(told));
});

import type { Configuration } from "@waymark/protocol";
import { describe, expect, test } from "vitest";
import { away, DAY, inside, MINUTE, PLAN, type Stop, walk } from "./abandonment-fixture.ts";

describe("a way through the stage", () => {
  test.each<[string, readonly Stop[], readonly string[]]>([
    ["a visitor elsewhere begins nothing", [[away, 0]], []],
    ["the first step starts", [[inside("cart"), 0]], ["1 started"]],
    ["a click begins nothing: it may be in an old tab", [[inside("cart"), 0, "touch"]], []],
    [
      "a later step is progress, told once",
      [
        [inside("cart"), 0],
        [inside("address"), MINUTE],
        [inside("pay"), MINUTE],
      ],
      ["1 started", "1 progressing"],
    ],
    [
      "an earlier step, or the same again, is none",
      [
        [inside("address"), 0],
        [inside("cart"), MINUTE],
        [inside("address"), MINUTE],
      ],
      ["1 started"],
    ],
    [
      "the goal completes",
      [
        [inside("cart"), 0],
        [inside("done"), MINUTE],
      ],
      ["1 started", "1 completed"],
    ],
    ["landing on the goal starts and completes", [[inside("done"), 0]], ["1 started", "1 completed"]],
    [
      "after completion the next step is a new attempt, the goal's page once more is not, nor a click in an old tab",
      [
        [inside("done"), 0],
        [inside("done"), MINUTE],
        [away, MINUTE],
        [inside("done"), 40 * DAY],
        [inside("cart"), MINUTE, "touch"],
        [inside("cart"), MINUTE],
      ],
      ["1 started", "1 completed", "2 started"],
    ],
  ])("%s", (_, stops, told) => expect(walk(stops).told).toEqual(told));
});

describe("leaving by a page outside of the stage", () => {
  test.each<[string, readonly Stop[], readonly string[]]>([
    [
      "back within 30 min goes on",
      [
        [inside("cart"), 0],
        [away, MINUTE],
        [inside("cart"), 30 * MINUTE - 1],
        [away, MINUTE],
      ],
      ["1 started", "1 leaving page", "1 progressing"],
    ],
    [
      "a click in another tab inside is back",
      [
        [inside("cart"), 0],
        [away, MINUTE],
        [inside("cart"), 20 * MINUTE, "touch"],
        [inside("cart"), 20 * MINUTE, "touch"],
      ],
      ["1 started", "1 leaving page", "1 progressing"],
    ],
    [
      "back at the goal completes, without progress on the way",
      [
        [inside("cart"), 0],
        [away, MINUTE],
        [inside("done"), MINUTE],
      ],
      ["1 started", "1 leaving page", "1 completed"],
    ],
    [
      "30 min outside is abandoned, told at the next sign of life",
      [
        [inside("cart"), 0],
        [away, MINUTE],
        [away, 30 * MINUTE, "touch"],
        [away, MINUTE],
      ],
      ["1 started", "1 leaving page", "1 abandoned page"],
    ],
    [
      "told once when the visitor comes straight back into the stage, and then no progress is told",
      [
        [inside("cart"), 0],
        [away, MINUTE],
        [inside("cart"), 31 * MINUTE],
        [inside("pay"), MINUTE],
      ],
      ["1 started", "1 leaving page", "1 abandoned page"],
    ],
    [
      "the page outside being hidden changes nothing",
      [
        [inside("cart"), 0],
        [away, MINUTE, "hidden"],
        [inside("cart"), MINUTE],
      ],
      ["1 started"],
    ],
  ])("%s", (_, stops, told) => expect(walk(stops).told).toEqual(told));
});

describe("recovered", () => {
  const abandoned: readonly Stop[] = [
    [inside("cart"), 0],
    [away, MINUTE],
    [away, 30 * MINUTE],
  ];
  const told = ["1 started", "1 leaving page", "1 abandoned page"];
  test("a goal within 7 d of when the time was up", () => {
    expect(walk([...abandoned, [inside("done"), 7 * DAY]]).told).toEqual([...told, "1 recovered"]);
    expect(walk([...abandoned, [inside("done"), 7 * DAY + 1]]).told).toEqual([...told, "2 started", "2 completed"]);
  });

  test("counted from when the time was up, whenever that was found out", () => {
    const late: readonly Stop[] = [...abandoned.slice(0, 2), [away, 8 * DAY], [inside("done"), MINUTE]];
    expect(walk(late).told).toEqual([...told, "2 started", "2 completed"]);
  });

  test("leaving once more before it is told no more", () => {
    const stops: Stop[] = [
      ...abandoned,
      [inside("pay"), MINUTE],
      [away, MINUTE],
      [away, DAY],
      [inside("done"), MINUTE],
    ];
    expect(walk(stops).told).toEqual([...told, "1 recovered"]);
  });

  test("its page once more, a week later, is no new attempt", () => {
    const stops: Stop[] = [...abandoned, [inside("done"), MINUTE], [inside("done"), 8 * DAY]];
    expect(walk(stops).told).toEqual([...told, "1 recovered"]);
  });
});

describe("the end of a journey", () => {
  test("30 d of silence abandon, and the next step is a new attempt", () => {
    const stops: Stop[] = [
      [inside("cart"), 0],
      [inside("pay"), 30 * DAY],
    ];
    expect(walk(stops).told).toEqual(["1 started", "1 abandoned closed", "2 started"]);
  });

  test("a sign of life anywhere goes on with it", () => {
    const visits = Array.from({ length: 9 }, (): Stop => [inside("cart"), 20 * DAY, "touch"]);
    expect(walk([[inside("cart"), 0], ...visits]).told).toEqual(["1 started"]);
  });

  test("what was abandoned before it is not recovered after it", () => {
    const long: Configuration = { stages: (PLAN.stages ?? []).map((stage) => ({ ...stage, recoverWithin: "300d" })) };
    const stops = (days: number): Stop[] => [
      [inside("cart"), 0],
      [away, MINUTE],
      [inside("done"), days * DAY],
    ];
    expect(walk(stops(29), {}, long).told.at(-1)).toBe("1 recovered");
    expect(walk(stops(30), {}, long).told.at(-1)).toBe("2 completed");
    expect(walk(stops(30), {}, { ...long, journeyEnds: "60d" }).told.at(-1)).toBe("1 recovered");
  });
});

describe("a clock", () => {
  test("that is set back takes what was kept along: the time counts from there", () => {
    const stops: Stop[] = [
      [inside("cart"), 300 * DAY],
      [away, MINUTE],
      [away, -300 * DAY],
      [away, 30 * MINUTE - 1],
    ];
    expect(walk(stops).told).toEqual(["1 started", "1 leaving page"]);
    expect(walk([...stops, [away, 1]]).told).toEqual(["1 started", "1 leaving page", "1 abandoned page"]);
  });

  test("that is set back after the stage was abandoned leaves 7 d to recover", () => {
    const stops = (after: number): Stop[] => [
      [inside("cart"), 300 * DAY],
      [away, MINUTE],
      [away, DAY],
      [away, -300 * DAY],
      [inside("done"), after],
    ];
    expect(walk(stops(7 * DAY)).told.at(-1)).toBe("1 recovered");
    expect(walk(stops(7 * DAY + 1)).told.at(-1)).toBe("2 completed");
  });

  test("that is set back leaves 30 d to the journey's end, and 60 s to stalling", () => {
    const stops: Stop[] = [
      [inside("cart"), 300 * DAY],
      [inside("address"), MINUTE],
      [inside("address"), -300 * DAY, "touch"],
    ];
    const stay: Stop = [inside("cart"), MINUTE, { from: inside("address"), dwell: 60_000 }];
    expect(walk([...stops, stay]).told).toEqual(["1 started", "1 progressing", "1 stalled idle"]);
    expect(walk([...stops, [undefined, 30 * DAY]]).told).toEqual(["1 started", "1 progressing", "1 abandoned closed"]);
  });

  test("that jumps a year ahead is a year gone by", () => {
    const stops: Stop[] = [
      [inside("cart"), 0],
      [inside("pay"), 365 * DAY],
      [inside("pay"), -365 * DAY],
      [inside("done"), MINUTE],
    ];
    expect(walk(stops).told).toEqual(["1 started", "1 abandoned closed", "2 started", "2 completed"]);
  });
});

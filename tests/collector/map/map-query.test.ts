import { describe, expect, test } from "vitest";
import { DAY, NOW, openMap, PLAN, readMap, stageOf, walk } from "./fixtures.ts";

describe("who is counted", () => {
  const lines = [
    ...walk(1, ["discover/discover"]),
    ...walk(2, ["discover/discover"], { browser: { family: "safari", device: "phone" } } as object),
    ...walk(3, ["discover/discover"], { source: "simulate" } as object),
    ...walk(4, ["discover/discover"], { automated: true } as object),
    ...walk(5, ["discover/discover"], { test: true } as object),
    ...walk(6, ["discover/discover"], { visitor: undefined } as object),
    ...walk(7, ["discover/discover"], { site: "other" } as object),
    ...walk(8, ["discover/discover"], { at: NOW - 40 * DAY }),
  ];

  test.each([
    ["", 2],
    ["device=phone", 1],
    ["device=tablet", 0],
    ["include=simulated", 3],
    ["include=automated", 3],
    ["include=simulated,automated", 4],
    ["site=other", 1],
    ["site=nobody", 0],
    [`from=${NOW - 60 * DAY}`, 3],
    [`until=${NOW - 30 * DAY}`, 1],
  ])("?%s", async (query, visitors) => {
    const map = await readMap(lines, query);
    expect([map.visitors, stageOf(map, "discover").visitors]).toEqual([visitors, visitors]);
    expect(map.sites).toEqual(["other", "shop"]);
  });

  test("the defaults are told, and who is marked, counted or not", async () => {
    expect(await readMap(lines)).toMatchObject({
      site: "shop",
      from: NOW - 30 * DAY,
      until: NOW,
      device: null,
      simulated: false,
      automated: false,
      now: NOW,
      window: 7 * DAY,
      simulatedVisitors: 1,
      automatedVisitors: 1,
      applied: lines.length,
      hasPlan: true,
    });
    const demo = await readMap(lines, "", { include: ["simulated"] });
    expect([demo.visitors, demo.simulated, demo.automated]).toEqual([3, true, false]);
    expect((await readMap(lines, "include=", { include: ["simulated"] })).visitors).toBe(2);
  });

  test("without entries, and without a plan, there is a map of nothing", async () => {
    const empty = await (await openMap(PLAN)).read();
    expect(empty).toMatchObject({ site: "", sites: [], visitors: 0, inProgress: 0, moves: [], surveys: [], fixes: [] });
    expect(stageOf(empty, "checkout")).toMatchObject({ visitors: 0, continued: 0, verbatims: [], reasons: [] });
    const unplanned = await openMap({});
    await unplanned.add(lines);
    expect(await unplanned.read()).toMatchObject({
      site: "shop",
      hasPlan: false,
      stages: [],
      visitors: 0,
      reachedGoal: null,
    });
  });
});

test.each([
  ["from", "from=-1"],
  ["from", "from=1e3"],
  ["until", "until=tomorrow"],
  ["until", "until="],
  ["until", "until=99999999999999999999"],
  ["from", "from=2000&until=2000"],
  ["device", "device=watch"],
  ["device", "device="],
  ["include", "include=simulated,everybody"],
  ["include", "include=constructor"],
  ["site", "site="],
  ["site", "site=' OR 1=1 --"],
  ["site", `site=${"x".repeat(129)}`],
])("a bad %s is refused by name: ?%s", async (path, query) => {
  const map = await openMap();
  await expect(map.read(query)).rejects.toMatchObject({ problem: { status: 400, path, remedy: expect.any(String) } });
});

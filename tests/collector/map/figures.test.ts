import { describe, expect, test } from "vitest";
import { DAY, forEach, MINUTE, NOW, openMap, readMap, stageOf, stepOf, toLine, toVisitor, walk } from "./fixtures.ts";

const AT = NOW - 14 * DAY;

describe("threshold", () => {
  const lines = [
    ...forEach(5, (visitor) => walk(visitor, ["discover/discover", "choose/listing"])),
    ...forEach(4, (visitor) => walk(visitor, ["checkout/cart", "checkout/done"]), 6),
    ...forEach(5, (visitor) => [
      toLine({
        visitor: toVisitor(visitor),
        kind: "friction",
        type: "exit-intent",
        stage: "discover",
        step: "discover",
        at: AT + MINUTE,
      }),
    ]),
    toLine({
      visitor: toVisitor(1),
      kind: "friction",
      type: "rage-click",
      stage: "discover",
      step: "discover",
      at: AT + MINUTE,
    }),
  ];

  test("fewer visitors than it are not told, nor what could be read from them; none is told as none", async () => {
    const map = await readMap(lines, "", { threshold: 5 });
    expect([map.threshold, map.visitors, map.reachedGoal]).toEqual([5, 9, null]);
    expect(stageOf(map, "discover")).toMatchObject({ visitors: 5, continued: 5, dropped: 0, inProgress: 0 });
    expect(stageOf(map, "checkout")).toMatchObject({ visitors: null, continued: null, dropped: 0 });
    expect(stepOf(map, "checkout/cart")).toMatchObject({ visitors: null, visits: null, chance: null, dwell: null });
    expect(stepOf(map, "choose/product")).toMatchObject({ visitors: 0, visits: 0, dropped: 0 });
    expect(map.moves).toEqual([
      { from: "discover/discover", to: "choose/listing", visitors: 5, times: 5 },
      { from: "checkout/cart", to: "checkout/done", visitors: null, times: null },
    ]);
    expect(stageOf(map, "discover").friction).toEqual([
      { type: "exit-intent", visitors: 5, rate: 1 },
      { type: "rage-click", visitors: null, rate: null },
    ]);
  });

  test("it is 5 unless told otherwise", async () => {
    const map = await openMap();
    await map.add(lines);
    expect((await map.read()).threshold).toBe(5);
  });
});

test("friction is a share of the visitors of its stage and step, whatever it weighs and however often it is told", async () => {
  const sign = (visitor: number, over: object) => toLine({ visitor: toVisitor(visitor), at: AT + MINUTE, ...over });
  const map = await readMap([
    ...forEach(4, (visitor) => walk(visitor, ["checkout/cart"])),
    ...forEach(2, (visitor) => walk(visitor, ["checkout/payment"], { at: AT + 1 })),
    sign(1, { kind: "friction", type: "rage-click", data: { weight: 0.1 } }),
    sign(1, { kind: "friction", type: "rage-click", step: "payment" }),
    sign(2, { kind: "friction", type: "rage-click", step: "renamed since" }),
    sign(3, { kind: "friction", type: "abandon", data: { state: "leaving" } }),
    sign(3, { kind: "friction", type: "abandon", data: { state: "abandoned" } }),
    sign(3, { kind: "friction", type: "abandon", data: { state: "<b>made up</b>" } }),
    sign(4, { type: "error" }),
    sign(4, { type: "vital", name: "LCP", data: { rating: "poor" } }),
    sign(3, { type: "vital", name: "LCP", data: { rating: "good" } }),
    sign(2, { kind: "friction", type: "exit-intent", test: true }),
    sign(9, { kind: "friction", type: "exit-intent" }),
  ]);
  expect(stageOf(map, "checkout").friction).toEqual([
    { type: "rage-click", visitors: 2, rate: 0.5 },
    { type: "abandon", state: "abandoned", visitors: 1, rate: 0.25 },
    { type: "abandon", state: "leaving", visitors: 1, rate: 0.25 },
    { type: "abandon", visitors: 1, rate: 0.25 },
    { type: "error", visitors: 1, rate: 0.25 },
    { type: "slow-page", visitors: 1, rate: 0.25 },
  ]);
  expect(stepOf(map, "checkout/payment").friction).toEqual([{ type: "rage-click", visitors: 1, rate: 0.5 }]);
});

test("chances and fixes are read from all moves, and who is still on the way says nothing", async () => {
  const lines = [
    ...forEach(4, (visitor) => walk(visitor, ["checkout/cart"])),
    ...forEach(3, (visitor) => walk(visitor, ["checkout/cart", "checkout/payment"]), 5),
    ...forEach(3, (visitor) => walk(visitor, ["checkout/cart", "checkout/payment", "checkout/done"]), 8),
    ...forEach(2, (visitor) => walk(visitor, ["checkout/cart", "checkout/payment"], { at: NOW - DAY }), 11),
  ];
  const map = await readMap(lines);
  // Of 12 in the basket 8 went on; of 6 who have left the payment 3 paid: 2/3 · 1/2.
  const chances = ["cart", "payment", "done"].map((step) => stepOf(map, `checkout/${step}`).chance);
  expect(chances).toEqual([expect.closeTo(1 / 3, 10), expect.closeTo(1 / 2, 10), 1]);
  expect(stepOf(map, "choose/listing").chance).toBeNull();
  // Half as many gone from the payment: 2/3 · 3/4, from the basket: 5/6 · 1/2.
  expect(map.fixes).toEqual([
    {
      step: "checkout/payment",
      gain: expect.closeTo(2),
      goal: expect.closeTo(1 / 3),
      goalAfter: expect.closeTo(1 / 2),
    },
    { step: "checkout/cart", gain: expect.closeTo(1), goal: expect.closeTo(1 / 3), goalAfter: expect.closeTo(5 / 12) },
  ]);
  expect((await readMap(lines, "", { threshold: 9 })).fixes.map(({ step }) => step)).toEqual(["checkout/cart"]);
});

test("dwell is the 75th percentile of what leaving the step told", async () => {
  const leave = (visitor: number, dwell: unknown) =>
    toLine({
      type: "step",
      visitor: toVisitor(visitor),
      at: AT + MINUTE,
      step: "payment",
      data: { from: { stage: "checkout", step: "cart" }, dwell },
    });
  const lines = [...forEach(5, (visitor) => walk(visitor, ["checkout/cart"])), leave(1, 1_000), leave(2, 2_000)];
  const map = await readMap([
    ...lines,
    leave(3, 3_000),
    leave(4, 4_000),
    leave(5, 5_000),
    leave(5, "NaN"),
    leave(5, -1),
  ]);
  expect(stepOf(map, "checkout/cart").dwell).toBe(4_000);
  expect(stepOf(map, "checkout/payment").dwell).toBeNull();
  expect(stepOf(await readMap(lines, "", { threshold: 3 }), "checkout/cart").dwell).toBeNull();
});

test("channels: who is known by the tag, and who by an import alone or besides", async () => {
  const told = { source: "import" } as object;
  const { stages } = await readMap([
    ...walk(1, ["discover/discover", "checkout/cart"]),
    ...walk(2, ["checkout/cart"], told),
    ...walk(3, ["checkout/cart"]),
    toLine({ ...told, channel: "phone", visitor: toVisitor(3), seq: 2, at: NOW - 14 * DAY + 1 }),
    toLine({ ...told, visitor: toVisitor(3), seq: 3, at: NOW - 14 * DAY + 2, type: "dwell" }),
  ]);
  expect(stages.map(({ channels }) => channels)).toEqual([
    [{ channel: "web", imported: false, visitors: 1 }],
    [],
    [
      { channel: "web", imported: false, visitors: 2 },
      { channel: "imported", imported: true, visitors: 1 },
      { channel: "phone", imported: true, visitors: 1 },
    ],
  ]);
});

import { randomUUID } from "node:crypto";
import { settle } from "@waymark/journey";
import type { Configuration, Entry } from "@waymark/protocol";
import fc from "fast-check";
import { expect, onTestFinished, test } from "vitest";
import { createAbandonmentApi } from "../../packages/collector/src/abandonment-api.ts";
import { type Abandoned, type AbandonmentQuery, findAbandoned } from "../../packages/collector/src/find-abandoned.ts";
import { openReadModel, type ReadModel } from "../../packages/collector/src/read-model.ts";
import { makeParcels, PLAN as SHOP, UNTIL } from "../cli/simulate/fixtures.ts";
import { read, start } from "./fixtures.ts";
import { DAY, forEach, MINUTE, NOW, PLAN, toLine, toVisitor, walk } from "./map/fixtures.ts";

const EVER: AbandonmentQuery = {
  site: null,
  from: 0,
  until: Number.MAX_SAFE_INTEGER,
  simulated: true,
  automated: true,
  now: NOW,
};

const open = async (lines: readonly object[]): Promise<ReadModel> => {
  const readModel = await openReadModel(":memory:");
  onTestFinished(readModel.close);
  await readModel.apply({ from: 0, lines: lines.map((line) => JSON.stringify(line)) });
  return readModel;
};
const find = async (
  lines: readonly object[],
  over: object = {},
  plan: Configuration = PLAN,
): Promise<readonly Abandoned[]> => {
  const found: Abandoned[] = [];
  const readModel = await open(lines);
  for await (const each of readModel.stream((query) => findAbandoned(query, plan, { ...EVER, ...over })))
    found.push(each);
  return found;
};
const toWords = (found: readonly Abandoned[]) =>
  found.map(({ visitor, stage, step, at, isTold }) => [
    visitor.at(-1),
    `${stage}/${step}`,
    (at - NOW) / MINUTE,
    isTold,
  ]);

/** The page is hidden a minute after the last place. */
const leave = (visitor: number, places: readonly string[], minutesAgo: number, over: object = {}) => {
  const hidden: object = { type: "dwell", data: { dwell: 9 }, ...over };
  return [
    ...walk(visitor, places, { at: NOW - minutesAgo * MINUTE, ...over }),
    ...walk(visitor, places.slice(-1), { at: NOW - (minutesAgo - places.length) * MINUTE, ...hidden }),
  ];
};

test("who closed the page in a stage and never came back has abandoned it when the time is up", async () => {
  const lines = [
    ...leave(1, ["discover/x", "checkout/cart", "checkout/payment"], 60),
    ...leave(2, ["checkout/cart"], 30),
    ...leave(3, ["checkout/cart", "checkout/done"], 60),
    ...leave(4, ["discover/x"], 60),
  ];
  expect(toWords(await find(lines))).toEqual([["1", "checkout/payment", -27, false]]);
  expect(toWords(await find(lines, { now: NOW + MINUTE }))).toEqual([
    ["1", "checkout/payment", -27, false],
    ["2", "checkout/cart", 1, false],
  ]);
});

test("what the page has told counts as told, by the number of the attempt", async () => {
  const told = (attempt: number) =>
    toLine({
      kind: "friction",
      type: "abandon",
      name: "checkout",
      at: NOW - 20 * MINUTE,
      data: { state: "abandoned", attempt, step: "cart", reached: "cart", weight: 0.9 },
    });
  const lines = leave(1, ["checkout/cart"], 60);
  expect(toWords(await find([...lines, told(1)]))).toEqual([["1", "checkout/cart", -29, true]]);
  expect(toWords(await find([...lines, told(2)]))).toEqual([["1", "checkout/cart", -29, false]]);
});

test("of a second attempt only what was told of the second counts", async () => {
  const told = (attempt: number) =>
    toLine({
      kind: "friction",
      type: "abandon",
      name: "checkout",
      at: NOW - MINUTE,
      data: { state: "abandoned", attempt },
    });
  const lines = [...leave(1, ["checkout/cart", "checkout/done"], 600), ...leave(1, ["checkout/cart"], 60)];
  expect((await find([...lines, told(2)])).map(({ attempt, isTold }) => [attempt, isTold])).toEqual([[2, true]]);
  expect((await find([...lines, told(1)])).map(({ attempt, isTold }) => [attempt, isTold])).toEqual([[2, false]]);
});

test("site, time, and who is made or automated choose; previews and who has no id are never among them", async () => {
  const lines = [
    ...leave(1, ["checkout/cart"], 60),
    ...leave(2, ["checkout/cart"], 60, { site: "another" }),
    ...leave(3, ["checkout/cart"], 60, { source: "simulate" }),
    ...leave(4, ["checkout/cart"], 60, { automated: true }),
    ...leave(5, ["checkout/cart"], 60, { test: true }),
    ...leave(6, ["checkout/cart"], 600),
  ];
  const who = async (over: object) =>
    (await find(lines, over))
      .map(({ visitor }) => visitor.at(-1))
      .sort()
      .join("");
  expect(await who({})).toBe("12346");
  expect(await who({ site: "another" })).toBe("2");
  expect(await who({ site: "shop", simulated: false, automated: false })).toBe("16");
  expect(await who({ simulated: false })).toBe("1246");
  expect(await who({ from: NOW - 100 * MINUTE })).toBe("1234");
  expect(await who({ until: NOW - 100 * MINUTE })).toBe("6");
});

test("who never came back is found to have done what the page tells of those who did", async () => {
  const visitors = new Map<string, { entries: Entry[]; head: object }>();
  for (const { batch } of makeParcels({ journeys: 900 })) {
    const { entries, visitor = "", ...head } = batch;
    const known = visitors.get(visitor) ?? { entries: [], head: { ...head, visitor } };
    known.entries.push(...entries);
    visitors.set(visitor, known);
  }
  const isTold = ({ type, data }: Entry) => type === "abandon" && "state" in data && data.state === "abandoned";
  const expected: object[] = [];
  const lines: object[] = [];
  for (const [visitor, { entries, head }] of visitors) {
    const told = entries.filter(isTold).toSorted((a, b) => a.at - b.at)[0];
    if (!told) continue;
    // Only what came before the visitor came back.
    lines.push(...entries.filter(({ at }) => at < told.at).map((entry) => ({ ...head, ...entry })));
    const { step, reached, attempt } = told.data as { step: string; reached: string; attempt: number };
    expected.push({ site: "shop", visitor, stage: told.name, step, reached, attempt, isTold: false });
  }
  expect(expected.length).toBeGreaterThan(10);
  const found = await find(lines, { now: UNTIL + 9 * DAY }, SHOP);
  // A visitor may have left more than one stage.
  const abandoned = found.map(({ at: _, ...rest }) => rest);
  expect(abandoned).toEqual(expect.arrayContaining(expected));
  const stages = new Set(expected.map((each) => JSON.stringify(each)));
  expect(abandoned.filter((each) => !stages.has(JSON.stringify(each))).length).toBeLessThan(expected.length / 4);
}, 60_000);

test("whom the statement chooses are all whom the rules can find, on journeys at random", async () => {
  const places = [
    "discover/x",
    "choose/listing",
    "choose/product",
    "choose/wish",
    "checkout/cart",
    "checkout/payment",
    "checkout/done",
  ];
  const happening = fc.record({
    visitor: fc.integer({ min: 1, max: 3 }),
    place: fc.constantFrom(...places, "-/away"),
    type: fc.constantFrom("page", "step", "click", "dwell", "vital", "goal"),
    after: fc.constantFrom(0, 1, 29, 30, 31, 60 * 24, 60 * 24 * 8, 60 * 24 * 31),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(happening, { maxLength: 25 }),
      fc.integer({ min: 0, max: 60 }),
      async (happenings, minutes) => {
        let at = NOW - 400 * DAY;
        const lines = happenings.map(({ visitor, place, type, after }, index) => {
          at += after * MINUTE;
          const [stage, step] = place.split("/");
          return toLine({
            id: randomUUID(),
            visitor: toVisitor(visitor),
            type,
            at,
            seq: index + 1,
            stage: stage === "-" ? null : stage,
            step,
            data: {},
          });
        });
        const now = at + minutes * MINUTE;
        const expected = [1, 2, 3].flatMap((visitor) => {
          const own = lines.filter(
            (line) => "visitor" in line && line.visitor === toVisitor(visitor),
          ) as unknown as Entry[];
          return Object.entries(settle(PLAN, own, now).progress).flatMap(([stage, { state, step, attempt }]) =>
            state === "abandoned" ? `${visitor} ${stage}/${step} ${attempt}` : [],
          );
        });
        const found = await find(lines, { now });
        // Whoever was found out by a later entry of their own has come back, and may have gone on from there.
        const all = found.map(({ visitor, stage, step, attempt }) => `${visitor.at(-1)} ${stage}/${step} ${attempt}`);
        expect(all.toSorted()).toEqual(expected.toSorted());
      },
    ),
    { numRuns: 60 },
  );
}, 120_000);

test("the answer counts visitors by stage and step, and holds back what is too few", async () => {
  const readModel = await open([
    ...forEach(6, (visitor) => leave(visitor, ["checkout/cart"], 60)),
    ...forEach(3, (visitor) => leave(visitor, ["checkout/cart", "checkout/payment"], 60), 7),
  ]);
  const journal = { durable: readModel.applied };
  const answer = createAbandonmentApi({ readModel, journal, configuration: PLAN, now: () => NOW });
  const { stages, ...head } = await (await answer(new URLSearchParams("site=shop"))).json();
  expect(head).toMatchObject({ site: "shop", until: NOW, now: NOW, threshold: 5, simulated: false, automated: false });
  expect(stages).toEqual([
    {
      id: "choose",
      visitors: 0,
      untold: 0,
      steps: ["listing", "product", "wish"].map((id) => ({ id, visitors: 0, untold: 0 })),
    },
    {
      id: "checkout",
      visitors: 9,
      untold: 9,
      steps: [
        { id: "cart", visitors: 6, untold: 6 },
        { id: "payment", visitors: null, untold: null },
        { id: "done", visitors: 0, untold: 0 },
      ],
    },
  ]);
});

test("without a plan nothing can be abandoned", async () => {
  const { url } = await start();
  expect(await (await read(url, "/api/abandonment")).json()).toMatchObject({ applied: 0, stages: [] });
});

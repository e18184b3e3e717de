// Simulated journeys are the same for the same seed, and are what a page could have sent.
import { toPlace } from "@waymark/journey";
import { MAX_BATCH_BYTES, type Touchpoint } from "@waymark/protocol";
import { batchSchema } from "@waymark/protocol/schema";
import { describe, expect, test } from "vitest";
import { byVisitor, DAYS, entriesOf, makeParcels, PLAN, SHOP, UNTIL } from "./fixtures.ts";

const parcels = makeParcels({ journeys: 200 });
const entries = entriesOf(parcels);
const idsOf = (...args: Parameters<typeof makeParcels>) => entriesOf(makeParcels(...args)).map(({ id }) => id);

describe("a seed", () => {
  test("gives the same journeys, ids included", () => {
    expect(makeParcels()).toEqual(makeParcels());
  });

  test("gives more of the same when more are asked for", () => {
    const few = makeParcels({ journeys: 30 });
    expect(makeParcels({ journeys: 60 }).slice(0, few.length)).toEqual(few);
  });

  test.each([
    ["seed", { seed: "8" }],
    ["site", { profile: { ...SHOP, site: "other" } }],
    ["profile", { profile: { ...SHOP, returning: 0.3 } }],
    ["plan", { plan: { ...PLAN, quiet: {} } }],
  ])("shares no id with another %s", (_, changes) => {
    const own = new Set(idsOf());
    expect(idsOf(changes).filter((id) => own.has(id))).toEqual([]);
  });
});

test("every batch is of the wire format, marked as simulated, and within its caps", () => {
  for (const { batch } of parcels) {
    expect(batchSchema.parse(batch)).toEqual(batch);
    expect(batch).toMatchObject({ site: "shop", source: "simulate", sentAt: UNTIL });
    expect(Buffer.byteLength(JSON.stringify(batch))).toBeLessThanOrEqual(MAX_BATCH_BYTES);
  }
});

test("no id comes twice", () => {
  const ids = [...entries.map(({ id }) => id), ...parcels.map(({ batch }) => batch.batch)];
  expect(new Set(ids).size).toBe(ids.length);
});

test("each document counts its entries without a hole, and its time never goes back", () => {
  for (const own of byVisitor(parcels).values()) {
    for (const tab of new Set(own.map((entry) => entry.tab))) {
      const told = own.filter((entry) => entry.tab === tab);
      expect(told.map(({ seq }) => seq)).toEqual(told.map((_, index) => index + 1));
      expect(told[0]).toMatchObject({ type: "page", seq: 1 });
    }
    const times = own.map(({ at }) => at);
    expect([...times].sort((a, b) => a - b)).toEqual(times);
  }
});

test("a session ends after half an hour without an entry, and one batch holds one session", () => {
  for (const visitor of byVisitor(parcels).keys()) {
    const own = parcels.filter(({ batch }) => batch.visitor === visitor).map(({ batch }) => batch);
    for (const [index, batch] of own.entries()) {
      const times = [own[index - 1]?.entries.at(-1), ...batch.entries].flatMap((entry) => entry?.at ?? []);
      const gaps = times.slice(1).map((at, i) => at - (times[i] ?? 0));
      const isNew = index > 0 && own[index - 1]?.session !== batch.session;
      expect(gaps.filter((gap) => gap >= 30 * 60_000)).toHaveLength(isNew ? 1 : 0);
    }
  }
});

test("all lies in the days before the end, and is spread over them", () => {
  const times = entries.map(({ at }) => at);
  expect(Math.max(...times)).toBeLessThan(UNTIL);
  expect(Math.min(...times)).toBeGreaterThanOrEqual(UNTIL - DAYS * 86_400_000);
  expect(new Set(times.map((at) => Math.floor(at / 86_400_000))).size).toBe(DAYS);
});

test("pages and steps stand where the plan places them", () => {
  const pages = entries.filter(({ type, page }) => type === "page" && !page?.url.endsWith("/checkout"));
  expect(pages.length).toBeGreaterThan(500);
  for (const { page, stage, step } of pages) {
    expect({ stage, step }).toEqual(toPlace(PLAN, { url: page?.url ?? "" }));
  }
  const steps = entries.filter(({ type }) => type === "step") as Touchpoint[];
  for (const { data, stage, step } of steps) expect(data.to).toEqual({ stage, step });
});

test("visitors go on from where they were, and come from nowhere at the beginning of a visit alone", () => {
  for (const own of byVisitor(parcels).values()) {
    let last: { readonly to: unknown; readonly at: number } | undefined;
    for (const { type, data, at } of own as Touchpoint[]) {
      if (type !== "step") continue;
      expect(data.from).toEqual(last && at - last.at < 30 * 60_000 ? last.to : undefined);
      last = { to: data.to, at };
    }
  }
});

test("every way to move is taken", () => {
  const moves = entries.flatMap(({ type, data }) => (type === "step" ? [(data as { move: string }).move] : []));
  expect([...new Set(moves)].sort()).toEqual(["back", "enter", "forward", "repeat"]);
});

test("no more is asked than the limits of the plan allow", () => {
  const shown = (own: typeof entries) => own.filter(({ type }) => type === "shown").length;
  expect(shown(entries)).toBeGreaterThan(100);
  const { quiet: _, ...plan } = PLAN;
  const polite = byVisitor(makeParcels({ journeys: 200, plan }));
  expect(Math.max(...[...polite.values()].map((own) => shown([...own])))).toBe(1);
  const surveys = Object.fromEntries(Object.entries(PLAN.surveys ?? {}).map(([id, each]) => [id, { ...each, max: 1 }]));
  for (const own of byVisitor(makeParcels({ journeys: 200, plan: { ...PLAN, surveys } })).values()) {
    const names = own.filter(({ type }) => type === "shown").map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  }
});

test("what is switched off in the plan is never told", () => {
  const plan = { ...PLAN, friction: { abandon: false, "rage-click": false, "exit-intent": false } };
  expect(entriesOf(makeParcels({ plan })).filter(({ kind }) => kind === "friction")).toEqual([]);
});

test.each([
  ["one page", { stages: [{ id: "all", pages: ["/**"] }] }],
  ["routes and queries", { stages: [{ id: "app", pages: ["/app#/list", "/app?tab=*"] }] }],
  [
    "parts of a page",
    {
      stages: [
        {
          id: "form",
          steps: [
            { id: "a", visible: "#a" },
            { id: "b", touchpoint: "b", goal: true },
          ],
        },
      ],
    },
  ],
])("a plan of %s is walked without a profile", (_, plan) => {
  const placed = new Set(entriesOf(makeParcels({ plan, profile: {}, journeys: 20 })).map(({ stage }) => stage));
  expect([...placed]).toContain(plan.stages[0]?.id);
});

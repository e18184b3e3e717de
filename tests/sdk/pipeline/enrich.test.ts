import { toPath } from "@waymark/journey";
import type { Entry } from "@waymark/protocol";
import { entrySchema } from "@waymark/protocol/schema";
import { describe, expect, test, vi } from "vitest";
import type { Observation } from "../../../packages/sdk/src/observation.ts";
import { createEnrich, type Whereabouts } from "../../../packages/sdk/src/pipeline/enrich.ts";
import { createQueue } from "../../../packages/sdk/src/pipeline/queue.ts";
import { createFakeStore, createIds, makeDraft, START } from "../fixtures.ts";

const { make: makeId } = createIds(() => START);

/** Stands on the page's path, and tells a step and a goal whenever that changes. */
const createWhereabouts = (): Whereabouts => {
  let step = "";
  return {
    place: () => ({ stage: "checkout", step }),
    observe({ page }) {
      const to = new URL(page.url).pathname;
      if (to === step) return [];
      step = to;
      const tell = (type: "step" | "goal"): Observation => ({
        kind: "touchpoint",
        type,
        name: to,
        data: { told: type },
      });
      return [tell("step"), tell("goal")];
    },
  };
};

const open = ({ isAnonymous = false } = {}) => {
  const store = createFakeStore();
  const onQueued = vi.fn();
  const queue = createQueue(
    store,
    undefined,
    () => START,
    () => {},
  );
  const enrich = createEnrich({ queue, makeId, tabId: isAnonymous ? undefined : "tab", onQueued });
  const kept = () =>
    store
      .rows("e")
      .flatMap(([, row]) => (row as { entries: { body: string }[] }).entries)
      .map(({ body }) => JSON.parse(body) as Entry)
      .sort((a, b) => (a.seq ?? 0) - (b.seq ?? 0));
  return { ...enrich, kept, onQueued };
};
const names = (entries: readonly Entry[]) => entries.map(({ type, name }) => `${type} ${name}`);
const page = (path: string) =>
  makeDraft({
    type: "page",
    name: path,
    page: { url: `https://shop.example${path}`, referrer: "https://news.example" },
  });

test("an entry carries id, tab, order, time, page and place, and fits the wire format", async () => {
  const { add, settle, kept } = open();
  settle(createWhereabouts());
  expect(await add(page("/cart"))).toBe("idb");
  const [entry] = kept();
  expect(entrySchema.parse(entry)).toEqual(entry);
  expect(entry).toMatchObject({
    kind: "touchpoint",
    type: "page",
    name: "/cart",
    at: START,
    mono: 100,
    tab: "tab",
    seq: 1,
    stage: "checkout",
    step: "/cart",
    page: { url: "https://shop.example/cart", referrer: "https://news.example" },
  });
  expect(entry).not.toHaveProperty("place");
});

test("what follows from an observation comes after it, at the same moment and in the new place", async () => {
  const { add, settle, kept } = open();
  settle(createWhereabouts());
  await add(page("/cart"));
  expect(names(kept())).toEqual(["page /cart", "step /cart", "goal /cart"]);
  expect(kept().map(({ seq, at, step }) => [seq, at, step])).toEqual([1, 2, 3].map((seq) => [seq, START, "/cart"]));
  expect(kept()[1]?.data).toEqual({ told: "step" });
});

test("an observation of type step is no entry itself", async () => {
  const { add, settle, kept } = open();
  settle(createWhereabouts());
  await add(makeDraft({ type: "step", name: "x" }));
  expect(names(kept())).toEqual(["step /cart", "goal /cart"]);
  expect(await add(makeDraft({ type: "step", name: "x" }))).toBe("memory");
  expect(kept()).toHaveLength(2);
});

test("a place of its own is kept, and nothing follows from it", async () => {
  const { add, settle, kept } = open();
  settle(createWhereabouts());
  await add(makeDraft({ kind: "survey", type: "shown", name: "why", place: { stage: "choose", step: "list" } }));
  expect(kept()).toMatchObject([{ stage: "choose", step: "list" }]);
  expect(kept()).toHaveLength(1);
});

test("without ids nothing ties one entry to another", async () => {
  const { add, settle, kept } = open({ isAnonymous: true });
  settle();
  await add(makeDraft());
  expect(kept()[0]).not.toHaveProperty("tab");
  expect(kept()[0]).not.toHaveProperty("seq");
});

test("answers and what became of surveys are urgent, others not", async () => {
  const { add, settle, onQueued } = open();
  settle();
  await add(makeDraft());
  await add(makeDraft({ kind: "survey", type: "shown" }));
  expect(onQueued.mock.calls).toEqual([[false], [true]]);
});

describe("before the plan is there", () => {
  test("entries are kept at once, unplaced", async () => {
    const { add, kept } = open();
    expect(await add(page("/cart"))).toBe("idb");
    expect(await add(makeDraft({ type: "step", name: "x" }))).toBe("memory");
    expect(names(kept())).toEqual(["page /cart"]);
    expect(kept()[0]).not.toHaveProperty("stage");
  });

  test("it places what was there in order, and tells what follows from each", async () => {
    const { add, settle, kept } = open();
    add(page("/cart"));
    add(makeDraft());
    await add(page("/pay"));
    settle(createWhereabouts());
    await vi.waitFor(() => expect(kept()).toHaveLength(7));
    const placed = kept().map(({ type, step, seq }) => `${seq} ${type} ${step}`);
    expect(placed.slice(0, 3)).toEqual(["1 page /cart", "2 custom /cart", "3 page /pay"]);
    expect(placed.slice(3)).toEqual(["4 step /cart", "5 goal /cart", "6 step /pay", "7 goal /pay"]);
  });
});

describe("who hears", () => {
  test("hears what was told, then what comes, until it stops", async () => {
    const { add, settle, onEntry } = open();
    const heard: Entry[] = [];
    settle();
    await add(makeDraft({ name: "before" }));
    const stop = onEntry((entry) => heard.push(entry));
    await add(makeDraft({ name: "after" }));
    stop();
    await add(makeDraft({ name: "stopped" }));
    expect(heard.map(({ name }) => name)).toEqual(["before", "after"]);
  });

  test("hears of late entries once, with their place", async () => {
    const { add, settle, onEntry } = open();
    const heard: Entry[] = [];
    onEntry((entry) => heard.push(entry));
    await add(page("/cart"));
    expect(heard).toEqual([]);
    settle(createWhereabouts());
    expect(heard.map(({ type, step }) => `${type} ${step}`)).toEqual(["page /cart", "step /cart", "goal /cart"]);
  });

  test("hears of what its own hearing of the past leads to", async () => {
    const { add, settle, onEntry } = open();
    const heard: string[] = [];
    settle();
    await add(makeDraft({ name: "before" }));
    onEntry(({ name }) => {
      heard.push(name);
      if (name === "before") add(makeDraft({ name: "led to" }));
    });
    expect(heard).toEqual(["before", "led to"]);
  });

  test("who comes late hears of the first and the last 49", async () => {
    const { add, settle, onEntry } = open();
    settle();
    for (let i = 0; i < 60; i++) add(makeDraft({ name: `${i}` }));
    const heard: string[] = [];
    onEntry(({ name }) => heard.push(name));
    expect(heard).toEqual(["0", ...Array.from({ length: 49 }, (_, i) => `${i + 11}`)]);
  });
});
test("a page with a very long path is none the less an entry that the collector takes", async () => {
  const { add, settle, kept } = open();
  settle();
  const long = page(`/${"long-way/".repeat(80)}`);
  await add({ ...long, name: toPath(long.page.url) });
  expect(entrySchema.safeParse(kept()[0]).error).toBeUndefined();
});

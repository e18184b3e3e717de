// What the map's tests share: a read model in memory, entries as the journal has them, and the map that is made of them.
import { randomUUID } from "node:crypto";
import type { Configuration, JourneyMap, MapNotes, MapStage, MapStep } from "@waymark/protocol";
import { onTestFinished } from "vitest";
import type { MapOptions } from "../../../packages/collector/src/collector-options.ts";
import { createMapApi } from "../../../packages/collector/src/map/map-api.ts";
import { openReadModel } from "../../../packages/collector/src/read-model.ts";

export const NOW = Date.UTC(2026, 0, 31);
export const MINUTE = 60_000;
export const DAY = 86_400_000;

/** Three stages; the last has its goal, and the one before has one of its own. */
export const PLAN: Configuration = {
  stages: [
    { id: "discover", pages: ["/"] },
    {
      id: "choose",
      label: "Choose",
      steps: [{ id: "listing" }, { id: "product", label: "Product" }, { id: "wish", goal: true }],
    },
    { id: "checkout", steps: [{ id: "cart" }, { id: "payment" }, { id: "done", goal: true }] },
  ],
};

export const toVisitor = (n: number): string => `01a2b3c4-0000-7000-8000-${String(n).padStart(12, "0")}`;

/** A line of the journal: a page of visitor 1 in the basket, two weeks ago. */
export const toLine = (over: object = {}): object => ({
  id: randomUUID(),
  kind: "touchpoint",
  type: "page",
  name: "/",
  at: NOW - 14 * DAY,
  tab: "a",
  seq: 1,
  stage: "checkout",
  step: "cart",
  data: {},
  site: "shop",
  visitor: toVisitor(1),
  browser: { family: "firefox", major: 140, device: "desktop" },
  ...over,
});

/** Pages at `stage/step`, a minute apart. */
export const walk = (visitor: number, places: readonly string[], over: { readonly at?: number } & object = {}) =>
  places.map((place, index) => {
    const [stage, step] = place.split("/");
    const at = (over.at ?? NOW - 14 * DAY) + index * MINUTE;
    return toLine({ stage, step, seq: index + 1, visitor: toVisitor(visitor), ...over, at });
  });

/** The same for each of several visitors. */
export const forEach = (count: number, toLines: (visitor: number) => readonly object[], first = 1): readonly object[] =>
  Array.from({ length: count }, (_, index) => toLines(first + index)).flat();

export interface TestMap {
  add(lines: readonly object[]): Promise<void>;
  read(query?: string): Promise<JourneyMap>;
}

export interface TestOptions extends Omit<MapOptions, "notes"> {
  readonly notes?: MapNotes | undefined;
}

export const openMap = async (configuration: Configuration = PLAN, options: TestOptions = {}): Promise<TestMap> => {
  const readModel = await openReadModel(":memory:");
  onTestFinished(readModel.close);
  const answer = createMapApi({ readModel, configuration, now: () => NOW, ...options });
  return {
    add: (lines) => readModel.apply({ from: readModel.applied(), lines: lines.map((line) => JSON.stringify(line)) }),
    read: async (query = "") => (await answer(new URLSearchParams(query))).json() as Promise<JourneyMap>,
  };
};

/** The map of some lines, with nobody held back. */
export const readMap = async (lines: readonly object[], query = "", options: TestOptions = {}): Promise<JourneyMap> => {
  const map = await openMap(PLAN, { threshold: 1, ...options });
  await map.add(lines);
  return map.read(query);
};

export const stageOf = (map: JourneyMap, id: string): MapStage => {
  const stage = map.stages.find((each) => each.id === id);
  if (!stage) throw new Error(`The map has no stage ${id}.`);
  return stage;
};

export const stepOf = (map: JourneyMap, key: string): MapStep => {
  const [stage = "", id] = key.split("/");
  const step = stageOf(map, stage).steps.find((each) => each.id === id);
  if (!step) throw new Error(`The map has no step ${key}.`);
  return step;
};

// What the tests of the delivery account share: a read model in memory, lines as the journal has them, and the report.
import { randomUUID } from "node:crypto";
import type { DeliveryDay, DeliveryReport } from "@waymark/protocol";
import { onTestFinished } from "vitest";
import { createDeliveryApi } from "../../../packages/collector/src/delivery-api.ts";
import { openReadModel } from "../../../packages/collector/src/read-model.ts";

export const NOW = Date.UTC(2026, 0, 31);
export const DAY = 86_400_000;
export const VISITOR = "01a2b3c4-0000-7000-8000-000000000001";
export const OTHER_VISITOR = "01a2b3c4-0000-7000-8000-000000000002";

/** A line of the journal: entry 1 of document `a`, a day ago at noon. */
export const toLine = (over: object = {}): object => ({
  id: randomUUID(),
  kind: "touchpoint",
  type: "page",
  name: "/",
  at: NOW - DAY / 2,
  rawAt: NOW - DAY / 2,
  tab: "a",
  seq: 1,
  data: {},
  site: "shop",
  visitor: VISITOR,
  level: "idb",
  browser: { family: "firefox", major: 140, device: "desktop" },
  ...over,
});

/** A line for each number of document `a`. */
export const toLines = (numbers: readonly number[], over: object = {}): readonly object[] =>
  numbers.map((seq) => toLine({ seq, ...over }));

/** A gap, entry 1 of document `z`. */
export const toGap = (tabs: unknown, over: object = {}): object =>
  toLine({ kind: "gap", type: "evicted", name: "too-old", tab: "z", data: { count: 1, tabs }, ...over });

export const toForget = (visitor: string, over: object = {}): object =>
  toLine({ kind: "forget", type: "visitor", name: "forget", visitor, ...over });

export interface TestDelivery {
  add(lines: readonly object[]): Promise<void>;
  read(query?: string): Promise<DeliveryReport>;
}

export const openDelivery = async (): Promise<TestDelivery> => {
  const readModel = await openReadModel(":memory:");
  onTestFinished(readModel.close);
  const answer = createDeliveryApi({ readModel, journal: { durable: readModel.applied }, now: () => NOW });
  return {
    add: (lines) => readModel.apply({ from: readModel.applied(), lines: lines.map((line) => JSON.stringify(line)) }),
    read: async (query = "") => (await answer(new URLSearchParams(query))).json() as Promise<DeliveryReport>,
  };
};

/** The only day of some lines, which came together. */
export const readDay = async (lines: readonly object[]): Promise<DeliveryDay> => {
  const delivery = await openDelivery();
  await delivery.add(lines);
  const { days } = await delivery.read();
  const [day] = days;
  if (!day || days.length > 1) throw new Error(`There are ${days.length} days.`);
  return day;
};

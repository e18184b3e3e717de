// What arrived and what did not, day by day and browser by browser, as rows of a table.
import type { DeliveryReport } from "@waymark/protocol";
import { toNumber, toPercent } from "./numbers.ts";
import type { Row } from "./table-rows.ts";

const COUNTS = ["documents", "entries", "missing", "unexplained"] as const;
type Counts = Readonly<Record<(typeof COUNTS)[number], number>>;

const toRow = (day: string, browser: string, { documents, entries, missing, unexplained }: Counts): Row => [
  day,
  browser,
  toNumber(documents),
  toNumber(entries),
  toNumber(missing),
  toPercent(missing / Math.max(1, entries + missing)),
  toNumber(unexplained),
];

const add = (days: readonly Counts[]): Counts =>
  days.reduce((sum, day) => ({
    documents: sum.documents + day.documents,
    entries: sum.entries + day.entries,
    missing: sum.missing + day.missing,
    unexplained: sum.unexplained + day.unexplained,
  }));

/** Day, browser, loaded pages, entries, missing, share, of them without a known reason: all together, by browser, by day. */
export const toDeliveryRows = ({ days }: DeliveryReport): readonly Row[] => {
  if (days.length === 0) return [];
  const browsers = [...new Set(days.map(({ browser }) => browser))];
  return [
    toRow("All days", "all", add(days)),
    ...browsers.map((name) => toRow("All days", name, add(days.filter(({ browser }) => browser === name)))),
    ...days.map((day) => toRow(day.day, day.browser, day)),
  ];
};

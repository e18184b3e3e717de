// `GET /api/delivery`: what arrived and what did not, per day and browser, counted anew for each request.
import type { DeliveryDay, DeliveryReport } from "@waymark/protocol";
import { DELIVERY, LEVELS, REASONS } from "./delivery-sql.ts";
import type { Journal } from "./journal.ts";
import type { ReadModel, Row } from "./read-model.ts";
import { readPeriod, readSite } from "./read-parameter.ts";

export interface DeliveryApiOptions {
  readonly readModel: ReadModel;
  readonly journal: Pick<Journal, "durable">;
  /** Wall clock, ms since the epoch. */
  readonly now: () => number;
}

const pick = <K extends string>(row: Row, names: readonly K[]): Record<K, number> =>
  Object.fromEntries(names.map((name) => [name, Number(row[name])])) as Record<K, number>;

const toDay = (row: Row): DeliveryDay => ({
  day: String(row.day),
  browser: String(row.browser),
  ...pick(row, ["documents", "entries", "doubled", "missing", "unexplained", "incomplete", "erased"]),
  levels: pick(row, LEVELS),
  explained: pick(row, REASONS),
  clocks: pick(row, ["back", "ahead"]),
});

/** Makes the handler of `/api/delivery`; it throws `ProblemError` for parameters that make no sense. */
export const createDeliveryApi =
  ({ readModel, journal, now }: DeliveryApiOptions) =>
  async (parameters: URLSearchParams): Promise<Response> => {
    const site = readSite(parameters) ?? null;
    const { from, until } = readPeriod(parameters, now());
    // Taken before the query: whatever they say is applied, the query finds.
    const reached = { applied: readModel.applied(), durable: journal.durable() };
    const rows = await readModel.query(DELIVERY, { site, from: BigInt(from), until: BigInt(until) });
    return Response.json({ ...reached, site, from, until, days: rows.map(toDay) } satisfies DeliveryReport);
  };

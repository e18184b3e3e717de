// Who has abandoned a stage by now, those included who never came back: their page could not tell.
import { type Change, settle, stepsOf, toAbsence, toEnd } from "@waymark/journey";
import type { Configuration, JsonObject } from "@waymark/protocol";
import { SIGHTINGS } from "./abandonment-sql.ts";
import type { Row, RowsQuery } from "./read-model.ts";

/** A visitor whose last attempt at a stage is abandoned, and not made good since. */
export interface Abandoned extends Pick<Change, "stage" | "step" | "reached" | "attempt" | "at"> {
  readonly site: string;
  readonly visitor: string;
  /** Whether the page has told it: it does when the visitor comes back, or when it stays open behind another. */
  readonly isTold: boolean;
}

export interface AbandonmentQuery {
  /** `null`: all. */
  readonly site: string | null;
  /** Those whose time was up from here on, and before `until`; ms since the epoch. */
  readonly from: number;
  readonly until: number;
  /** Whether visitors that are made, and browsers under automation, are among them. */
  readonly simulated: boolean;
  readonly automated: boolean;
  /** ms since the epoch. */
  readonly now: number;
}

/** The stages that can be abandoned. The rules themselves are `settle`'s: this is no more than whom it can concern. */
const toStages = (plan: Configuration | undefined): string =>
  JSON.stringify(
    (plan?.stages ?? []).flatMap((stage) => {
      const goals = stepsOf(stage).flatMap(({ id, goal }) => (goal ? id : []));
      const absence = Math.min(toAbsence(stage), toEnd(plan?.journeyEnds));
      return goals.length > 0 ? { stage: stage.id, goals, absence } : [];
    }),
  );

const readData = (row: Row): JsonObject => JSON.parse(String(row.data)) as JsonObject;

function* judge(plan: Configuration | undefined, rows: readonly Row[], now: number): Generator<Abandoned> {
  const told = new Set<string>();
  const seen = rows.flatMap((row) => {
    const data = readData(row);
    if (row.type === "abandon") told.add(`${data.attempt} ${row.name}`);
    const { type, at, stage, step } = row;
    // What the columns are, the schema says; no type could.
    return [{ type, at, stage, step, data }] as unknown as Parameters<typeof settle>[1];
  });
  const { progress, changes } = settle(plan, seen, now);
  const [first] = rows;
  for (const { stage, step, reached, attempt, at, state } of changes) {
    const last = progress[stage];
    if (!first || state !== "abandoned" || last?.state !== "abandoned" || last.attempt !== attempt) continue;
    const whose = { site: String(first.site), visitor: String(first.visitor) };
    yield { ...whose, stage, step, reached, attempt, at, isTold: told.has(`${attempt} ${stage}`) };
  }
}

/** All rows of one visitor at a time. */
async function* byVisitor(chunks: AsyncIterable<readonly Row[]>): AsyncGenerator<readonly Row[]> {
  let rows: Row[] = [];
  for await (const chunk of chunks) {
    for (const row of chunk) {
      const [first] = rows;
      if (first && (first.visitor !== row.visitor || first.site !== row.site)) {
        yield rows;
        rows = [];
      }
      rows.push(row);
    }
  }
  if (rows.length > 0) yield rows;
}

/**
 * Finds who has abandoned a stage, by the same rules as a page does. The statement chooses whom it can concern, so that of a
 * million entries those of few are looked at one by one; nothing of it is stored.
 */
export async function* findAbandoned(
  query: RowsQuery,
  plan: Configuration | undefined,
  { site, from, until, simulated, automated, now }: AbandonmentQuery,
): AsyncGenerator<Abandoned> {
  const values = { stages: toStages(plan), site, simulated, automated, now: BigInt(now), until: BigInt(until) };
  for await (const rows of byVisitor(query(SIGHTINGS, values))) {
    for (const found of judge(plan, rows, now)) if (found.at >= from && found.at < until) yield found;
  }
}

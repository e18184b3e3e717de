// Asks the read model for all that a map is made of, at one moment.
import type { DuckDBValue } from "@duckdb/node-api";
import type { MapQuery, MapSurvey, PersonaWhere, Reason } from "@waymark/protocol";
import type { ReadModel } from "../read-model.ts";
import type { ScoreCount } from "./emotion.ts";
import { FIGURES } from "./figures-sql.ts";
import { JOURNEYS } from "./journeys-sql.ts";
import { type MapPlan, toPlanRows } from "./map-plan.ts";
import type { AskedMap } from "./map-query.ts";
import { toPersonaSql } from "./persona-sql.ts";
import { PLAN_USE } from "./plan-use-sql.ts";

/** From entering a stage, ms: who goes on later has dropped. */
export const WINDOW = 7 * 86_400_000;

export type Outcome = "continued" | "arrived" | "dropped" | "inProgress";

export interface Totals {
  readonly visitors: number;
  readonly simulated: number;
  readonly automated: number;
  readonly reached_goal: number;
}

/** Exact counts, not for anybody to see yet. Stages and steps are numbered as in {@link MapPlan}. */
export interface Figures {
  readonly site: string;
  readonly sites: readonly string[];
  readonly applied: number;
  readonly totals: Totals;
  readonly stages: readonly { readonly stage_no: number; readonly outcome: Outcome; readonly visitors: number }[];
  readonly steps: readonly StepRow[];
  readonly outside: readonly { readonly step_no: number; readonly visitors: number }[];
  readonly pages: readonly { readonly page: string; readonly visitors: number }[];
  readonly channels: readonly {
    readonly stage_no: number;
    readonly channel: string;
    readonly imported: boolean;
    readonly visitors: number;
  }[];
  readonly endings: readonly {
    readonly step_no: number | null;
    readonly outcome: Outcome;
    readonly visitors: number;
  }[];
  readonly moves: readonly {
    readonly from: number;
    readonly to: number;
    readonly visitors: number;
    readonly times: number;
  }[];
  /** Of a stage, or of a step; both `null`: of steps that the plan does not know. */
  readonly friction: readonly {
    readonly stage_no: number | null;
    readonly step_no: number | null;
    readonly type: string;
    readonly state: string | null;
    readonly visitors: number;
  }[];
  readonly dwells: readonly { readonly step_no: number; readonly visitors: number; readonly dwell: number }[];
  readonly scores: readonly (ScoreCount & { readonly stage_no: number; readonly step_no: number | null })[];
  readonly reasons: readonly (Reason & { readonly stage_no: number })[];
  readonly verbatims: readonly VerbatimRow[];
  readonly surveys: readonly MapSurvey[];
}

export interface StepRow {
  readonly step_no: number;
  readonly visitors: number;
  readonly visits: number;
  readonly repeated: number;
  /** Came to a later step too, and here first. */
  readonly in_order: number;
  /** Came to no later one. */
  readonly furthest: number;
}

export interface VerbatimRow {
  readonly stage_no: number;
  readonly text: string;
  readonly question: string;
  readonly score: number | null;
  readonly step: string;
  readonly at: number;
  /** `Evidence` as JSON. */
  readonly evidence: string;
  /** A list of texts as JSON. */
  readonly chosen: string | null;
}

type Values = Readonly<Record<string, DuckDBValue>>;

const toValues = (
  plan: MapPlan,
  { site, from, until, device, persona, simulated, automated }: MapQuery,
  now: number,
): Values => ({
  plan: toPlanRows(plan),
  end: BigInt(plan.end),
  now: BigInt(now),
  window: BigInt(WINDOW),
  rest: BigInt(plan.rest),
  from: BigInt(from),
  until: BigInt(until),
  site,
  device,
  persona,
  simulated,
  automated,
});

/** Binds what a statement names: DuckDB refuses what it does not. */
const toBound = (sql: string, values: Values): Record<string, DuckDBValue> =>
  Object.fromEntries([...sql.matchAll(/\$(\w+)/g)].map(([, name = ""]) => [name, values[name] ?? null]));

export interface Asked extends AskedMap {
  /** Whom the persona is made of; absent for everyone. */
  readonly where?: PersonaWhere | undefined;
}

/** For the site asked for, or else the one with the most visitors; "" where there is none. */
export const readFigures = (readModel: ReadModel, plan: MapPlan, asked: Asked, now: number): Promise<Figures> =>
  readModel.snapshot(async (query) => {
    const sites = (await query(FIGURES.sites)).map((row) => String(row.site));
    const site = asked.site ?? sites[0] ?? "";
    const persona = asked.where && toPersonaSql(asked.where);
    const values = { ...toValues(plan, { ...asked, site }, now), ...persona?.values };
    // What the columns are, the statements say and the tests prove; no type could.
    const read = async <T>(sql: string) => (await query(sql, toBound(sql, values))) as unknown as readonly T[];
    for (const [table, sql] of Object.entries(JOURNEYS)) {
      await read(sql);
      if (table === "journeys" && persona) await read(persona.sql);
    }
    const [totals = { visitors: 0, simulated: 0, automated: 0, reached_goal: 0 }] = await read<Totals>(FIGURES.totals);
    return {
      site,
      sites: sites.toSorted(),
      applied: (await read<{ applied: number }>(FIGURES.applied))[0]?.applied ?? 0,
      totals,
      stages: await read(FIGURES.stages),
      steps: await read(PLAN_USE.steps),
      outside: await read(PLAN_USE.outside),
      pages: await read(PLAN_USE.pages),
      channels: await read(PLAN_USE.channels),
      endings: await read(FIGURES.endings),
      moves: await read(FIGURES.moves),
      friction: await read(FIGURES.friction),
      dwells: await read(FIGURES.dwells),
      scores: await read(FIGURES.scores),
      reasons: await read(FIGURES.reasons),
      verbatims: await read(FIGURES.verbatims),
      surveys: await read(FIGURES.surveys),
    };
  });

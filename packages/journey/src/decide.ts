// Whether an entry leads to a survey, and why or why not: the same function in the page, in tests and in replay.
import type { Configuration, Entry, JsonObject, Pattern, Range, Survey, Trigger, Wait } from "@waymark/protocol";
import { toMilliseconds } from "./duration.ts";
import type { Place } from "./place.ts";
import { isSampled } from "./sample.ts";

/** How an asked survey ended; none yet, or gone untouched, counts as `ignored`. */
export type Ending = "answered" | "dismissed" | "snoozed" | "ignored";

/** One time that a survey was asked. */
export interface Show {
  readonly survey: string;
  readonly submission: string;
  /** ms since the epoch. */
  readonly at: number;
  readonly session: string;
  readonly trigger?: string | undefined;
  /** Where the entry that asked stood. */
  readonly place?: Place | undefined;
  readonly ending?: Ending | undefined;
}

/** Who is asked. */
export interface Asked {
  readonly visitor: string;
  readonly session: string;
}

export type GateName = "on" | "sample" | "wait" | "max" | "quiet" | "session";

/** One gate of one trigger: what was compared, and from when on (ms since the epoch) it would pass. */
export interface Gate {
  readonly trigger: string;
  readonly gate: GateName;
  readonly pass: boolean;
  readonly value?: string | number | undefined;
  readonly limit?: string | number | undefined;
  readonly from?: number | undefined;
}

export interface Decision {
  readonly ask?: { readonly trigger: string; readonly survey: string } | undefined;
  readonly trace: readonly Gate[];
}

const DAY = 86_400_000;
const DEFAULT_WAIT = { answered: "90d", dismissed: "30d", snoozed: "1d", ignored: "7d" } satisfies Wait;

/** Takes the first trigger, in the order written, whose every gate passes. Pure: `now` is ms since the epoch. */
export function decide(
  plan: Configuration,
  history: readonly Show[],
  entry: Entry,
  asked: Asked,
  now: number,
): Decision {
  const trace: Gate[] = [];
  for (const trigger of plan.triggers ?? []) {
    const survey = plan.surveys?.[trigger.ask];
    const passes = gates(trigger, survey, plan, history, entry, asked, now).every((gate) => {
      const result = { trigger: trigger.id, ...gate() };
      trace.push(result);
      return result.pass;
    });
    if (passes) return { ask: { trigger: trigger.id, survey: trigger.ask }, trace };
  }
  return { trace };
}

type Check = () => Omit<Gate, "trigger">;

function gates(
  { id, on, ask, sample = 1 }: Trigger,
  survey: Survey | undefined,
  { quiet = {} }: Configuration,
  history: readonly Show[],
  entry: Entry,
  asked: Asked,
  now: number,
): readonly Check[] {
  const shows = history.filter((show) => show.survey === ask);
  const waitFor = ({ ending = "ignored" }: Show) => survey?.wait?.[ending] ?? DEFAULT_WAIT[ending];
  return [
    () => ({ gate: "on", pass: matchPattern(on, entry), value: entry.name }),
    () => ({ gate: "sample", pass: isSampled(asked.visitor, id, sample), limit: sample }),
    () => past("wait", shows, waitFor, now),
    () => atMost("max", shows.length, survey?.max ?? 3),
    () => past("quiet", history, () => quiet.every ?? "30d", now),
    () => atMost("session", history.filter(({ session }) => session === asked.session).length, quiet.perSession ?? 1),
  ];
}

const atMost = (gate: GateName, value: number, limit: number) => ({ gate, pass: value < limit, value, limit });

function past(gate: GateName, shows: readonly Show[], limitOf: (show: Show) => string, now: number) {
  // A show more than a day ahead is a clock that was set back since: it must not silence surveys for years.
  const past = shows.filter(({ at }) => at <= now + DAY);
  const from = Math.max(0, ...past.map((show) => Math.min(show.at, now) + toMilliseconds(limitOf(show))));
  return { gate, pass: from <= now, from };
}

/** Whether an entry is what a trigger waits for. */
export function matchPattern(on: Pattern, entry: Entry): boolean {
  const data = entry.data as JsonObject;
  const state = on.state ?? (on.friction && entry.type === "abandon" ? ["leaving", "abandoned"] : undefined);
  return (
    isOneOf(on.kind, entry.kind) &&
    isOneOf(on.type, entry.type) &&
    isOneOf(on.name, entry.name) &&
    (!on.friction || (entry.kind === "friction" && isOneOf(on.friction, entry.type))) &&
    isOneOf(state, data.state) &&
    isOneOf(on.stage, entry.stage) &&
    isOneOf(on.step, entry.step) &&
    isOneOf(on.move, data.move) &&
    Object.entries(on.data ?? {}).every(([field, wanted]) => isWanted(wanted, data[field]))
  );
}

const isOneOf = (wanted: string | readonly string[] | undefined, value: unknown): boolean =>
  wanted === undefined || (Array.isArray(wanted) ? wanted.includes(value as string) : wanted === value);

function isWanted(wanted: string | number | boolean | Range, value: unknown): boolean {
  if (!(wanted instanceof Object)) return wanted === value;
  return typeof value === "number" && value >= (wanted.min ?? -Infinity) && value <= (wanted.max ?? Infinity);
}

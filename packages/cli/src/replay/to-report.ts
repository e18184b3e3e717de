// What a replay came to, for people and for machines.

import type { Failure } from "./check-expected.ts";
import type { Difference } from "./compare-asks.ts";
import type { PassedOver } from "./sort-journeys.ts";
import type { JourneyAsk, Tally, TriggerTally } from "./tally.ts";
import { toColumns } from "./to-columns.ts";
import { toCauseName, toMoment, toPlaceName, toReason } from "./to-words.ts";

/** All that is to be told. */
export interface Outcome {
  /** Path of the configuration. */
  readonly file: string;
  readonly tally: Tally;
  readonly passedOver: PassedOver;
  /** Journeys that say what is to come of them. */
  readonly checked: number;
  readonly failures: readonly Failure[];
  /** With another configuration; `before` and `after` are how many surveys are asked. */
  readonly diff?:
    | { readonly file: string; readonly before: number; readonly after: number; readonly difference: Difference }
    | undefined;
}

/** More would not be read; `--json` has all. */
const MOST_LINES = 20;

const count = (value: number, word: string): string => `${value.toLocaleString("en")} ${word}${value === 1 ? "" : "s"}`;

const shorten = (lines: readonly string[]): readonly string[] =>
  lines.length > MOST_LINES
    ? [...lines.slice(0, MOST_LINES), `… ${lines.length - MOST_LINES} more: --json has all`]
    : lines;

const toTriggerRow = ({ trigger, pulled, came: { asked = 0, ...others } }: TriggerTally): readonly string[] => [
  trigger,
  `${pulled}`,
  `${asked}`,
  Object.entries(others)
    .map(([came, times]) => `${came} ${times}`)
    .join(", "),
];

const toAskRow = ({ at, journey, survey, trigger, cause }: JourneyAsk): readonly string[] => [
  toMoment(at),
  journey,
  survey,
  trigger,
  toCauseName(cause),
];

const toHead = ({ journeys, visits, bounces, entries, asks }: Tally): string => {
  const parts = [count(journeys, "journey"), count(visits, "visit"), count(bounces, "bounce")].join(", ");
  return `${parts}, ${entries.toLocaleString("en")} entries: ${count(asks.length, "survey")} asked`;
};

const section = (lines: readonly string[]): readonly string[] => (lines.length > 0 ? ["", ...lines] : []);

const toFailureLines = ({ journey, expected, asked, stopped }: Failure): readonly string[] => {
  const listed = (words: readonly string[]) => (words.length > 0 ? words.join("; ") : "nothing");
  const wanted = expected.map(
    ({ ask, trigger, at }) => `${ask}${trigger ? ` by ${trigger}` : ""}${at ? ` at ${at}` : ""}`,
  );
  return [
    `${journey}: otherwise than expected`,
    `  expected  ${listed(wanted)}`,
    `  asked     ${listed(asked.map(({ survey, trigger, cause }) => `${survey} by ${trigger} at ${toPlaceName(cause)}`))}`,
    ...stopped.map(
      (verdict) => `  stopped   ${verdict.trigger} at ${toPlaceName(verdict.entry)}: ${toReason(verdict)}`,
    ),
  ];
};

function toDiffLines({ file, before, after, difference }: NonNullable<Outcome["diff"]>): readonly string[] {
  const { gained, lost, moved } = difference;
  const rows = [
    ...gained.map((ask) => ["gained", ...toAskRow(ask)]),
    ...lost.map((ask) => ["lost", ...toAskRow(ask)]),
    ...moved.flatMap(({ from, to }) => [
      ["from", ...toAskRow(from)],
      ["to", ...toAskRow(to)],
    ]),
  ];
  const sums = `${gained.length} gained, ${lost.length} lost, ${moved.length} moved`;
  return [`with ${file}: ${count(after, "survey")} asked instead of ${before}: ${sums}`, ...shorten(toColumns(rows))];
}

export function toText({ tally, passedOver, checked, failures, diff }: Outcome): string {
  const over = Object.entries(passedOver).filter(([, entries]) => entries > 0);
  const triggers = [["trigger", "pulled", "asked", "not asked"], ...tally.triggers.map(toTriggerRow)];
  const asks = [["when", "journey", "survey", "trigger", "because of"], ...tally.asks.map(toAskRow)];
  return [
    toHead(tally),
    ...over.map(([why, entries]) => `${count(entries, "entry").replace(/entrys$/, "entries")} passed over: ${why}`),
    ...section(tally.triggers.length > 0 ? toColumns(triggers) : []),
    ...section(tally.asks.length > 0 ? shorten(toColumns(asks)) : []),
    ...section(diff ? toDiffLines(diff) : []),
    ...section(failures.flatMap(toFailureLines)),
    ...section(checked > 0 ? [`${checked - failures.length} of ${count(checked, "journey")} as expected`] : []),
  ].join("\n");
}

const toAsk = ({ journey, session, at, survey, trigger, cause, isRecorded }: JourneyAsk) => {
  const { id, kind, type, name, stage = null, step = null } = cause;
  return { journey, session, at, survey, trigger, recorded: isRecorded, cause: { id, kind, type, name, stage, step } };
};

/** Moments are ms since the epoch. */
export function toJson({ file, tally, passedOver, checked, failures, diff }: Outcome): string {
  const { asks, ...rest } = tally;
  const failed = failures.map(({ journey, expected, asked, stopped }) => ({
    journey,
    expected,
    asked: asked.map((ask) => toAsk({ journey, ...ask })),
    stopped: stopped.map(({ trigger, entry, came, gate }) => ({ trigger, entry: entry.id, came, gate })),
  }));
  const difference = diff && {
    file: diff.file,
    before: diff.before,
    after: diff.after,
    gained: diff.difference.gained.map(toAsk),
    lost: diff.difference.lost.map(toAsk),
    moved: diff.difference.moved.map(({ from, to }) => ({ from: toAsk(from), to: toAsk(to) })),
  };
  const told = { file, ...rest, passedOver, asks: asks.map(toAsk), checked, failed, diff: difference };
  return JSON.stringify(told, null, 2);
}

// Makes observations of what comes of a survey: its outcomes, and answers with the evidence of the moment in which it was asked.
import { isSamePlace, type Place, toEvidence } from "@waymark/journey";
import type { AnswerValue, Entry, Given, MountOptions, Outcome, SubmissionData } from "@waymark/protocol";
import type { Clock } from "../clock.ts";
import type { Identity } from "../identity.ts";
import type { Emit } from "../observation.ts";
import type { TabMemory } from "../tab-memory.ts";

export interface TellerContext {
  readonly clock: Clock;
  readonly emit: Emit;
  /** The present page's address, scrubbed. */
  readonly pageUrl: () => string;
  /** Where the visitor stands, and for how many engaged ms. */
  readonly placing: { readonly place: () => Place; readonly dwell: () => number };
  readonly tab: TabMemory;
  readonly identity: Identity | undefined;
  /** Takes out of typed text what must not be kept. */
  readonly redact: (text: string) => string;
}

/** The place that the visitor went away from last, and the engaged ms there. */
export interface Left {
  readonly from?: Place;
  readonly dwell: number;
}

export interface Circumstances {
  /** The entry that asked. */
  readonly cause?: Entry | undefined;
  readonly left?: Left | undefined;
  /** A preview: what is told counts for nothing. */
  readonly isTest?: boolean | undefined;
}

export interface Teller {
  readonly tell: (outcome: Outcome) => void;
  /** What an answer would send, as the visitor is shown it. */
  readonly sent: NonNullable<MountOptions["sent"]>;
}

/** @param place where the entry that asked stood; there all that follows is told */
export function createTeller(
  { emit, tab, placing, clock, redact, identity, pageUrl }: TellerContext,
  submission: SubmissionData,
  place: Place,
  { cause, left, isTest }: Circumstances,
): Teller {
  const engaged = isSamePlace(placing.place(), place) ? placing.dwell() : isSamePlace(left?.from, place) && left?.dwell;
  const attempt = identity?.progress()[place.stage ?? ""];
  const evidence = toEvidence(place, engaged || 0, cause, tab.last(), clock.now(), attempt?.state);
  const toKept = ({ kind, value, other }: Given) => (kind === "text" || other ? redactLast(value, redact) : value);
  const test = isTest && { test: true as const };
  return {
    tell(outcome) {
      const { type } = outcome;
      if (type !== "answer") {
        emit({ kind: "survey", type, name: submission.survey, data: { ...submission }, place, ...test });
        return;
      }
      const { type: _, kind, ...rest } = outcome;
      const data = { ...submission, ...rest, value: toKept(outcome), evidence };
      const name = `${submission.survey}/${outcome.question}`;
      emit({ kind: "answer", type: kind, name, data, place, ...test });
    },
    sent: (answer) => ({
      value: answer && toKept(answer),
      page: pageUrl(),
      place: [place.stage, place.step, toSeconds(evidence.engaged)].filter(Boolean).join(" · "),
      before: evidence.last.map(({ type, name, before }) => `${type} ${name} · ${toSeconds(before)}`),
    }),
  };
}

const toSeconds = (ms: number): string => `${Math.round(ms / 1000)} s`;

/** Of several items only the last was typed. */
const redactLast = (value: AnswerValue, redact: (text: string) => string): AnswerValue =>
  Array.isArray(value) ? [...value.slice(0, -1), redact(`${value.at(-1)}`)] : redact(String(value));

// What people said on their journey, as the map tells it: how they felt, in their own words, and by their own choice.

import type { QuestionKind } from "./entry.ts";
import type { EvidenceEntry } from "./evidence.ts";
import type { Scale } from "./scale.ts";

/** How those who answered felt, by their own word. */
export interface Emotion {
  /** Answers that have a score. */
  readonly n: number;
  /** −2 to +2; `null` where `n` is under 5 or under the threshold: never guessed. */
  readonly mean: number | null;
  /** 95 % interval of the mean, within −2 to +2; `null` with it. */
  readonly low: number | null;
  readonly high: number | null;
  /** The raw answers by scale. More than one kind: the mean is over both, and the view says so. */
  readonly scales: readonly ScaleCounts[];
}

/** Raw answers to questions of one scale. */
export interface ScaleCounts extends Scale {
  readonly kind: QuestionKind;
  /** How often each value was given, in order of the value; values nobody gave are left out. */
  readonly values: readonly { readonly value: number; readonly n: number }[];
}

/** What somebody wrote, with its evidence. */
export interface Verbatim {
  readonly text: string;
  /** The question's id as `survey/question`. */
  readonly question: string;
  /** Of the same submission, −2 to +2; `null` where nothing in it was scored. */
  readonly score: number | null;
  readonly step: string;
  /** ms since the epoch. */
  readonly at: number;
  /** Engaged time on the step when the survey was asked, ms. */
  readonly engaged: number;
  /** What the visitor chose in the same submission. */
  readonly chosen: readonly string[];
  /** The entry that asked. */
  readonly cause: EvidenceEntry | null;
  /** What came just before, oldest first. */
  readonly last: readonly EvidenceEntry[];
}

/** How often one answer of a `choice` or of `choices` was given; of `choices` the shares add up to more than 1. */
export interface Reason {
  readonly question: string;
  readonly value: string;
  readonly n: number;
  /** 0–1 of all answers to that question in the stage. */
  readonly share: number;
}

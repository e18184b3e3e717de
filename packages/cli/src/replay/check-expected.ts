// Whether a journey came out as whoever wrote it says.
import type { ExpectedAsk } from "@waymark/protocol";
import type { Journey } from "./journey.ts";
import { toPlaceName } from "./to-words.ts";
import type { Ask, Replayed, Verdict } from "./verdict.ts";

/** A journey that came out otherwise. */
export interface Failure {
  readonly journey: string;
  readonly expected: readonly ExpectedAsk[];
  readonly asked: readonly Ask[];
  /** What stopped the triggers that were pulled. */
  readonly stopped: readonly Verdict[];
}

const isAsExpected = ({ ask, trigger, at }: ExpectedAsk, asked: Ask | undefined): boolean =>
  asked !== undefined &&
  asked.survey === ask &&
  (trigger === undefined || asked.trigger === trigger) &&
  (at === undefined || toPlaceName(asked.cause) === at);

/** Nothing where it came out as expected, or nobody expects anything. */
export function checkExpected({ name, expect }: Journey, { asks, verdicts }: Replayed): Failure | undefined {
  if (!expect) return undefined;
  if (expect.length === asks.length && expect.every((each, index) => isAsExpected(each, asks[index]))) return undefined;
  return { journey: name, expected: expect, asked: asks, stopped: verdicts.filter(({ came }) => came !== "asked") };
}

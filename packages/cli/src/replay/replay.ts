// `waymark replay`: who would have been asked in recorded or written journeys, when, and why not.
import type { Configuration } from "@waymark/protocol";
import { ReadError } from "../read-error.ts";
import type { Terminal } from "../terminal.ts";
import { checkExpected } from "./check-expected.ts";
import { compareAsks } from "./compare-asks.ts";
import type { Journey } from "./journey.ts";
import { readJourneys } from "./read-journeys.ts";
import { readPlan } from "./read-plan.ts";
import { replayJourney } from "./replay-journey.ts";
import { createTally } from "./tally.ts";
import { type Outcome, toJson, toText } from "./to-report.ts";

export interface ReplayOptions {
  /** Path of `waymark.json`. */
  readonly config: string;
  /** Path of recorded entries, of a fixture, or of a folder of either. */
  readonly journeys: string;
  /** Path of another configuration to compare with. */
  readonly diff?: string | undefined;
  readonly json: boolean;
}

function replayEach(plan: Configuration, journeys: readonly Journey[], hash?: string) {
  const tally = createTally(plan);
  const failures = journeys.flatMap((journey) => {
    const replayed = replayJourney(plan, journey, hash);
    tally.add(journey, replayed);
    return checkExpected(journey, replayed) ?? [];
  });
  return { tally: tally.end(), failures };
}

async function replayAll({ config, journeys: path, diff: file }: ReplayOptions): Promise<Outcome> {
  const { plan, hash } = await readPlan(config);
  const other = file === undefined ? undefined : await readPlan(file);
  const { journeysOf, passedOver } = await readJourneys(path, plan);
  const journeys = journeysOf(plan);
  const checked = journeys.filter(({ expect }) => expect).length;
  const outcome = { file: config, passedOver, checked, ...replayEach(plan, journeys, hash) };
  if (!other || file === undefined) return outcome;
  // Both are only supposed: what pages missed with the one is not known of the other.
  const before = replayEach(plan, journeys).tally.asks;
  const after = replayEach(other.plan, journeysOf(other.plan)).tally.asks;
  return {
    ...outcome,
    diff: { file, before: before.length, after: after.length, difference: compareAsks(before, after) },
  };
}

/** Exit code: 0 when all came out as expected, 1 when not or when a file cannot be used. */
export const replay = async (options: ReplayOptions, { out, err }: Terminal): Promise<number> => {
  try {
    const outcome = await replayAll(options);
    out(options.json ? toJson(outcome) : toText(outcome));
    return outcome.failures.length === 0 ? 0 : 1;
  } catch (error) {
    if (!(error instanceof ReadError)) throw error;
    err(error.message);
    return 1;
  }
};

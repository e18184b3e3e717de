// Carries the journal into the read model, run by run, for as long as the collector lives.
import { setTimeout } from "node:timers/promises";
import type { Journal } from "./journal.ts";
import type { ReadModel } from "./read-model.ts";

/** How long after a failure the same run is tried again, ms. */
const RETRY = 1_000;

/**
 * After a run there is a pause, ms, in which the next one grows: a transaction of thousands costs hardly more than one
 * of ten, and its sync competes with the journal's. Under load it is longer, since a run of 1,000 lines costs half as much
 * again for each of them as one of 5,000; who is alone on a site is seen at once.
 */
const toPause = (lines: number): number => {
  if (lines >= 5_000) return 0;
  return lines < 200 ? 50 : 250;
};

/** Starts to follow; the result stops after the run in hand. A failure is reported and tried again: no run is left out. */
export const startProjector = (
  journal: Journal,
  readModel: ReadModel,
  report: (error: unknown) => void,
): (() => Promise<void>) => {
  const stopped = new AbortController();
  const { signal } = stopped;
  const rest = (ms: number) => setTimeout(ms, undefined, { signal }).catch(() => undefined);

  const follow = async () => {
    while (!signal.aborted) {
      try {
        for await (const run of journal.read(readModel.applied(), signal)) {
          await readModel.apply(run);
          await rest(toPause(run.lines.length));
        }
      } catch (error) {
        report(error);
        await rest(RETRY);
      }
    }
  };

  const following = follow();
  return () => {
    stopped.abort();
    return following;
  };
};

// That delivery goes on by itself, and what batches say of how well their entries were kept.
import type { QueueLevel } from "@waymark/protocol";
import { eventually } from "../harness/eventually.ts";
import type { Lab } from "./lab.ts";

/** Waits until the collector has all that was told, and returns the levels of those batches; `since` counts arrivals. */
export const untilDelivered = async ({ relay, told }: Lab, since = 0): Promise<readonly (QueueLevel | undefined)[]> => {
  const hasAll = () => {
    const arrived = relay.arrivals.flatMap(({ batch }) => batch?.entries ?? []);
    const taken = new Set(arrived.filter(({ id }) => relay.acknowledged.has(id)).map(({ name }) => name));
    return [...told.keys()].every((name) => taken.has(name));
  };
  await eventually("all that was told is delivered", hasAll, { timeout: 30_000 });
  const batches = relay.arrivals.slice(since).flatMap(({ batch }) => batch ?? []);
  const ofIt = batches.filter(({ entries }) => entries.some(({ name }) => told.has(name)));
  return [...new Set(ofIt.map(({ level }) => level))];
};

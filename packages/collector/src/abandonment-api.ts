// `GET /api/abandonment`: how many have abandoned each stage and step, and of how many no page could tell.
import { stepsOf } from "@waymark/journey";
import type { Configuration, Count } from "@waymark/protocol";
import type { MapOptions } from "./collector-options.ts";
import { type Abandoned, findAbandoned } from "./find-abandoned.ts";
import type { Journal } from "./journal.ts";
import { toCount } from "./map/to-count.ts";
import type { ReadModel } from "./read-model.ts";
import { readIncluded, readPeriod, readSite } from "./read-parameter.ts";

export interface AbandonmentApiOptions extends Pick<MapOptions, "threshold" | "include"> {
  readonly readModel: ReadModel;
  readonly journal: Pick<Journal, "durable">;
  readonly configuration: Configuration | undefined;
  /** Wall clock, ms since the epoch. */
  readonly now: () => number;
}

interface Tally {
  visitors: number;
  untold: number;
}

const add = (tallies: Map<string, Tally>, key: string, { isTold }: Abandoned): void => {
  const tally = tallies.get(key) ?? { visitors: 0, untold: 0 };
  tally.visitors += 1;
  if (!isTold) tally.untold += 1;
  tallies.set(key, tally);
};

/** Makes the handler of `/api/abandonment`; it throws `ProblemError` for parameters that make no sense. */
export const createAbandonmentApi = (options: AbandonmentApiOptions) => {
  const { readModel, journal, configuration, now, threshold = 5, include = [] } = options;
  const stages = (configuration?.stages ?? []).filter((stage) => stepsOf(stage).some(({ goal }) => goal));

  return async (parameters: URLSearchParams): Promise<Response> => {
    const moment = now();
    const asked = { site: readSite(parameters) ?? null, ...readPeriod(parameters, moment) };
    const who = readIncluded(parameters, include);
    // Taken before the query: whatever they say is applied, the query finds.
    const reached = { applied: readModel.applied(), durable: journal.durable() };
    const tallies = new Map<string, Tally>();
    const all = readModel.stream((query) => findAbandoned(query, configuration, { ...asked, ...who, now: moment }));
    for await (const found of all) {
      add(tallies, found.stage, found);
      add(tallies, `${found.stage}/${found.step}`, found);
    }
    const tell = (key: string): { readonly visitors: Count; readonly untold: Count } => {
      const { visitors, untold } = tallies.get(key) ?? { visitors: 0, untold: 0 };
      return { visitors: toCount(visitors, threshold), untold: toCount(untold, threshold) };
    };
    return Response.json({
      ...reached,
      ...asked,
      ...who,
      now: moment,
      threshold,
      stages: stages.map((stage) => ({
        id: stage.id,
        ...tell(stage.id),
        steps: stepsOf(stage).map(({ id }) => ({ id, ...tell(`${stage.id}/${id}`) })),
      })),
    });
  };
};

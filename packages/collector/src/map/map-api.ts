// `GET /api/map`: the journey map of a site and a period, counted anew for each request.
import type { Configuration } from "@waymark/protocol";
import type { MapOptions } from "../collector-options.ts";
import type { ReadModel } from "../read-model.ts";
import { assembleMap } from "./assemble.ts";
import { toMapPlan } from "./map-plan.ts";
import { readMapQuery } from "./map-query.ts";
import { readFigures } from "./read-figures.ts";

export interface MapApiOptions extends Pick<MapOptions, "threshold" | "include"> {
  readonly readModel: ReadModel;
  readonly configuration: Configuration | undefined;
  /** Wall clock, ms since the epoch. */
  readonly now: () => number;
}

/** Makes the handler of `/api/map`; it throws `ProblemError` for parameters that make no sense. */
export const createMapApi = ({ readModel, configuration, now, threshold = 5, include = [] }: MapApiOptions) => {
  const plan = toMapPlan(configuration);
  return async (parameters: URLSearchParams): Promise<Response> => {
    const moment = now();
    const { site, ...query } = readMapQuery(parameters, moment, include);
    const figures = await readFigures(readModel, plan, { site, ...query }, moment);
    return Response.json(assembleMap(figures, plan, { query, threshold, now: moment }));
  };
};

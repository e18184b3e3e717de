// `GET /api/map`: the journey map of a site and a period, counted anew for each request.
import type { Configuration, MapNotes } from "@waymark/protocol";
import type { MapOptions } from "../collector-options.ts";
import type { ReadModel } from "../read-model.ts";
import { assembleMap } from "./assemble.ts";
import { toMapPlan } from "./map-plan.ts";
import { readMapQuery } from "./map-query.ts";
import { readFigures } from "./read-figures.ts";

export interface MapApiOptions extends Pick<MapOptions, "threshold" | "include"> {
  readonly readModel: ReadModel;
  readonly configuration: Configuration | undefined;
  /** What owners add. */
  readonly notes?: MapNotes | undefined;
  /** Wall clock, ms since the epoch. */
  readonly now: () => number;
}

/** Makes the handler of `/api/map`; it throws `ProblemError` for parameters that make no sense. */
export const createMapApi = ({
  readModel,
  configuration,
  notes = {},
  now,
  threshold = 5,
  include = [],
}: MapApiOptions) => {
  const plan = toMapPlan(configuration);
  const personas = notes.personas ?? [];
  return async (parameters: URLSearchParams): Promise<Response> => {
    const moment = now();
    const { site, ...query } = readMapQuery(
      parameters,
      moment,
      include,
      personas.map(({ id }) => id),
    );
    const where = personas.find(({ id }) => id === query.persona)?.where;
    const figures = await readFigures(readModel, plan, { site, ...query, where }, moment);
    return Response.json(assembleMap(figures, plan, { query, notes, threshold, now: moment }));
  };
};

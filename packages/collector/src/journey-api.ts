// `GET /api/journey`: all that is kept of one visitor, in order, as one JSON document.
import type { Journal } from "./journal.ts";
import type { ReadModel } from "./read-model.ts";
import { readVisitor } from "./read-parameter.ts";
import { toBody } from "./to-body.ts";
import { toEntry } from "./to-entry.ts";

const JOURNEY = `
  FROM entries e WHERE site = $site AND visitor = CAST($visitor AS UUID)
  ORDER BY e.at, tab, seq, id`;

/** Makes the handler of `/api/journey`, which hands out `{ applied, durable, site, visitor, entries }` as it reads. */
export const createJourneyApi =
  (readModel: ReadModel, journal: Pick<Journal, "durable">) =>
  async (parameters: URLSearchParams): Promise<Response> => {
    const whose = readVisitor(parameters);
    // Taken before the query: whatever they say is applied, the query finds.
    const head = JSON.stringify({ applied: readModel.applied(), durable: journal.durable(), ...whose });
    const texts = readModel.stream(async function* (query) {
      yield `${head.slice(0, -1)},"entries":[`;
      let separator = "\n";
      for await (const rows of query(JOURNEY, whose)) {
        yield separator + rows.map((row) => JSON.stringify(toEntry(row))).join(",\n");
        separator = ",\n";
      }
      yield "\n]}\n";
    });
    return new Response(toBody(texts), { headers: { "Content-Type": "application/json" } });
  };

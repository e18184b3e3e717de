// `GET /api/export`: all entries of a site and a time in a format that other tools read, handed out as they are read.
import type { Included } from "../collector-options.ts";
import { ProblemError } from "../problem.ts";
import type { ReadModel, RowsQuery } from "../read-model.ts";
import { badParameter } from "../read-parameter.ts";
import { toBody } from "../to-body.ts";
import { readScope, type Scope } from "./export-scope.ts";
import { toCsv } from "./to-csv.ts";
import { toJsonl } from "./to-jsonl.ts";
import { toOcel } from "./to-ocel.ts";
import { toXes } from "./to-xes.ts";

interface Format {
  readonly type: string;
  readonly ending: string;
  readonly write: (query: RowsQuery, scope: Scope) => AsyncIterable<string>;
}

const FORMATS: ReadonlyMap<string, Format> = new Map([
  ["jsonl", { type: "application/x-ndjson", ending: "jsonl", write: toJsonl }],
  ["csv", { type: "text/csv; charset=utf-8; header=present", ending: "csv", write: toCsv }],
  ["ocel", { type: "application/json", ending: "ocel.json", write: toOcel }],
  ["xes", { type: "application/xml", ending: "xes", write: toXes }],
]);

/** Each may sort the whole table, and holds a moment of the database for as long as it is being taken. */
const MOST_AT_ONCE = 2;

export interface ExportOptions {
  readonly readModel: ReadModel;
  /** Who is in an event log unless the request says otherwise. */
  readonly include?: readonly Included[] | undefined;
  /** Wall clock, ms since the epoch. */
  readonly now: () => number;
}

const readFormat = (parameters: URLSearchParams): Format => {
  const format = FORMATS.get(parameters.get("format") ?? "");
  if (format) return format;
  throw badParameter("format", '"format" names none.', `Give ${[...FORMATS.keys()].join(", ")}.`);
};

/** Makes the handler of `/api/export`; it throws `ProblemError` for parameters that make no sense, and when it has enough to do. */
export const createExportApi = ({ readModel, include = [], now }: ExportOptions) => {
  let running = 0;

  async function* write({ write: format }: Format, scope: Scope): AsyncGenerator<string> {
    running += 1;
    try {
      yield* readModel.stream((query) => format(query, scope));
    } finally {
      running -= 1;
    }
  }

  return async (parameters: URLSearchParams): Promise<Response> => {
    const format = readFormat(parameters);
    const scope = readScope(parameters, include);
    if (running >= MOST_AT_ONCE) {
      const remedy = "Ask again when one of them has ended.";
      throw new ProblemError({ status: 503, title: "Other exports are under way.", remedy, retryAfterMs: 10_000 });
    }
    const name = `waymark-${new Date(now()).toISOString().slice(0, 10)}.${format.ending}`;
    return new Response(toBody(write(format, scope)), {
      headers: { "Content-Type": format.type, "Content-Disposition": `attachment; filename="${name}"` },
    });
  };
};

// The options of the commands that carry entries in and out.
import { parseArgs } from "node:util";
import { exportEntries } from "./export.ts";
import { importTouchpoints } from "./import/import.ts";
import type { Terminal } from "./terminal.ts";
import { toAddress, toCount, toMoment, toSite } from "./to-argument.ts";
import { UsageError } from "./usage-error.ts";

const COLLECTOR = "http://127.0.0.1:4318";
const FORMATS: readonly (string | undefined)[] = ["csv", "jsonl", "ocel", "xes"];

/** Arguments of `waymark import`. */
export const runImport = (args: readonly string[], terminal: Terminal): Promise<number> => {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: {
      map: { type: "string" },
      data: { type: "string" },
      collector: { type: "string" },
      config: { type: "string" },
      "from-line": { type: "string", default: "1" },
      "dry-run": { type: "boolean", default: false },
    },
    allowPositionals: true,
  });
  const [file, ...more] = positionals;
  const { map, data, collector, config, "from-line": line, "dry-run": dryRun } = values;
  if (file === undefined || more.length > 0) throw new UsageError("import takes one table.");
  if (map === undefined) throw new UsageError("--map <mapping.json> is missing.");
  if ([data, collector, dryRun || undefined].filter((each) => each !== undefined).length !== 1) {
    throw new UsageError("Give one of --data <folder>, --collector <address> and --dry-run.");
  }
  const address = collector === undefined ? undefined : toAddress(collector, COLLECTOR);
  const fromLine = toCount("from-line", line);
  return importTouchpoints({ file, map, data, collector: address, config, fromLine, dryRun }, terminal);
};

/** Arguments of `waymark export`. */
export const runExport = (args: readonly string[], terminal: Terminal): Promise<number> => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      format: { type: "string" },
      out: { type: "string" },
      data: { type: "string" },
      collector: { type: "string" },
      site: { type: "string" },
      from: { type: "string" },
      until: { type: "string" },
      include: { type: "string" },
    },
  });
  const { format, out, data, collector, site, from, until, include } = values;
  if (out === undefined) throw new UsageError("--out <file> is missing.");
  if (format === undefined || !FORMATS.includes(format))
    throw new UsageError("--format: give csv, jsonl, ocel or xes.");
  if (data === undefined && collector === undefined)
    throw new UsageError("--data <folder> or --collector <address> is missing.");
  const scope = {
    ...(site === undefined ? {} : { site: toSite(site) }),
    ...(from === undefined ? {} : { from: String(toMoment("from", from)) }),
    ...(until === undefined ? {} : { until: String(toMoment("until", until)) }),
    ...(include === undefined ? {} : { include }),
  };
  const address = collector === undefined ? undefined : toAddress(collector, COLLECTOR);
  return exportEntries({ format, out, data, collector: address, scope }, terminal);
};

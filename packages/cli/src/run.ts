// The commands and their options; everything that a command needs comes in, nothing but an exit code goes out.
import { parseArgs } from "node:util";
import { check } from "./check.ts";
import { collect } from "./collect.ts";
import { runDoctor } from "./doctor/run-doctor.ts";
import { runMap } from "./map/run-map.ts";
import { readCollectOptions } from "./read-collect-options.ts";
import { replay } from "./replay/replay.ts";
import { runExport, runImport } from "./run-transfer.ts";
import { simulate } from "./simulate/simulate.ts";
import type { Terminal } from "./terminal.ts";
import { toAddress, toCount, toSite } from "./to-argument.ts";
import { UsageError } from "./usage-error.ts";

const USAGE = `Usage:
  waymark collect --data <folder> [--port 4318] [--host 127.0.0.1] [--config waymark.json] [--map map.json]
      [--forward targets.json] [--behind-proxy] [--quiet] [--site <name>[=<origin>,<origin> …]] …
      [--rate <entries a second>] [--site-rate <entries a second>] [--keep 396] [--keep-text 365]
      Takes what pages send, keeps it in the folder, draws the map of it and hands it out.
  waymark check <waymark.json> [--json]
      Tells what is wrong in a configuration. Exit code: 0 nothing, 1 something.
  waymark replay <waymark.json> <journeys.ndjson or folder> [--diff <other.json>] [--json]
      Tells whom a configuration would have asked in recorded or written journeys, when, and why not.
      Exit code: 0 all as expected, 1 not.
  waymark simulate --journeys <count> [--seed 1] [--config waymark.json] [--profile simulation.json]
      [--collector http://127.0.0.1:4318/ingest] [--site <name>] [--days 21] [--until 2026-11-22] [--dry-run]
      Makes journeys that are marked as simulated, and sends them to a collector.
  waymark import <touchpoints.csv> --map <mapping.json> (--data <folder> [--config waymark.json] |
      --collector http://127.0.0.1:4318 | --dry-run) [--from-line <number>]
      Takes in what happened elsewhere: in a shop, by phone, by letter. Exit code: 0 every row, 1 not.
  waymark export --out <file> --format csv|jsonl|ocel|xes (--data <folder> | --collector http://127.0.0.1:4318)
      [--site <name>] [--from 2026-11-01] [--until 2026-11-22] [--include simulated,automated]
      Writes what a collector has into a file.
  waymark map --out map.html --data <folder> [--config waymark.json] [--map map.json] [--query "days=90&device=phone"]
  waymark map --out map.html --url <collector> --token-file <file> [--query "days=90&device=phone"]
      Writes the journey map as one file that opens from the disk; --query is what the map's address says behind its "?".
  waymark doctor --collector <url> [--format waymark] [--key <key>] [--secret-from <VARIABLE>]
      [--origin https://shop.example] [--site <name>]
      Sends a marked probe, and says what keeps pages from sending there. Exit code: 0 nothing, 1 something.
  waymark --help`;

/** Where `waymark collect` takes batches unless told otherwise. */
const COLLECTOR = "http://127.0.0.1:4318/ingest";

const runCollect = async (args: readonly string[], terminal: Terminal): Promise<number> =>
  collect(readCollectOptions(args), terminal);

const runCheck = (args: readonly string[], terminal: Terminal): Promise<number> => {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { json: { type: "boolean", default: false } },
    allowPositionals: true,
  });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new UsageError("check takes one file.");
  return check(file, values.json, terminal);
};

const runReplay = (args: readonly string[], terminal: Terminal): Promise<number> => {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { diff: { type: "string" }, json: { type: "boolean", default: false } },
    allowPositionals: true,
  });
  const [config, journeys, ...more] = positionals;
  if (config === undefined || journeys === undefined || more.length > 0)
    throw new UsageError("replay takes a configuration, and a file or folder of journeys.");
  return replay({ config, journeys, ...values }, terminal);
};

/** A date is its first moment, UTC. What lies ahead cannot have happened. */
const toUntil = (text: string): number => {
  const until = Date.parse(text);
  if (until <= Date.now()) return until;
  throw new UsageError(`--until ${text}: give a past date, such as 2026-11-22.`);
};

const runSimulate = (args: readonly string[], terminal: Terminal): Promise<number> => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      journeys: { type: "string" },
      seed: { type: "string", default: "1" },
      config: { type: "string", default: "waymark.json" },
      profile: { type: "string" },
      collector: { type: "string", default: COLLECTOR },
      site: { type: "string" },
      days: { type: "string", default: "21" },
      until: { type: "string" },
      "dry-run": { type: "boolean", default: false },
    },
  });
  const { journeys, days, until, collector, site, "dry-run": dryRun, ...rest } = values;
  if (journeys === undefined) throw new UsageError("--journeys <count> is missing.");
  const options = {
    ...rest,
    journeys: toCount("journeys", journeys),
    days: toCount("days", days),
    until: until === undefined ? undefined : toUntil(until),
    collector: toAddress(collector, COLLECTOR),
    site: site === undefined ? undefined : toSite(site),
    dryRun,
  };
  return simulate(options, terminal);
};

const COMMANDS: ReadonlyMap<string | undefined, typeof runCheck> = new Map([
  ["collect", runCollect],
  ["check", runCheck],
  ["replay", runReplay],
  ["simulate", runSimulate],
  ["import", runImport],
  ["export", runExport],
  ["map", runMap],
  ["doctor", runDoctor],
]);

const isUsageError = (error: unknown): error is Error =>
  error instanceof UsageError ||
  (error instanceof TypeError && String(Reflect.get(error, "code")).startsWith("ERR_PARSE_ARGS"));

/** Runs what the arguments say. Exit code: what the command gives, 2 for arguments that make no sense. */
export const run = async ([name, ...args]: readonly string[], terminal: Terminal): Promise<number> => {
  if (name === "--help" || args.includes("--help")) {
    terminal.out(USAGE);
    return 0;
  }
  try {
    const command = COMMANDS.get(name);
    if (!command) throw new UsageError(name === undefined ? "A command is missing." : `There is no command "${name}".`);
    return await command(args, terminal);
  } catch (error) {
    if (!isUsageError(error)) throw error;
    terminal.err(`${error.message}\n\n${USAGE}`);
    return 2;
  }
};

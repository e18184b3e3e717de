// The commands and their options; everything that a command needs comes in, nothing but an exit code goes out.
import { parseArgs } from "node:util";
import { check } from "./check.ts";
import { collect } from "./collect.ts";
import type { Terminal } from "./terminal.ts";

const USAGE = `Usage:
  waymark collect --data <folder> [--port 4318] [--host 127.0.0.1] [--config waymark.json] [--quiet]
      Takes what pages send, keeps it in the folder and hands it out.
  waymark check <waymark.json> [--json]
      Tells what is wrong in a configuration. Exit code: 0 nothing, 1 something.
  waymark --help`;

class UsageError extends Error {}

const toPort = (text: string): number => {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new UsageError(`--port ${text}: give a number from 0 to 65535.`);
};

const runCollect = (args: readonly string[], terminal: Terminal): Promise<number> => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      data: { type: "string" },
      port: { type: "string" },
      host: { type: "string" },
      config: { type: "string" },
      quiet: { type: "boolean" },
    },
  });
  const { data, port, ...rest } = values;
  if (data === undefined) throw new UsageError("--data <folder> is missing.");
  return collect({ ...rest, data, port: port === undefined ? undefined : toPort(port) }, terminal);
};

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

const COMMANDS: ReadonlyMap<string | undefined, typeof runCheck> = new Map([
  ["collect", runCollect],
  ["check", runCheck],
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

// The options of `waymark map`.
import { parseArgs } from "node:util";
import type { Terminal } from "../terminal.ts";
import { UsageError } from "../usage-error.ts";
import { drawMap } from "./draw-map.ts";

/** @throws {UsageError} for arguments that make no sense */
export const runMap = (args: readonly string[], terminal: Terminal): Promise<number> => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      out: { type: "string" },
      data: { type: "string" },
      config: { type: "string" },
      map: { type: "string" },
      url: { type: "string" },
      "token-file": { type: "string" },
      query: { type: "string", default: "" },
    },
  });
  const { out, "token-file": tokenFile, ...rest } = values;
  const { data, url, config, map } = rest;
  if (out === undefined) throw new UsageError("--out <file> is missing.");
  if ((data === undefined) === (url === undefined))
    throw new UsageError("Give either --data <folder> or --url <collector>.");
  if (url !== undefined && tokenFile === undefined) throw new UsageError("--token-file <file> is missing.");
  if (url !== undefined && !(/^https?:\/\//.test(url) && URL.canParse(url)))
    throw new UsageError(`--url ${url}: give the address of a collector, such as http://127.0.0.1:4318.`);
  if (url !== undefined && (config ?? map) !== undefined)
    throw new UsageError("--config and --map go with --data: a collector that runs has its own.");
  return drawMap({ ...rest, out, tokenFile }, terminal);
};

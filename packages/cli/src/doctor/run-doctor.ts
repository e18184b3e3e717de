// The arguments of `waymark doctor`.
import { parseArgs } from "node:util";
import type { Terminal } from "../terminal.ts";
import { toAddress, toSite } from "../to-argument.ts";
import { UsageError } from "../usage-error.ts";
import { doctor, findFormat } from "./doctor.ts";

const toOrigin = (text: string): string => {
  if (URL.canParse(text) && new URL(text).origin === text) return text;
  throw new UsageError(`--origin ${text}: give scheme and host of your pages, such as https://shop.example.`);
};

export const runDoctor = (args: readonly string[], terminal: Terminal): Promise<number> => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      collector: { type: "string" },
      format: { type: "string", default: "waymark" },
      key: { type: "string" },
      "secret-from": { type: "string" },
      origin: { type: "string", default: "https://shop.example" },
      site: { type: "string", default: "waymark-doctor" },
    },
  });
  const { collector, format: name, key, "secret-from": variable, origin, site } = values;
  if (collector === undefined) throw new UsageError("--collector <url> is missing.");
  const format = findFormat(name);
  if (!format) throw new UsageError(`--format ${name}: there is no such format.`);
  const secret = variable === undefined ? undefined : process.env[variable];
  if (variable !== undefined && !secret) throw new UsageError(`--secret-from ${variable}: it is not set.`);
  const who = { key, secret, origin: toOrigin(origin), site: toSite(site) };
  return doctor({ collector: toAddress(collector, format.example), format, ...who }, terminal);
};

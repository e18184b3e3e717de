// The arguments of `waymark collect`, as its options.
import { parseArgs } from "node:util";
import type { CollectorOptions } from "@waymark/collector";
import type { CollectOptions } from "./collect.ts";
import { UsageError } from "./usage-error.ts";

type Site = NonNullable<CollectorOptions["sites"]>[number];

const toPort = (text: string): number => {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new UsageError(`--port ${text}: give a number from 0 to 65535.`);
};

const toWhole = (name: string, text: string | undefined): number | undefined => {
  if (text === undefined) return undefined;
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new UsageError(`--${name} ${text}: give a whole number from 1 on.`);
};

const isOrigin = (text: string): boolean => URL.canParse(text) && new URL(text).origin === text;

/** `shop`, or `shop=https://shop.example,https://www.shop.example`. */
const toSite = (text: string): Site => {
  const [id = "", origins] = text.split(/=(.*)/s);
  const site = { id, origins: origins?.split(",") };
  if (/^[\w.:-]{1,128}$/.test(id) && (site.origins ?? []).every(isOrigin)) return site;
  throw new UsageError(`--site ${text}: give a name, or a name and origins, such as shop=https://shop.example.`);
};

/** @throws {UsageError} for a value that makes no sense; `parseArgs` throws for an option that there is not. */
export const readCollectOptions = (args: readonly string[]): CollectOptions => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      data: { type: "string" },
      port: { type: "string" },
      host: { type: "string" },
      config: { type: "string" },
      map: { type: "string" },
      forward: { type: "string" },
      "behind-proxy": { type: "boolean" },
      quiet: { type: "boolean" },
      site: { type: "string", multiple: true },
      rate: { type: "string" },
      "site-rate": { type: "string" },
      keep: { type: "string" },
      "keep-text": { type: "string" },
    },
  });
  const { data, host, port, config, map, forward, quiet, site } = values;
  if (data === undefined) throw new UsageError("--data <folder> is missing.");
  return {
    data,
    host,
    config,
    map,
    forward,
    quiet,
    port: port === undefined ? undefined : toPort(port),
    behindProxy: values["behind-proxy"],
    sites: site?.map(toSite),
    limits: { overall: toWhole("rate", values.rate), perSite: toWhole("site-rate", values["site-rate"]) },
    retention: { entries: toWhole("keep", values.keep), text: toWhole("keep-text", values["keep-text"]) },
  };
};

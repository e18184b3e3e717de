// `waymark collect`: runs a collector until it is told to stop.
import { once } from "node:events";
import { type CollectorOptions, makeDataFolder, StartError, startCollector } from "@waymark/collector";
import { findDist } from "./find-dist.ts";
import { readToken, type Token } from "./read-token.ts";
import type { Terminal } from "./terminal.ts";

export interface CollectOptions {
  readonly data: string;
  readonly port?: number | undefined;
  readonly host?: string | undefined;
  readonly config?: string | undefined;
  readonly quiet?: boolean | undefined;
  /** Folder of the SDK's builds; default: of the installed `@waymark/sdk`. */
  readonly builds?: string | undefined;
  /** Folder of the map's page; default: of the installed `@waymark/map`. */
  readonly view?: string | undefined;
  readonly behindProxy?: CollectorOptions["behindProxy"];
}

const welcome = (url: string, token: Token, config: string | undefined): string => {
  const configuration = config === undefined ? "" : ` data-config="${url}/waymark.json"`;
  return [
    `Waymark collects at ${url}`,
    "",
    "Paste this into your pages (with a consent banner, leave data-consent out and call waymark.consent('granted')):",
    `  <script async src="${url}/waymark.js"${configuration} data-consent="granted"></script>`,
    "",
    `See the journey map: ${url}/map (sign in with the token)`,
    "",
    "Read what came:",
    `  curl -H "Authorization: Bearer ${token.isNew ? token.value : "<token>"}" ${url}/api/entries`,
    ...(token.isNew ? ["", `The token is shown this once: ${token.value}`] : []),
  ].join("\n");
};

/** Exit code: 0 after an orderly stop, 1 when it cannot start. */
export const collect = async (options: CollectOptions, { out, err, signal }: Terminal): Promise<number> => {
  const { data, port, host, config, quiet, builds, view, behindProxy } = options;
  try {
    await makeDataFolder(data);
    const token = await readToken(data);
    const collector = await startCollector({
      data,
      port,
      host,
      token: token.value,
      builds: builds ?? findDist("@waymark/sdk"),
      view: view ?? findDist("@waymark/map"),
      behindProxy,
      configuration: config,
      log: quiet ? undefined : out,
    });
    out(welcome(collector.url, token, config));
    if (!signal.aborted) await once(signal, "abort");
    await collector.stop();
    return 0;
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    err(error.message);
    return 1;
  }
};

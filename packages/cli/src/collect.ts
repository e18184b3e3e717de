// `waymark collect`: runs a collector until it is told to stop.
import { once } from "node:events";
import { type CollectorOptions, makeDataFolder, readTargets, StartError, startCollector } from "@waymark/collector";
import { findDist } from "./find-dist.ts";
import { readToken, type Token } from "./read-token.ts";
import type { Terminal } from "./terminal.ts";

/** `builds` and `view` are by default those of the installed `@waymark/sdk` and `@waymark/map`. */
export interface CollectOptions
  extends Pick<
    CollectorOptions,
    "data" | "port" | "host" | "builds" | "view" | "behindProxy" | "sites" | "limits" | "retention"
  > {
  /** Path of `waymark.json`. */
  readonly config?: string | undefined;
  /** Path of `map.json`. */
  readonly map?: string | undefined;
  /** Path of `targets.json`: who else is given what comes. */
  readonly forward?: string | undefined;
  /** Prints no line for each request. */
  readonly quiet?: boolean | undefined;
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
  const { config, map, forward, quiet, ...rest } = options;
  try {
    await makeDataFolder(rest.data);
    const token = await readToken(rest.data);
    const collector = await startCollector({
      ...rest,
      forward: forward === undefined ? undefined : await readTargets(forward, process.env),
      token: token.value,
      builds: rest.builds ?? findDist("@waymark/sdk"),
      view: rest.view ?? findDist("@waymark/map"),
      configuration: config,
      map: { notes: map },
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

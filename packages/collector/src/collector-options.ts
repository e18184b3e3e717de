// What a collector can be told, and what of it makes no sense.

import type { Site } from "./admit-site.ts";
import type { ForwardTarget } from "./forward/read-targets.ts";
import { isLoopback } from "./loopback.ts";
import type { Limits } from "./rate-limit.ts";
import { StartError } from "./start-error.ts";
import type { Retention } from "./start-keeping.ts";
import type { StoredEntry } from "./stored-entry.ts";

/** Characters of the shortest token: 22 of base64url are 132 bits. */
const MIN_TOKEN = 22;

/** Who is on the map only if asked for: visitors that `waymark simulate` made, and browsers under automation. */
export type Included = "simulated" | "automated";

export interface MapOptions {
  /** Fewest visitors that are told. Default 5. */
  readonly threshold?: number | undefined;
  /** Who is counted unless the request says otherwise. Default nobody more. */
  readonly include?: readonly Included[] | undefined;
  /** Path of `map.json`: title, goal, owners, KPIs and personas, for the map alone. Never served as a file. */
  readonly notes?: string | undefined;
  /** Reading needs no token: for a demo, on loopback alone. */
  readonly open?: boolean | undefined;
}

export interface CollectorOptions {
  /** Folder of the journal and the database; made when its parent exists. One collector has it at a time. */
  readonly data: string;
  /** Default `127.0.0.1`. */
  readonly host?: string | undefined;
  /** Default 4318; 0 takes any that is free. */
  readonly port?: number | undefined;
  /** Opens the read API to whoever sends it: at least 128 random bits. Without one nothing can be read. */
  readonly token?: string | undefined;
  /** Folder of the SDK's builds, served as `/waymark.js` and so on. */
  readonly builds?: string | undefined;
  /** Path of `waymark.json`: served under that name, names the map's stages, places what a page sent before it had it. */
  readonly configuration?: string | undefined;
  /** Folder of the map's page (`@waymark/map`, built), served at `/map`. */
  readonly view?: string | undefined;
  readonly map?: MapOptions | undefined;
  /** Trusts `X-Forwarded-Proto` and `X-Forwarded-Host`: only behind a proxy that always sets both. */
  readonly behindProxy?: boolean | undefined;
  /** Who else is given what comes. */
  readonly forward?: readonly ForwardTarget[] | undefined;
  /** Sites that are taken, and no others; all unless told. */
  readonly sites?: readonly Site[] | undefined;
  readonly limits?: Limits | undefined;
  readonly retention?: Retention | undefined;
  /** Given one line of JSON for each request and each fault of the collector's own. */
  readonly log?: ((line: string) => void) | undefined;
  /** Told what has become durable, as it does; must not throw. */
  readonly onEntries?: ((entries: readonly StoredEntry[]) => void) | undefined;
}

const checkSite = ({ id, origins = [] }: Site): void => {
  if (!/^[\w.:-]{1,128}$/.test(id)) {
    throw new StartError(`The site ${JSON.stringify(id)} is no name.`, "Give 1 to 128 of letters, digits, - _ . :");
  }
  const odd = origins.find((origin) => !URL.canParse(origin) || new URL(origin).origin !== origin);
  if (odd === undefined) return;
  throw new StartError(
    `The origin ${JSON.stringify(odd)} of site ${id} is none.`,
    "Give one like https://shop.example.",
  );
};

const checkNumber = (what: string, value: number | undefined, least: number): void => {
  if (value === undefined || (Number.isFinite(value) && value >= least)) return;
  throw new StartError(`The ${what} is ${value}.`, `Give a number from ${least} on.`);
};

/** @throws {StartError} for options that would open what must stay shut, or that make no sense. */
export const checkOptions = (options: CollectorOptions): void => {
  const { token, host = "127.0.0.1", map, sites = [], limits, retention } = options;
  if (token !== undefined && token.length < MIN_TOKEN) {
    throw new StartError(`The token is shorter than ${MIN_TOKEN} characters.`, "Take 128 random bits or more.");
  }
  if (map?.open && !isLoopback(host)) {
    throw new StartError(`An open map on ${host} could be read by anybody.`, "Listen on 127.0.0.1, or use a token.");
  }
  sites.forEach(checkSite);
  checkNumber("limit of a site", limits?.perSite, 1);
  checkNumber("limit of all sites", limits?.overall, 1);
  checkNumber("term of entries", retention?.entries, 1);
  checkNumber("term of text", retention?.text, 1);
};

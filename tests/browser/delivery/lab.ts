// The bench that every fault is set up on: a bare site, a browser on it, and a relay before a real collector.
import { randomUUID } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import { killBrowser } from "../harness/browsers.ts";
import type { CollectorProcess } from "../harness/collector.ts";
import type { Driver, Engine } from "../harness/driver.ts";
import { launch } from "../harness/engines.ts";
import { type Relay, startRelay } from "../harness/relay.ts";
import { type Served, serve } from "../harness/serve.ts";
import { createOracle, type Oracle } from "./oracle.ts";
import { sharedCollector } from "./shared-collector.ts";

export interface LabOptions {
  /** Scripts that run in every page of the lab before Waymark does; see `toScript` and `hurry`. */
  readonly before?: readonly string[];
  /** Of every page: a policy, for example. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Of the tag, besides or instead of the lab's own. */
  readonly attributes?: Readonly<Record<string, string>>;
  /** Address of site and relay. Default loopback, a secure context; `findLanAddress` gives one that is none. */
  readonly host?: string;
  /** Further paths at which the site has its page with the tag. */
  readonly paths?: readonly string[];
  /** Further pages of the site, by path. */
  readonly pages?: { readonly [path: string]: Served };
  /** Further command-line flags of the browser. */
  readonly args?: readonly string[];
  /** In private windows. WebKitGTK's always are, under automation. */
  readonly isPrivate?: boolean;
  /** For a test that kills or configures its own. Default: the file's. */
  readonly collector?: CollectorProcess;
}

export interface Lab extends Oracle {
  readonly engine: Engine;
  /** Unique to this test: no other's entries are in it. */
  readonly site: string;
  /** The site has "/", "/next", "/other", each with the tag, and "/without", which has none. */
  readonly origin: string;
  /** The same pages as another site, which shares no storage. */
  readonly otherOrigin: string;
  readonly relay: Relay;
  readonly collector: CollectorProcess;
  /** The browser that is open now; its page is blank at first. */
  readonly driver: () => Driver;
  /** What pages and consoles told, those of browsers that were killed included. */
  readonly faults: () => readonly string[];
  /**
   * Ends the browser as a power cut would, and opens it again on the same profile, with a blank page. Chromium and
   * Firefox alone.
   */
  readonly reopen: () => Promise<void>;
}

const DIST = fileURLToPath(new URL("../../../packages/sdk/dist/", import.meta.url));

const readScripts = async (): Promise<{ readonly [path: string]: Served }> => {
  const names = (await readdir(DIST)).filter((name) => /^waymark.*\.js$/.test(name));
  const read = async (name: string) => [`/${name}`, { body: await readFile(DIST + name), type: "text/javascript" }];
  return Object.fromEntries(await Promise.all(names.map(read)));
};

const toPage = (head: string, headers: LabOptions["headers"] = {}): Served => ({
  headers,
  body: `<!doctype html><html lang="en"><head><title>Lab</title><link rel="icon" href="data:,">${head}</head>
    <body><a href="/">first</a> <a href="/next">next</a> <a href="/other">other</a></body></html>`,
});

/** Everything ends with the test that opened it. */
export const openLab = async (engine: Engine, options: LabOptions = {}): Promise<Lab> => {
  const { before = [], headers, attributes, host, paths = [], pages, args = [], isPrivate = false } = options;
  const site = `lab-${randomUUID()}`;
  const collector = options.collector ?? (await sharedCollector());
  const relay = await startRelay(collector.url, host);
  onTestFinished(relay.stop);
  const tag = {
    src: "/waymark.js",
    "data-site": site,
    "data-consent": "granted",
    "data-collector": `${relay.url}/ingest`,
    ...attributes,
  };
  const words = Object.entries(tag).map(([name, value]) => `${name}="${value}"`);
  const scripts = before.map((script) => `<script>${script}</script>`).join("");
  const page = toPage(`${scripts}<script async ${words.join(" ")}></script>`, headers);
  const table = {
    "/": page,
    "/next": page,
    "/other": page,
    ...Object.fromEntries(paths.map((path) => [path, page])),
    "/without": toPage("", headers),
    ...(await readScripts()),
    ...pages,
  };
  const own = await serve(table, host);
  onTestFinished(own.stop);
  const other = await serve(table, "localhost");
  onTestFinished(other.stop);

  const profile = await mkdtemp(join(tmpdir(), "waymark-profile-"));
  onTestFinished(() => rm(profile, { recursive: true, force: true, maxRetries: 5 }));
  const launching = { profile, args, isPrivate };
  let driver = await launch(engine, launching);
  onTestFinished(() => driver.close());
  const earlier: string[] = [];
  return {
    ...createOracle(),
    engine,
    site,
    origin: own.origin,
    otherOrigin: other.origin,
    relay,
    collector,
    driver: () => driver,
    faults: () => [...earlier, ...driver.faults()],
    async reopen() {
      await killBrowser(profile);
      earlier.push(...driver.faults());
      driver = await launch(engine, launching);
    },
  };
};

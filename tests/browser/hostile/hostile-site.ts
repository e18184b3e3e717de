// A site whose pages are hard on whatever runs in them: one browser, site and collector for a file, and a survey to be asked there.
import { randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Batch, Configuration, JsonObject } from "@waymark/protocol";
import { afterAll, beforeAll } from "vitest";
import { toScript } from "../delivery/before.ts";
import { sharedCollector } from "../delivery/shared-collector.ts";
import type { CollectorProcess, EntryFilter, ReadEntry } from "../harness/collector.ts";
import type { Driver, Engine } from "../harness/driver.ts";
import { launch } from "../harness/engines.ts";
import { eventually } from "../harness/eventually.ts";
import { type Relay, startRelay } from "../harness/relay.ts";
import { type Served, type Site, serve } from "../harness/serve.ts";
import { click, inSurvey, see } from "../harness/shopper.ts";

export interface PageOptions {
  /** A script that runs before the tag does. */
  readonly before?: string;
  /** The tag's file. Default `waymark.js`. */
  readonly file?: string;
  /** Of the tag, besides or instead of those it always has. */
  readonly attributes?: Readonly<Record<string, string | undefined>>;
  /** Policies and the like; `{collector}` stands for the collector's origin. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Markup around the tag. */
  readonly head?: string;
  readonly body?: string;
  /** Makes another document of the tag. */
  readonly toDocument?: (tag: string) => string;
}

/** A page of a site that no other test has. */
export interface Visit {
  readonly site: string;
  readonly driver: Driver;
  /** Tells a touchpoint; resolves with how well it is kept. */
  track(name: string, data?: JsonObject): Promise<string>;
  /** Sends what is queued. */
  flush(): Promise<void>;
  /** Waits for the survey, answers both its questions as people do, and waits until the collector has that. */
  answer(): Promise<readonly ReadEntry[]>;
  /** What the collector has of this site. */
  entries(filter?: EntryFilter): Promise<readonly ReadEntry[]>;
  /** What came from this site, as it was sent. */
  batches(): readonly Batch[];
  /** Errors, rejections and violations that the page could see, and lines of the console about Waymark. */
  troubles(): Promise<readonly string[]>;
}

export interface HostileSite {
  readonly origin: () => string;
  readonly relay: () => Relay;
  /** What the site serves; a test may change it. */
  readonly pages: { [path: string]: Served };
  readonly visit: (options?: PageOptions) => Promise<Visit>;
}

/** The survey of all these pages is asked when "help" is tracked. */
export const configuration: Configuration = {
  stages: [{ id: "read", pages: ["/"] }],
  surveys: {
    "why-help": {
      questions: [
        { id: "mood", kind: "csat", look: "faces", text: "How is it going?" },
        { id: "more", kind: "text", text: "What should we fix?", optional: true },
      ],
    },
  },
  triggers: [{ id: "help", on: { type: "custom", name: "help" }, ask: "why-help" }],
};

const DIST = fileURLToPath(new URL("../../../packages/sdk/dist/", import.meta.url));

/** Kept where no patch of a page's reaches. */
const listen = toScript(() => {
  const told: string[] = [];
  Object.defineProperty(window, "told", { value: told });
  const tell = (line: string) => {
    told[told.length] = line;
  };
  addEventListener("error", ({ message }) => tell(`error: ${message}`));
  addEventListener("unhandledrejection", ({ reason }) => tell(`rejection: ${reason}`));
  addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => {
    if (violatedDirective !== "img-src") tell(`violation: ${violatedDirective} ${blockedURI.replace(/.*\//, "")}`);
  });
});

interface Page {
  readonly told: readonly string[];
  readonly waymark: { track(name: string, data?: object): Promise<string>; flush(): Promise<void> };
}

const readScripts = async (): Promise<{ [path: string]: Served }> => {
  const names = (await readdir(DIST)).filter((name) => /^waymark.*\.js$/.test(name));
  const read = async (name: string) => [`/${name}`, { body: await readFile(DIST + name), type: "text/javascript" }];
  return Object.fromEntries(await Promise.all(names.map(read)));
};

const toPage = (tag: string, { before, head = "", body = "" }: PageOptions) => {
  const scripts = [listen, before ?? ""].map((script) => `<script nonce="x">${script}</script>`).join("");
  return `<!doctype html><html lang="en"><head><title>Plain</title><link rel="icon" href="data:,">${head}${scripts}${tag}
    </head><body><main><h1>Plain</h1></main>${body}</body></html>`;
};

/** For the tests of one `describe`. */
export const openHostileSite = (engine: Engine): HostileSite => {
  const pages: { [path: string]: Served } = {};
  let collector: CollectorProcess;
  let relay: Relay;
  let own: Site;
  let driver: Driver;
  beforeAll(async () => {
    collector = await sharedCollector();
    relay = await startRelay(collector.url);
    Object.assign(pages, await readScripts());
    pages["/waymark.json"] = { body: JSON.stringify(configuration), type: "application/json" };
    own = await serve(pages);
    driver = await launch(engine);
  });
  afterAll(async () => {
    await driver.close();
    await own.stop();
    await relay.stop();
  });

  return {
    origin: () => own.origin,
    relay: () => relay,
    pages,
    async visit(options = {}) {
      const site = `hostile-${randomUUID()}`;
      const attributes = {
        nonce: "x",
        src: `/${options.file ?? "waymark.js"}`,
        "data-site": site,
        "data-consent": "granted",
        "data-collector": `${relay.url}/ingest`,
        "data-config": "/waymark.json",
        ...options.attributes,
      };
      const words = Object.entries(attributes).flatMap(([name, value]) =>
        value === undefined ? [] : `${name}="${value}"`,
      );
      const tag = `<script async ${words.join(" ")}></script>`;
      const headers = Object.entries(options.headers ?? {}).map(([name, value]) => [
        name,
        value.replaceAll("{collector}", relay.url),
      ]);
      pages["/"] = {
        body: (options.toDocument ?? ((each) => toPage(each, options)))(tag),
        headers: Object.fromEntries(headers),
      };
      const known = driver.faults().length;
      await driver.open(`${own.origin}/`);
      return toVisit(site);

      function toVisit(name: string): Visit {
        const entries = (filter: EntryFilter = {}) => collector.entries({ site: name, ...filter });
        return {
          site: name,
          driver,
          track: async (each, data) => {
            await eventually("Waymark is there", () =>
              driver.evaluate(() => "track" in Object((window as never as Page).waymark)),
            );
            return driver.evaluate(
              (what, more) => (window as never as Page).waymark.track(what, more),
              each,
              data ?? {},
            );
          },
          flush: () => driver.evaluate(() => (window as never as Page).waymark.flush()),
          entries,
          async answer() {
            await click(driver, inSurvey("input[value='4']"));
            await see(driver, inSurvey("#question"), "What should we fix?");
            await click(driver, inSurvey("#text"));
            await driver.type("Nothing");
            await click(driver, inSurvey(".go"));
            await see(driver, inSurvey(".card"), "Thank");
            return eventually("the answers arrive", async () => {
              const all = await entries();
              return all.some(({ type }) => type === "completed") ? all : undefined;
            });
          },
          batches: () => relay.arrivals.flatMap(({ batch }) => (batch?.site === name ? [batch] : [])),
          troubles: async () => [
            ...(await driver.evaluate(() => [...(window as never as Page).told])),
            ...driver.faults().slice(known),
          ],
        };
      }
    },
  };
};

// A page under a strict policy with the built survey chunk in it, a new one for each test, and what tests ask of both.
import { readFile } from "node:fs/promises";
import type { MountSurvey, Outcome, Survey } from "@waymark/protocol";
import type { MediaFeature, Page } from "puppeteer-core";
import { afterAll, afterEach, beforeAll } from "vitest";
import { pageOf } from "../harness/drive-puppeteer.ts";
import type { Driver, Engine, Tab } from "../harness/driver.ts";
import { launch } from "../harness/engines.ts";
import { type Served, type Site, serve } from "../harness/serve.ts";
import { HOST, type SurveyView, viewSurvey } from "./view-survey.ts";

declare global {
  var survey: {
    outcomes: Outcome[];
    violations: string[];
    errors: string[];
    keys: string[];
    problems: string[];
    mount: (survey: Survey) => void;
    stop: () => void;
  };
}

/** Both WebKit and its window are as they come: neither size nor features are set there, and nothing runs before the page. */
export interface Opening {
  readonly path?: string;
  readonly width?: number;
  readonly height?: number;
  /** Chromium alone. Less motion is preferred anyway. */
  readonly features?: readonly MediaFeature[];
  /** Runs before all of the page's own. */
  readonly first?: () => void;
}

export interface SurveyPage extends SurveyView {
  /** Opens a page; the survey, if one is given, is mounted once it has loaded. */
  readonly open: (asked: Survey | undefined, opening?: Opening) => Promise<void>;
  readonly mount: (asked: Survey) => Promise<void>;
  /** Ends what `open` opened, before the test's end does it. */
  readonly close: () => Promise<void>;
  readonly tab: () => Tab;
  /** In Chromium and Firefox. */
  readonly page: () => Page;
}

const CHUNK = new URL("../../../packages/sdk/dist/waymark.survey.js", import.meta.url);
const CSP = "default-src 'none'; script-src 'nonce-x'; require-trusted-types-for 'script'; trusted-types 'none'";

/** What a page of the site is made of; its own script comes after the survey's. */
export const toPage = (head: string, root = 'lang="en"', body = ""): string => `<!doctype html><html ${root}><head>
<title>Shop</title><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">
<script nonce="x">
  globalThis.survey = { outcomes: [], violations: [], errors: [], keys: [], problems: [] };
  addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => {
    if (violatedDirective !== "img-src") survey.violations.push(violatedDirective + " " + blockedURI);
  });
  addEventListener("error", (event) => survey.errors.push(event.message));
  addEventListener("unhandledrejection", (event) => survey.errors.push(String(event.reason)));
  addEventListener("keydown", (event) => survey.keys.push(event.key));
</script>
<script nonce="x" src="/survey.js"></script>${head}</head>
<body><main><h1>Shop</h1><p><label>Search <input id="search"></label></p>${body}</main></body></html>`;

const prepare = () => {
  survey.mount = (given) => {
    const shelf = globalThis as unknown as { [name: symbol]: { survey: MountSurvey } };
    const mount = shelf[Symbol.for("waymark")]?.survey;
    const problem = (where: string, what: string) => void survey.problems.push(`${where}: ${what}`);
    const sent = () => ({ page: location.href, place: "checkout · cart", before: ["page /cart · 6 s"] });
    if (mount) survey.stop = mount(given, { document, problem, sent }, (outcome) => survey.outcomes.push(outcome));
  };
};

/**
 * Starts a browser and a site for the tests of a suite, and ends both after them.
 * @param pages further ones of the site; `/` has nothing but a heading and a field
 */
export const useSurveyPage = (
  pages: { readonly [path: string]: Served } = {},
  engine: Engine = "chromium",
  args: readonly string[] = [],
): SurveyPage => {
  let driver: Driver;
  let site: Site;
  let tab: Tab | undefined;
  beforeAll(async () => {
    site = await serve({
      "/": { body: toPage(""), headers: { "Content-Security-Policy": CSP } },
      "/survey.js": { body: await readFile(CHUNK), type: "text/javascript" },
      ...pages,
    });
    driver = await launch(engine, { args });
  });
  // A second tab makes WebKit's window lower, a moment later.
  const hasTabs = engine !== "webkit";
  const close = async () => {
    if (hasTabs) await tab?.close();
    tab = undefined;
  };
  afterEach(close);
  afterAll(async () => {
    await driver.close();
    await site.stop();
  });

  const present = () => {
    if (!tab) throw new Error("No page is open.");
    return tab;
  };
  const page = () => pageOf(present());
  const size = async ({ width = 1000, height = 700, features = [], first }: Opening) => {
    await page().setViewport({ width, height });
    if (engine === "chromium") {
      const session = await page().createCDPSession();
      const settled = [{ name: "prefers-reduced-motion", value: "reduce" }, ...features];
      await session.send("Emulation.setEmulatedMedia", { features: settled });
    }
    if (first) await page().evaluateOnNewDocument(first);
  };
  /** What moves in elsewhere is there at once. */
  const finish = (host: string) => {
    const card = document.querySelector(host)?.shadowRoot?.querySelector(".card");
    for (const animation of card?.getAnimations({ subtree: true }) ?? []) animation.finish();
  };
  const mount = async (asked: Survey) => {
    await present().evaluate((given) => survey.mount(given), asked);
    if (engine !== "chromium") await present().evaluate(finish, HOST);
  };
  return {
    async open(asked, opening = {}) {
      tab = hasTabs ? await driver.openTab("tab") : driver;
      if (hasTabs) await size(opening);
      await tab.open(site.origin + (opening.path ?? "/"));
      await tab.evaluate(prepare);
      if (asked) await mount(asked);
    },
    mount,
    close,
    tab: present,
    page,
    ...viewSurvey(present),
  };
};

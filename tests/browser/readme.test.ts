// The README's tags, banner and policies in a real Chromium: pasted into served pages, with a real collector behind them.
import { readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "puppeteer-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { blocksIn, root } from "../docs/read-documents.ts";
import { launchChromium } from "./harness/browsers.ts";
import { type CollectorProcess, launchCollector } from "./harness/collector.ts";
import { eventually } from "./harness/eventually.ts";
import { type Served, type Site, serve } from "./harness/serve.ts";

const blocksOf = (language: string) =>
  blocksIn(language).flatMap(([, { document, text }]) => (document === "README.md" ? [text] : []));
const blockWith = (language: string, part: string): string =>
  blocksOf(language).find((text) => text.includes(part)) ?? expect.fail(`the README has no ${language} with ${part}`);

const TAG = blockWith("html", "waymark.js");
const ALL = blockWith("html", "waymark.all.js");
const EARLY = blockWith("html", '["track"');
const BANNER = blockWith("html", 'id="privacy"');
const FORGET = blockWith("html", "forget()");

let collector: CollectorProcess;
let site: Site;
let browser: Browser;
let pages: { [path: string]: Served };
let hash: string;
let file: string;

/** A block with this test's collector, and the hash that the build has. */
const here = (text: string): string =>
  text.replaceAll("https://collect.example", collector.url).replaceAll("sha384-HASH", hash);
const toPage = (body: string): string =>
  `<!doctype html><html lang="en"><head><title>Shop</title><link rel="icon" href="data:,"></head><body>${here(body)}</body></html>`;

beforeAll(async () => {
  file = join(tmpdir(), `waymark-readme-${process.pid}.json`);
  await writeFile(file, blockWith("json", '"stages"'));
  collector = await launchCollector(["--config", file]);
  const { files } = JSON.parse(await readFile(join(root, "packages/sdk/dist/integrity.json"), "utf8"));
  hash = files["waymark.all.js"].integrity;
  pages = {};
  site = await serve(pages);
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
  await site.stop();
  await collector.stop();
  await rm(file);
});

/** Opens a page in a browser of its own; `blocked` tells what its policy stopped, but for its icon. */
const open = async (
  path: string,
): Promise<{ readonly page: Page; readonly blocked: () => Promise<readonly string[]> }> => {
  const page = await (await browser.createBrowserContext()).newPage();
  await page.evaluateOnNewDocument(() => {
    addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => {
      (globalThis as never as { blocked: string[] }).blocked ??= [];
      (globalThis as never as { blocked: string[] }).blocked.push(`${violatedDirective} ${blockedURI}`);
    });
  });
  await page.goto(site.origin + path);
  const blocked = () => page.evaluate(() => (globalThis as never as { blocked?: string[] }).blocked ?? []);
  return { page, blocked: async () => (await blocked()).filter((each) => !each.startsWith("img-src")) };
};
const namesFrom = async (path: string) =>
  (await collector.entries()).flatMap(({ page, name }) => (page?.url === site.origin + path ? [name] : []));
/** What of Waymark a page of these tests calls. */
const waymarkOf = (page: Page) =>
  page.evaluateHandle(
    () => (window as never as { waymark: { ask(id: string): void; flush(): Promise<void> } }).waymark,
  );
/** Asks for the sending that would come by itself some seconds later, too. */
const arrives = (path: string, name: string, { page }: { readonly page: Page }, count = 1) =>
  eventually(`${name} arrives from ${path}`, async () => {
    await (await waymarkOf(page)).evaluate((waymark) => waymark.flush());
    return (await namesFrom(path)).filter((each) => each === name).length === count;
  });
/** Rows that a page has in any database. */
const countRows = (page: Page) =>
  page.evaluate(async () => {
    const counts = (await indexedDB.databases()).map(
      ({ name = "" }) =>
        new Promise<number>((resolve) => {
          const open = indexedDB.open(name);
          open.onsuccess = () => {
            const count = open.result.transaction("rows").objectStore("rows").count();
            count.onsuccess = () => resolve(count.result);
          };
        }),
    );
    return (await Promise.all(counts)).reduce((sum, each) => sum + each, 0);
  });

test("the tag, and a call before it", async () => {
  pages["/products/tag"] = { body: toPage(EARLY + TAG) };
  await open("/products/tag");
  await eventually("all arrives by itself", async () => (await namesFrom("/products/tag")).length > 2);
  expect(await namesFrom("/products/tag")).toEqual(expect.arrayContaining(["/products/tag", "payment-shown"]));
  const [entry] = await collector.entries({ type: "page" });
  expect(entry).toMatchObject({ stage: "choose", site: "127.0.0.1" });
});

test("the banner: nothing before the choice, everything after yes; and it is kept", async () => {
  pages["/banner"] = { body: toPage(BANNER) };
  const { page } = await open("/banner");
  const requests: string[] = [];
  page.on("request", (request) => requests.push(new URL(request.url()).pathname));
  await page.reload({ waitUntil: "networkidle0" });
  expect(requests).toEqual(["/banner", "/waymark.js"]);
  expect(await page.evaluate(async () => [localStorage.length, (await indexedDB.databases()).length])).toEqual([0, 0]);

  await page.click("button[value=granted]");
  await arrives("/banner", "/banner", { page });
  const isShown = () => page.$eval("#privacy", (banner) => banner.checkVisibility());
  expect(await isShown()).toBe(false);
  await page.reload();
  expect(await isShown()).toBe(false);
  await arrives("/banner", "/banner", { page }, 2);
});

test("the banner: nothing after no, and nothing is left of an earlier yes", async () => {
  pages["/change"] = { body: toPage(BANNER) };
  const { page } = await open("/change");
  await page.click("button[value=granted]");
  await arrives("/change", "/change", { page });
  await page.evaluate(() => localStorage.removeItem("consent"));
  await page.reload();
  await page.click("button[value=denied]");
  await eventually("wiped", async () => (await countRows(page)) === 0);
  await page.reload({ waitUntil: "networkidle0" });
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual(["consent"]);
  expect(await countRows(page)).toBe(0);
  expect((await namesFrom("/change")).filter((name) => name === "/change")).toHaveLength(1);
});

test.each(blocksOf("http"))("%s: tracked and asked without a violation", async (http) => {
  const nonce = /'nonce-(\w+)'/.exec(http)?.[1];
  const path = nonce ? "/by-nonce" : "/by-hash";
  const [name = "", policy = ""] = here(http).split(": ");
  const tag = nonce ? TAG.replace("<script ", `<script nonce="${nonce}" `) : ALL;
  pages[path] = { body: toPage(tag), headers: { [name]: policy } };
  const opened = await open(path);
  await arrives(path, path, opened);
  await (await waymarkOf(opened.page)).evaluate((waymark) => waymark.ask("pay-trouble"));
  await opened.page.waitForSelector("[data-waymark-survey] >>> ::-p-text(How is paying going?)", { visible: true });
  expect(await opened.blocked()).toEqual([]);
});

test("a policy that does not name the script would be found", async () => {
  const [name = "", policy = ""] = here(blocksOf("http")[0] ?? "").split(": ");
  pages["/blocked"] = { body: toPage(TAG), headers: { [name]: policy } };
  const { blocked } = await open("/blocked");
  expect(await blocked()).toEqual([expect.stringContaining("script-src")]);
});

test("the button that forgets has the collector erase the visitor", async () => {
  pages["/forget"] = { body: toPage(TAG + FORGET) };
  const opened = await open("/forget");
  await arrives("/forget", "/forget", opened);
  await opened.page.click("button");
  await eventually("erased", async () => !(await namesFrom("/forget")).includes("/forget"));
});

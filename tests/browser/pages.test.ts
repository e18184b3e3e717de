// How a page came, told by real navigation: load, route, back within a page, reload, back from the page cache.
import { readFile } from "node:fs/promises";
import type { Browser } from "puppeteer-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchChromium } from "./harness/browsers.ts";
import { type CollectorProcess, launchCollector } from "./harness/collector.ts";
import { eventually } from "./harness/eventually.ts";
import { type Site, serve } from "./harness/serve.ts";
import { click, follow } from "./harness/shopper.ts";

let collector: CollectorProcess;
let site: Site;
let browser: Browser;

beforeAll(async () => {
  collector = await launchCollector();
  const chunk = (name: string) => readFile(new URL(`../../packages/sdk/dist/${name}`, import.meta.url));
  const toPage = (body: string) => ({
    body: `<!doctype html><html lang="en"><head><title>Pages</title><link rel="icon" href="data:,">
      <script async src="/waymark.js" data-site="pages" data-consent="granted" data-collector="${collector.url}/ingest"></script>
      </head><body>${body}</body></html>`,
  });
  site = await serve({
    "/a": toPage(`<a href="/b">b</a> <button onclick="history.pushState({}, '', '/a/one')">one</button>
      <button id="noise" onclick="history.replaceState({}, '', location.pathname + '?tab=2')">noise</button>`),
    "/a/one": toPage("one"),
    "/b": toPage("b"),
    "/waymark.js": { body: await chunk("waymark.js"), type: "text/javascript" },
    "/waymark.vitals.js": { body: await chunk("waymark.vitals.js"), type: "text/javascript" },
  });
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
  await site.stop();
  await collector.stop();
});

test("every page is told once, with how it came and where from", async () => {
  const page = await browser.newPage();
  const told = async () =>
    (await collector.entries({ type: "page" })).map(({ name, data, page: where }) => [
      name,
      (data as { load: string }).load,
      where?.referrer?.replace(site.origin, ""),
    ]);
  const arrives = (count: number) =>
    eventually(`page ${count} arrives`, async () => {
      await page.evaluate(() => (window as never as { waymark: { flush(): Promise<unknown> } }).waymark.flush());
      return (await told()).length >= count;
    });
  await page.goto(`${site.origin}/a`);
  await click(page, "#noise");
  await click(page, "button");
  await arrives(2);
  await page.evaluate(() => history.back());
  await arrives(3);
  await page.reload();
  await arrives(4);
  await follow(page, "a");
  await arrives(5);
  await page.evaluate(() => history.back());
  await page.waitForFunction(() => location.pathname === "/a");
  await arrives(6);
  expect(await told()).toEqual([
    ["/a", "navigate", undefined],
    ["/a/one", "route", "/a"],
    ["/a", "back-forward", "/a/one"],
    ["/a", "reload", undefined],
    ["/b", "navigate", "/a"],
    ["/a", "bfcache", undefined],
  ]);
});

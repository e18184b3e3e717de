// How a page came, told by real navigation: load, route, back within a page, reload, back from the page cache.
import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { type CollectorProcess, launchCollector } from "./harness/collector.ts";
import { describeIn, launch, SELECTED_ENGINES } from "./harness/engines.ts";
import { eventually } from "./harness/eventually.ts";
import { flush, visitorOf } from "./harness/in-page.ts";
import { type Site, serve } from "./harness/serve.ts";
import { arrive, click, follow } from "./harness/shopper.ts";

let collector: CollectorProcess;
let site: Site;

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
    "/waymark.idle.js": { body: await chunk("waymark.idle.js"), type: "text/javascript" },
  });
});
afterAll(async () => {
  await site.stop();
  await collector.stop();
});

describeIn(SELECTED_ENGINES, (engine) => {
  test("every page is told once, with how it came and where from", async () => {
    const driver = await launch(engine);
    onTestFinished(driver.close);
    await driver.open(`${site.origin}/a`);
    const visitor = await visitorOf(driver, "pages");
    const told = async () =>
      (await collector.entries({ type: "page", visitor })).map(({ name, data, page: where }) => [
        name,
        (data as { load: string }).load,
        where?.referrer?.replace(site.origin, ""),
      ]);
    const arrives = (count: number) =>
      eventually(`page ${count} arrives`, async () => {
        await flush(driver);
        return (await told()).length >= count;
      });
    const goBack = () => driver.evaluate(() => history.back());
    await click(driver, "#noise");
    await click(driver, "button");
    await arrives(2);
    await goBack();
    await arrives(3);
    await driver.reload();
    await arrives(4);
    await follow(driver, "a");
    await arrives(5);
    await arrive(driver, goBack);
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
});

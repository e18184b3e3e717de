// Bad input in a real page: one console line that names the place and the remedy, tracking goes on, nothing is lost.
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "puppeteer-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { launchChromium } from "./harness/browsers.ts";
import { type CollectorProcess, launchCollector } from "./harness/collector.ts";
import { eventually } from "./harness/eventually.ts";
import { type Served, type Site, serve } from "./harness/serve.ts";

const pages: { [path: string]: Served } = {};
let collector: CollectorProcess;
let site: Site;
let browser: Browser;
let page: Page;
let lines: string[];

beforeAll(async () => {
  const folder = fileURLToPath(new URL("../../packages/sdk/dist/", import.meta.url));
  for (const part of ["", ".plan", ".signals", ".forms", ".ask", ".idle"]) {
    const name = `waymark${part}.js`;
    pages[`/${name}`] = { body: await readFile(folder + name), type: "text/javascript" };
  }
  collector = await launchCollector();
  site = await serve(pages);
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
  await site.stop();
  await collector.stop();
});
afterEach(() => page.browserContext().close());

/** Opens a page whose tag has these attributes; collects what it says in the console. */
const open = async (attributes: string, body = "") => {
  pages["/"] = {
    body: `<!doctype html><html lang="en"><head><title>Shop</title><link rel="icon" href="data:,">
      <script async src="/waymark.js" data-site="bad" data-consent="granted" ${attributes}></script></head>
      <body>${body}</body></html>`,
  };
  page = await (await browser.createBrowserContext()).newPage();
  lines = [];
  page.on("console", (message) => lines.push(message.text()));
  page.on("pageerror", (error) => lines.push(String(error)));
  await page.goto(site.origin);
};
const track = (name: string) =>
  page.evaluate((each) => {
    const { waymark } = window as never as { waymark: { track(name: string): Promise<string> } };
    return waymark.track(each);
  }, name);
const flush = () =>
  page.evaluate(() => (window as never as { waymark: { flush(): Promise<unknown> } }).waymark.flush());

test("each malformed part of a configuration is off alone, with a line that names it", async () => {
  pages["/waymark.json"] = {
    body: JSON.stringify({
      stages: [{ id: "shop", pages: ["/"] }, { id: "broken", pages: "/" }, { pages: ["/x"] }],
      surveys: { fine: { questions: [{ id: "a", kind: "text", text: "Why?" }] }, empty: { questions: [] } },
      triggers: [{ id: "lost", on: {}, ask: "nobody" }],
    }),
  };
  await open(`data-config="/waymark.json" data-collector="${collector.url}/ingest"`);
  await track("first");
  await eventually("what it sends is placed", async () => {
    await flush();
    return (await collector.entries({ type: "custom" })).some(
      ({ name, stage }) => name === "first" && stage === "shop",
    );
  });
  expect(lines).toEqual([
    expect.stringMatching(/^\[waymark\] \/waymark\.json surveys\.empty: .*waymark check/),
    expect.stringMatching(/^\[waymark\] \/waymark\.json stages\.1: .*waymark check/),
    expect.stringMatching(/^\[waymark\] \/waymark\.json stages\.2: .*waymark check/),
    expect.stringMatching(/^\[waymark\] \/waymark\.json triggers\.0: .*waymark check/),
  ]);
});

test.each([
  ["no JSON", { body: "stages:" }],
  ["missing", undefined],
])("a configuration that is %s leaves pages tracked, with one line", async (_, configuration) => {
  if (configuration) pages["/waymark.json"] = configuration;
  else delete pages["/waymark.json"];
  await open(`data-config="/waymark.json" data-collector="${collector.url}/ingest"`);
  const name = `without-${_.replace(" ", "-")}`;
  expect(await track(name)).toBe("idb");
  await eventually("it arrives without a stage", async () => {
    await flush();
    return (await collector.entries({ type: "custom" })).some((entry) => entry.name === name && entry.stage === null);
  });
  const own = lines.filter((line) => line.startsWith("[waymark]"));
  expect(own).toEqual([expect.stringMatching(/^\[waymark\] \/waymark\.json: .*no stages/)]);
});

test("a configuration counts where it has the hash that the tag names, and nowhere else", async () => {
  const body = JSON.stringify({ stages: [{ id: "pinned", pages: ["/"] }] });
  pages["/waymark.json"] = { body };
  const toHash = (text: string) => `sha256-${createHash("sha256").update(text).digest("base64")}`;
  const stageOf = async (name: string, integrity: string) => {
    await open(
      `data-config="/waymark.json" data-config-integrity="${integrity}" data-collector="${collector.url}/ingest"`,
    );
    await track(name);
    const found = await eventually(`${name} arrives`, async () => {
      await flush();
      return (await collector.entries({ type: "custom" })).find((entry) => entry.name === name);
    });
    return found.stage;
  };
  expect(await stageOf("right-hash", toHash(body))).toBe("pinned");
  expect(lines).toEqual([]);
  await page.browserContext().close();
  expect(await stageOf("wrong-hash", toHash(`${body} `))).toBeNull();
  const own = lines.filter((line) => line.startsWith("[waymark]"));
  expect(own).toEqual([expect.stringMatching(/^\[waymark\] \/waymark\.json: .*no stages/)]);
});

test("a page that answers for the collector gets nothing acknowledged: one line, and every entry stays", async () => {
  pages["/portal"] = { body: "<h1>Please log in</h1>" };
  await open('data-collector="/portal"');
  expect(await track("kept")).toBe("idb");
  await flush();
  const kept = await page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const open = indexedDB.open("waymark-bad-1");
        open.onsuccess = () => {
          const request = open.result.transaction("rows").objectStore("rows").getAll();
          request.onsuccess = () => resolve(JSON.stringify(request.result));
        };
      }),
  );
  expect(kept).toContain('\\"name\\":\\"kept\\"');
  expect(kept).toContain('\\"type\\":\\"page\\"');
  expect(lines).toEqual([expect.stringMatching(/^\[waymark\] data-collector: answered 200 without a receipt/)]);
});

test("a form with a field named like what is asked of it is told all the same", async () => {
  const form = '<form id="odd" onsubmit="return false"><input name="length"><button>Send</button></form>';
  await open(`data-collector="${collector.url}/ingest"`, form);
  await page.type("input", "x");
  await page.click("button");
  await eventually("both its entries arrive", async () => {
    await flush();
    return (await collector.entries({ type: "form" })).length === 2;
  });
  const told = (await collector.entries({ type: "form" })).map(({ data }) => data);
  expect(told).toEqual([
    { action: "start", fields: 0 },
    { action: "submit", fields: 0 },
  ]);
  expect(lines).toEqual([]);
});

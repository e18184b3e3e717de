// `npm run pictures`: draws the README's pictures from the running demo in a real Chromium. What they show follows from the
// seed; their pixels depend on the fonts of the machine, so that no test compares them.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startCollector } from "@waymark/collector";
import { launch } from "puppeteer-core";
import { startShop } from "../../demo/shop.mjs";
import { findBrowser, howToGet } from "../browser/find-browser.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const file = (path) => join(root, path);
/** Bytes of the largest picture: whoever opens the README waits for it. */
const MOST_BYTES = 150_000;
const QUALITY = 88;

/** The demo's two servers on free ports, with nothing kept; and journeys in the collector. */
async function startDemo(data, undo) {
  const collector = await startCollector({
    data,
    port: 0,
    configuration: file("demo/waymark.json"),
    builds: file("packages/sdk/dist"),
    view: file("packages/map/dist"),
    map: { threshold: 1, include: ["simulated"], open: true, notes: file("demo/map.json") },
  });
  undo.push(collector.stop);
  const shop = await startShop({ port: 0, collector: collector.url.replace("127.0.0.1", "localhost") });
  undo.push(shop.stop);
  return { collector, shop };
}

async function simulate(url) {
  const options = [
    "--journeys",
    "500",
    "--seed",
    "7",
    "--config",
    "demo/waymark.json",
    "--profile",
    "demo/simulation.json",
  ];
  const args = [
    "packages/cli/dist/waymark.js",
    "simulate",
    ...options,
    "--site",
    "shop",
    "--collector",
    `${url}/ingest`,
  ];
  const [code] = await once(spawn(process.execPath, args, { cwd: root, stdio: "inherit" }), "exit");
  if (code !== 0) throw new Error(`waymark simulate ended with ${code}`);
}

async function openPage(browser, size, features = []) {
  const page = await (await browser.createBrowserContext()).newPage();
  await page.setViewport({ ...size, deviceScaleFactor: 1 });
  await page.emulateMediaFeatures([{ name: "prefers-reduced-motion", value: "reduce" }, ...features]);
  return page;
}

async function save(page, name, clip) {
  const cdp = await page.createCDPSession();
  const { data } = await cdp.send("Page.captureScreenshot", {
    format: "webp",
    quality: QUALITY,
    captureBeyondViewport: clip !== undefined,
    ...(clip ? { clip: { ...clip, scale: 1 } } : {}),
  });
  const bytes = Buffer.from(data, "base64");
  await writeFile(file(`docs/pictures/${name}`), bytes);
  console.log(`docs/pictures/${name}  ${bytes.length} bytes`);
  if (bytes.length > MOST_BYTES) throw new Error(`${name} is over ${MOST_BYTES} bytes: clip it or lower its quality.`);
}

/** On a phone, a visitor fills the basket, goes to the checkout and leaves it for the delivery page: there they are asked. */
async function drawSurvey(browser, shop) {
  const page = await openPage(browser, { width: 390, height: 760, isMobile: true, hasTouch: true });
  const follow = async (selector) => {
    await page.waitForSelector(selector, { visible: true });
    await page.waitForNetworkIdle();
    await Promise.all([page.waitForNavigation(), page.$eval(selector, (link) => link.click())]);
  };
  await page.goto(`${shop}/products/skerry-jacket`);
  await page.waitForNetworkIdle();
  await page.$eval("input[value=M]", (size) => size.click());
  await page.$eval("[data-waymark=add-to-basket]", (button) => button.click());
  await follow("#added a[href='/cart']");
  await follow("[data-waymark=to-checkout]");
  await page.waitForNetworkIdle();
  await follow("footer a[href='/delivery']");
  await page.waitForSelector("[data-waymark-survey] >>> ::-p-text(What stopped you today?)", { visible: true });
  await page.waitForNetworkIdle();
  await save(page, "survey.webp");
}

async function drawMap(browser, url, name, scheme) {
  const page = await openPage(browser, { width: 1280, height: 1100 }, [
    { name: "prefers-color-scheme", value: scheme },
  ]);
  await page.goto(`${url}/map`);
  const voice = await page.waitForSelector("[aria-labelledby=lane-voice]", { visible: true });
  // The lanes down to what people wrote; the rest is for whoever opens it.
  const height = await voice.evaluate((lane) => lane.getBoundingClientRect().bottom);
  await save(page, name, { x: 0, y: 0, width: 1280, height: Math.ceil(height) });
}

const executablePath = findBrowser("chromium");
if (!executablePath) throw new Error(howToGet("chromium"));
await mkdir(file("docs/pictures"), { recursive: true });
const data = await mkdtemp(join(tmpdir(), "waymark-pictures-"));
const undo = [() => rm(data, { recursive: true, force: true })];
try {
  const browser = await launch({
    executablePath,
    args: ["--no-sandbox", "--hide-scrollbars", "--font-render-hinting=none"],
  });
  undo.push(() => browser.close());
  const { collector, shop } = await startDemo(data, undo);
  await simulate(collector.url);
  await drawMap(browser, collector.url, "map.webp", "light");
  await drawMap(browser, collector.url, "map-dark.webp", "dark");
  await drawSurvey(browser, shop.url);
} finally {
  for (const each of undo.reverse()) await each();
}

// `npm run gallery`: sheets of pictures of every kind of question, light, dark and in forced colours, both ways of writing, on a
// phone and a desktop, in `.waymark/gallery`; `-- phone-open` draws one. For whoever changes the look; nothing compares them.
import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { launch } from "puppeteer-core";
import { SURVEYS } from "../../demo/gallery/surveys.js";
import { startShop } from "../../demo/shop.mjs";
import { findBrowser, howToGet } from "../browser/find-browser.mjs";

const OUT = fileURLToPath(new URL("../../.waymark/gallery/", import.meta.url));
const DEVICES = {
  desktop: { width: 560, height: 420 },
  phone: { width: 390, height: 420, isMobile: true, hasTouch: true },
};
const LOOKS = {
  light: { theme: "light" },
  dark: { theme: "dark" },
  forced: { theme: "auto", features: [{ name: "forced-colors", value: "active" }] },
};
const LANGUAGES = ["en", "ar"];
/** What is done before the picture is taken. */
const STATES = {
  open: async () => {},
  picked: async (find) => {
    for (const input of (await find("input:not([type=text]):not(#text)")).slice(2, 3)) await input.focus();
  },
  sent: async (find) => {
    for (const summary of await find("summary")) await summary.click();
  },
  missing: async (find) => {
    for (const go of await find("button.go")) await go.click();
  },
};

async function takePicture(page, shop, { survey, theme, language, state }) {
  const query = new URLSearchParams({ survey, theme, language });
  await page.goto(`${shop.url}/gallery?${query}`);
  await page.waitForSelector(".ph-no-capture >>> .card");
  await STATES[state]((selector) => page.$$(`.ph-no-capture >>> ${selector}`));
  return page.screenshot({ encoding: "base64" });
}

/** One sheet: a row for each survey, a column for each way to see it. */
async function drawSheet(browser, shop, device, state) {
  const size = DEVICES[device];
  const rows = [];
  const page = await browser.newPage();
  await page.setViewport(size);
  const session = await page.createCDPSession();
  for (const survey of Object.keys(SURVEYS)) {
    const cells = [];
    for (const [look, { theme, features = [] }] of Object.entries(LOOKS)) {
      const reduced = { name: "prefers-reduced-motion", value: "reduce" };
      await session.send("Emulation.setEmulatedMedia", { features: [reduced, ...features] });
      for (const language of LANGUAGES) {
        const picture = await takePicture(page, shop, { survey, theme, language, state });
        cells.push(
          `<td><p>${survey}, ${look}, ${language}</p><img width="${size.width}" src="data:image/png;base64,${picture}"></td>`,
        );
      }
    }
    rows.push(`<tr>${cells.join("")}</tr>`);
  }
  await page.close();
  // A page of its own, without the demo's policy.
  const sheet = await browser.newPage();
  const columns = Object.keys(LOOKS).length * LANGUAGES.length;
  await sheet.setViewport({ width: columns * (size.width + 16), height: 800 });
  await sheet.setContent(`<style>body { margin: 0; font: 13px system-ui } p { margin: 6px } td { padding: 4px }</style>
    <table>${rows.join("")}</table>`);
  const path = `${OUT}${device}-${state}.png`;
  await sheet.screenshot({ path, fullPage: true });
  console.log(path);
  await sheet.close();
}

const executablePath = findBrowser("chromium");
if (!executablePath) throw new Error(howToGet("chromium"));
await mkdir(OUT, { recursive: true });
const shop = await startShop({ port: 0, collector: "http://localhost:4318" });
const browser = await launch({ executablePath, args: ["--no-sandbox", "--hide-scrollbars", "--disable-gpu"] });
try {
  const [only] = process.argv.slice(2);
  for (const device of Object.keys(DEVICES)) {
    for (const state of Object.keys(STATES)) {
      if (!only || only === `${device}-${state}`) await drawSheet(browser, shop, device, state);
    }
  }
} finally {
  await browser.close();
  await shop.stop();
}

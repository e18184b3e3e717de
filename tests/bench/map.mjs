// What a map of many entries costs: the query, and the page from its figures to the first step that can be opened.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startCollector } from "@waymark/collector";
import { toMedianFigure } from "./figure.mjs";
import { fillReadModel, PLAN } from "./fill-read-model.mjs";

const VIEW = fileURLToPath(new URL("../../packages/map/dist", import.meta.url));
const RUNS = 3;

async function timeQuery(url, query) {
  const samples = [];
  for (let run = 0; run < RUNS; run++) {
    const started = performance.now();
    const response = await fetch(`${url}/api/map${query}`);
    const map = await response.json();
    if (!response.ok || map.visitors === 0) throw new Error(`The map has nobody: ${JSON.stringify(map).slice(0, 300)}`);
    samples.push(performance.now() - started);
  }
  return samples;
}

/** From the last byte of the figures until a step stands on the page and the browser has painted it, ms. */
async function timePage(browser, url) {
  const samples = [];
  for (let run = 0; run < RUNS; run++) {
    const page = await browser.newPage();
    await page.evaluateOnNewDocument(() => {
      globalThis.drawn = new Promise((resolve) => {
        const look = () => {
          if (!document.querySelector("[data-step]")) return void requestAnimationFrame(look);
          requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
        };
        look();
      });
    });
    await page.goto(`${url}/map`, { timeout: 120_000 });
    const took = await page.evaluate(async () => {
      const drawn = await globalThis.drawn;
      const figures = performance.getEntriesByType("resource").find(({ name }) => name.includes("/api/map"));
      return drawn - figures.responseEnd;
    });
    await page.close();
    samples.push(took);
  }
  return samples;
}

async function measure(browser, entries, budget) {
  const data = await mkdtemp(join(tmpdir(), "waymark-bench-map-"));
  const configuration = join(data, "waymark.json");
  await writeFile(configuration, JSON.stringify(PLAN));
  const started = performance.now();
  await fillReadModel(data, entries);
  console.error(`  filled in ${Math.round((performance.now() - started) / 1000)} s`);
  const collector = await startCollector({ data, port: 0, configuration, view: VIEW, map: { open: true } });
  try {
    const size = `${entries / 1e6} M entries`;
    const query = await timeQuery(collector.url, "");
    const phone = await timeQuery(collector.url, "?device=phone");
    const page = await timePage(browser, collector.url);
    return [
      toMedianFigure({ name: `map of ${size}: query`, unit: "ms", samples: query, budget }),
      toMedianFigure({ name: `map of ${size}: query for phones`, unit: "ms", samples: phone, budget }),
      toMedianFigure({
        name: `map of ${size}: page, figures to interactive`,
        unit: "ms",
        samples: page,
        budget: 1_000,
      }),
    ];
  } finally {
    await collector.stop();
    await rm(data, { recursive: true, force: true });
  }
}

export const benchMap = ({ browser }) => measure(browser, 1_000_000, 1_000);
export const benchBigMap = ({ browser }) => measure(browser, 10_000_000, 6_000);

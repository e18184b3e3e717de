// From the decision to ask to the survey's first picture, on a device four times slower; and whether the page moves for it.
import { startCollectorDouble } from "./collector-double.mjs";
import { toFigure, toMedianFigure } from "./figure.mjs";
import { openPage } from "./open-page.mjs";
import { servePage } from "./serve-page.mjs";

const THROTTLE = 4;
const ROUNDS = 9;

/** Begins to sum up what moves without the visitor's doing. Runs in the page. */
const watchShifts = () => {
  window.shift = 0;
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput } of list.getEntries()) window.shift += hadRecentInput ? 0 : value;
  }).observe({ type: "layout-shift", buffered: true });
};

/** Asks, and resolves with the ms until the frame with the survey has been painted. Runs in the page. */
const ask = (survey) =>
  new Promise((resolve) => {
    const begun = performance.now();
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve(performance.now() - begun);
    const observer = new MutationObserver(() => {
      if (!document.querySelector("html > [data-waymark-survey]")) return;
      observer.disconnect();
      // What is posted in a frame's callback comes after that frame was painted.
      requestAnimationFrame(() => port2.postMessage(""));
    });
    observer.observe(document.documentElement, { childList: true });
    window.waymark.ask(survey);
  });

/** A page that has the survey in its cache, as after an earlier visit, asks for the first time. */
async function measure(browser, url) {
  const page = await openPage(browser);
  await page.go(url);
  await page.ready();
  await page.evaluate(ask, "how-was-it");
  await page.go(url);
  await page.ready();
  await page.evaluate(watchShifts);
  await page.slowDown(THROTTLE);
  const shown = await page.evaluate(ask, "how-was-it");
  const shift = await page.evaluate(() => new Promise((resolve) => setTimeout(() => resolve(window.shift), 500)));
  await page.close();
  return { shown, shift };
}

export async function benchSurvey({ browser }) {
  const collector = await startCollectorDouble();
  const site = await servePage(collector.url);
  const rounds = [];
  for (let round = 0; round < ROUNDS; round++) rounds.push(await measure(browser, site.withTag));
  site.stop();
  collector.stop();
  const samples = rounds.map(({ shown }) => shown);
  const shift = Math.max(...rounds.map((each) => each.shift));
  return [
    toMedianFigure({ name: "survey: asked to painted, 4x slower", unit: "ms", samples, budget: 100 }),
    toFigure({ name: "survey: layout shift, from load on", unit: "", measured: shift, budget: 0 }),
  ];
}

// How often one page view with one touchpoint of the site's own goes to the network.
import { startCollectorDouble } from "./collector-double.mjs";
import { toFigure } from "./figure.mjs";
import { openPage } from "./open-page.mjs";
import { servePage } from "./serve-page.mjs";

/** Entries wait 5 s for company. ms. */
const SENT_WITHIN = 20_000;

export async function benchRequests({ browser }) {
  const collector = await startCollectorDouble();
  const site = await servePage(collector.url);
  const page = await openPage(browser);
  await page.go(site.withTag);
  await page.evaluate(() => window.waymark.track("coupon-opened", { code: "X" }));
  const has = (type) => [...collector.entries.values()].some((entry) => entry.type === type);
  const isHere = () => has("page") && has("custom");
  if (!(await collector.arrived(isHere, SENT_WITHIN))) throw new Error("Page view and touchpoint have not arrived.");
  const { posts } = collector;
  // Vitals are known for good when the page is left.
  await page.go(site.without);
  await collector.arrived(() => has("vital"), SENT_WITHIN);
  await page.close();
  site.stop();
  collector.stop();
  const toCount = (name, measured, budget) => toFigure({ name, unit: "", measured, budget });
  return [
    toCount("page view and a touchpoint: POSTs", posts, 1),
    toCount("page view and a touchpoint: with the vitals on leaving", collector.posts),
    toCount("page view and a touchpoint: preflights", collector.preflights, 0),
  ];
}

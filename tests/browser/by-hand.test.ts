// What no trigger asks: a survey behind a button, a preview, and the quiet of a page where one pays.
import axe from "axe-core";
import { expect, onTestFinished, test } from "vitest";
import { startShop } from "../../demo/shop.mjs";
import { type CollectorProcess, launchCollector } from "./harness/collector.ts";
import { pageOf } from "./harness/drive-puppeteer.ts";
import type { Driver, Engine } from "./harness/driver.ts";
import { describeIn, launch, SELECTED_ENGINES } from "./harness/engines.ts";
import { eventually } from "./harness/eventually.ts";
import { flush } from "./harness/in-page.ts";
import { serve } from "./harness/serve.ts";
import { click, inSurvey, see } from "./harness/shopper.ts";

const BUTTON = ".ph-no-capture:not([data-waymark-survey]) >>> .stand";

interface Visit {
  readonly driver: Driver;
  readonly collector: CollectorProcess;
  readonly shop: { readonly url: string };
}

const visit = async (engine: Engine, path: string): Promise<Visit> => {
  const collector = await launchCollector();
  onTestFinished(collector.stop);
  const shop = await startShop({ port: 0, collector: collector.url });
  onTestFinished(shop.stop);
  const driver = await launch(engine);
  onTestFinished(() => driver.close());
  await driver.open(shop.url + path);
  return { driver, collector, shop };
};

/** What has the focus in whichever of our shadow roots. */
const focusedWords = (driver: Driver) =>
  driver.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.textContent);

const toldOf = async ({ driver, collector }: Visit, type: string) => {
  await eventually(`${type} has arrived`, async () => {
    await flush(driver);
    return (await collector.entries({ type })).length > 0;
  });
  const told = [...(await collector.entries({ kind: "survey" })), ...(await collector.entries({ kind: "answer" }))];
  return told.map(({ type, name, test, data }) => [type, name, test, "trigger" in data]);
};

describeIn(SELECTED_ENGINES, (engine) => {
  test("a button opens its survey as a dialog for the keyboard, and has the focus again afterwards", async () => {
    const visited = await visit(engine, "/");
    const { driver } = visited;
    await see(driver, BUTTON, "Feedback");
    const focusButton = () =>
      document
        .querySelector(".ph-no-capture:not([data-waymark-survey])")
        ?.shadowRoot?.querySelector<HTMLElement>(".stand")
        ?.focus();
    await driver.evaluate(focusButton);
    await driver.press("Enter");
    await see(driver, inSurvey("[role=dialog] #question"), "How do you like the shop?");
    expect(await focusedWords(driver)).toBe("How do you like the shop?");
    const isGone = () => !document.querySelector(".ph-no-capture:not([data-waymark-survey])")?.checkVisibility();
    expect(await driver.evaluate(isGone)).toBe(true);
    await driver.press("Tab");
    await driver.press("ArrowDown");
    await driver.press("Enter");
    await see(driver, inSurvey("#question"), "What would you like to tell us?");
    await driver.press("Tab");
    await driver.type("Pockets, please.");
    await click(driver, inSurvey(".go"));
    await see(driver, inSurvey("#question"), "We read every word.");
    await click(driver, inSurvey(".close"));
    await see(driver, BUTTON, "Feedback");
    await eventually("the button has the focus", async () => (await focusedWords(driver)) === "Feedback");
    expect(await toldOf(visited, "completed")).toEqual([
      ["shown", "feedback", undefined, false],
      ["completed", "feedback", undefined, false],
      ["csat", "feedback/mood", undefined, false],
      ["text", "feedback/words", undefined, false],
    ]);
    expect(driver.faults()).toEqual([]);
  });

  test("a preview is asked by the address, and what is answered is marked", async () => {
    const visited = await visit(engine, "/?waymark=preview:why-leave");
    const { driver, collector } = visited;
    await see(driver, inSurvey("#question"), "What stopped you today?");
    await click(driver, inSurvey(".close"));
    expect(await toldOf(visited, "dismissed")).toEqual([
      ["shown", "why-leave", true, false],
      ["dismissed", "why-leave", true, false],
    ]);
    const [page] = await collector.entries({ type: "page" });
    expect([page?.test, page?.page?.url]).toEqual([undefined, `${visited.shop.url}/`]);
  });

  test("where one pays no configuration is fetched, nobody asked, and no form or label looked at", async () => {
    const collector = await launchCollector();
    onTestFinished(collector.stop);
    const tag = `<script async src="${collector.url}/waymark.js" data-site="pay" data-consent="granted"
      data-config="/waymark.json" data-preset="payment-page"></script>`;
    const form = `<form id="card-form" onsubmit="return false"><input name="number"><button id="pay">Pay</button></form>`;
    const site = await serve({
      "/": { body: `<!doctype html><link rel="icon" href="data:,"><title>Pay</title>${tag}${form}` },
    });
    onTestFinished(site.stop);
    const driver = await launch(engine);
    onTestFinished(() => driver.close());
    await driver.open(site.origin);
    const isWatched = () =>
      !!(globalThis as { [key: symbol]: { signals?: unknown } | undefined })[Symbol.for("waymark")]?.signals;
    await eventually("friction is watched", () => driver.evaluate(isWatched));
    await driver.click("input");
    await driver.type("4242");
    await driver.click("#pay", 5);
    await eventually("the clicks have arrived", async () => {
      await flush(driver);
      return (await collector.entries({ type: "rage-click" })).length > 0;
    });
    const entries = await collector.entries();
    expect(entries.map(({ type }) => type)).not.toContain("form");
    const names = entries.filter(({ type }) => /click/.test(type)).map(({ name }) => name);
    expect([...new Set(names)].sort()).toEqual(["button", "input"]);
    const fetched = await driver.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name));
    expect(fetched.filter((url) => /waymark\.json|forms|ask|survey/.test(url))).toEqual([]);
    expect(driver.faults()).toEqual([]);
  });
});

test("axe finds nothing at the button, nor at the dialog that it opens", async () => {
  const { driver } = await visit("chromium", "/");
  await see(driver, BUTTON, "Feedback");
  const page = pageOf(driver);
  await page.evaluate(axe.source);
  const check = () =>
    page.evaluate(async () => {
      const { violations } = await (window as never as { axe: typeof axe }).axe.run({
        include: [["[data-waymark-ignore]"]],
      });
      return violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`);
    });
  expect(await check()).toEqual([]);
  await click(driver, BUTTON);
  await see(driver, inSurvey("#question"));
  expect(await check()).toEqual([]);
});

// The whole road in a real shop and a real browser: touchpoints and an answer in a durable collector, exactly once.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Answer, Receipt } from "@waymark/protocol";
import type { Browser, Page } from "puppeteer-core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Shop, startShop } from "../../demo/shop.mjs";
import { killBrowser, launchChromium } from "./harness/browsers.ts";
import { type CollectorProcess, launchCollector, type ReadEntry } from "./harness/collector.ts";
import { eventually } from "./harness/eventually.ts";
import { checkOutToPayment, follow, inSurvey, see, shopToCart } from "./harness/shopper.ts";

const CONFIG = fileURLToPath(new URL("../../demo/waymark.json", import.meta.url));

let collector: CollectorProcess;
let shop: Shop;
let profile: string;
let browser: Browser;
let page: Page;
let faults: string[];

beforeEach(async () => {
  collector = await launchCollector(["--config", CONFIG]);
  shop = await startShop({ port: 0, collector: collector.url });
  profile = await mkdtemp(join(tmpdir(), "waymark-profile-"));
  await openBrowser();
});
afterEach(async () => {
  await browser.close();
  await shop.stop();
  await collector.stop();
  await rm(profile, { recursive: true, force: true, maxRetries: 5 });
});

const openBrowser = async () => {
  browser = await launchChromium({ profile });
  [page = await browser.newPage()] = await browser.pages();
  await page.setViewport({ width: 1280, height: 900 });
  faults = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => {
    if (message.text().includes("waymark")) faults.push(message.text());
  });
};

/** Vitals depend on the machine, so they are left out; `stage › step` and what it is. */
const toLine = ({ kind, type, name, stage, step }: ReadEntry) =>
  kind === "touchpoint" && type === "vital" ? [] : [`${stage ?? "–"} › ${step}: ${type} ${name}`];

/** Every entry's line, in the order in which one tab after the other made them. */
const linesOf = (entries: readonly ReadEntry[]) => entries.flatMap(toLine);

/** Nothing twice, and no hole in any document's count. */
const expectWhole = (entries: readonly ReadEntry[]) => {
  expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
  for (const tab of new Set(entries.map((entry) => entry.tab))) {
    const counts = entries.filter((entry) => entry.tab === tab).map(({ seq = 0 }) => seq);
    expect(counts.sort((a, b) => a - b)).toEqual(counts.map((_, index) => index + 1));
  }
};

/** Waits until the page has nothing left to send, then reads all that the collector has. */
const readAll = async (isThere: (entries: readonly ReadEntry[]) => boolean): Promise<readonly ReadEntry[]> => {
  let found: readonly ReadEntry[] = [];
  await eventually(
    "the walk has arrived",
    async () => {
      await page.evaluate(() => (window as never as { waymark: { flush(): Promise<void> } }).waymark.flush());
      found = await collector.entries();
      return isThere(found);
    },
    { timeout: 30_000, interval: 500 },
  ).catch((error) => {
    console.error(found.map((entry) => `${entry.tab} ${entry.seq} ${toLine(entry)}`).join("\n"));
    throw error;
  });
  return found;
};

const hasCompleted = (entries: readonly ReadEntry[]) => entries.some(({ type }) => type === "completed");

const focused = () =>
  page.evaluate(() => {
    const element = document.activeElement?.shadowRoot?.activeElement;
    return element ? `${element.localName} ${element.closest("label")?.textContent ?? element.textContent}` : "";
  });

const tabTo = (name: string) =>
  eventually(`Tab leads to ${name}`, async () => {
    if ((await focused()).includes(name)) return true;
    await page.keyboard.press("Tab");
    return false;
  });

/** Answers by keyboard alone. */
const answerByKeyboard = async () => {
  await see(page, inSurvey("::-p-text(What stopped you today?)"));
  await tabTo("Delivery cost");
  await page.keyboard.press("ArrowDown");
  expect(await focused()).toContain("Payment did not work");
  await page.keyboard.press("Enter");
  await see(page, inSurvey("::-p-text(What should we fix?)"));
  await tabTo("textarea");
  await page.keyboard.type("My card 4111 1111 1111 1111 was refused, write to ines@example.com");
  await tabTo("button Send");
  await page.keyboard.press("Enter");
  await see(page, inSurvey("::-p-text(Thank you)"));
};

/** What the collector has to hold of the way to the payment step, `stage › step: type name`. */
const TO_PAYMENT = [
  "discover › discover: page /",
  "discover › discover: step discover",
  "discover › discover: click a",
  "choose › listing: page /products",
  "choose › listing: step listing",
  "choose › listing: click a",
  "choose › product: page /products/skerry-jacket",
  "choose › product: step product",
  "choose › product: click input[name=size]",
  "choose › product: form form[id=buy]",
  "choose › product: click add-to-basket",
  "choose › product: form form[id=buy]",
  "choose › product: custom added-to-basket",
  "choose › product: click a",
  "checkout › cart: page /cart",
  "checkout › cart: step cart",
  "checkout › cart: click to-checkout",
  "checkout › address: page /checkout",
  "checkout › address: step address",
  "checkout › address: form form[id=address]",
  "checkout › address: click to-payment",
  "checkout › address: form form[id=address]",
  "checkout › payment: custom payment-shown",
  "checkout › payment: step payment",
];
/** And of leaving it by a link, being asked and answering. */
const LEAVE_AND_ANSWER = [
  "checkout › payment: click a",
  "discover › discover: page /delivery",
  "discover › discover: step discover",
  "checkout › payment: abandon checkout",
  "checkout › payment: shown why-leave",
  "checkout › payment: choice why-leave/reason",
  "checkout › payment: text why-leave/more",
  "checkout › payment: completed why-leave",
];

const walkAndAnswer = async () => {
  await shopToCart(page, shop.url);
  await checkOutToPayment(page);
  await follow(page, "footer a[href='/delivery']");
  await answerByKeyboard();
};

test("a visitor leaves the checkout, is asked, answers: every entry once, in its place, the answer with its evidence", async () => {
  await walkAndAnswer();
  const entries = await readAll(hasCompleted);
  expectWhole(entries);
  expect(linesOf(entries)).toEqual([...TO_PAYMENT, ...LEAVE_AND_ANSWER]);
  expect(new Set(entries.map(({ visitor }) => visitor)).size).toBe(1);
  const [reason, more] = entries.filter((entry): entry is ReadEntry & Answer => entry.kind === "answer");
  expect(reason?.data).toMatchObject({ survey: "why-leave", question: "reason", value: "Payment did not work" });
  expect(more?.data.value).toBe("My card [card] was refused, write to [email]");
  const { stage, step, cause, last = [] } = reason?.data.evidence ?? {};
  expect({ stage, step }).toEqual({ stage: "checkout", step: "payment" });
  expect(cause).toMatchObject({ kind: "friction", type: "abandon", data: { state: "leaving", reached: "payment" } });
  expect(cause?.id).toBe(entries.find(({ type }) => type === "abandon")?.id);
  expect(last.map(({ type, name }) => `${type} ${name}`).slice(-5)).toEqual([
    "step payment",
    "click a",
    "page /delivery",
    "step discover",
    "abandon checkout",
  ]);
  expect(faults).toEqual([]);
});

test("the collector cut off from the checkout on and the browser killed there: nothing missing, nothing twice", async () => {
  await shopToCart(page, shop.url);
  await collector.kill9();
  await checkOutToPayment(page);
  // Whatever was told before this is in the store when it resolves.
  const kept = await page.evaluate(() => {
    const { waymark } = window as never as { waymark: { track(name: string): Promise<string> } };
    return waymark.track("last-words");
  });
  expect(kept).toBe("idb");
  await killBrowser(profile);
  await collector.restart();
  await openBrowser();
  await page.goto(shop.url);
  const isBack = (entries: readonly ReadEntry[]) =>
    linesOf(entries).includes("checkout › payment: custom last-words") && entries.some(({ type }) => type === "shown");
  const entries = await readAll(isBack);
  expectWhole(entries);
  expect(linesOf(entries)).toEqual([
    ...TO_PAYMENT,
    "checkout › payment: custom last-words",
    "discover › discover: page /",
    "discover › discover: step discover",
    "checkout › payment: abandon checkout",
    "checkout › payment: shown why-leave",
  ]);
  expect(new Set(entries.map(({ visitor }) => visitor)).size).toBe(1);
});

test("the collector killed in the middle of the walk: nothing that it acknowledged is missing, and nothing else", async () => {
  const acknowledged = new Set<string>();
  page.on("response", async (response) => {
    const body = response.request().postData();
    if (!body || response.status() !== 200) return;
    const { refused } = (await response.json()) as Receipt;
    for (const { id } of JSON.parse(body).entries) acknowledged.add(id);
    for (const { id } of refused) acknowledged.delete(id);
  });
  await shopToCart(page, shop.url);
  await eventually("something was acknowledged", () => acknowledged.size > 0);
  const before = [...acknowledged];
  await collector.kill9();
  await collector.restart();
  const known = new Set((await collector.entries()).map(({ id }) => id));
  expect(before.filter((id) => !known.has(id))).toEqual([]);
  await checkOutToPayment(page);
  await collector.kill9();
  await follow(page, "footer a[href='/delivery']");
  await collector.restart();
  await answerByKeyboard();
  const entries = await readAll(hasCompleted);
  expectWhole(entries);
  expect(linesOf(entries)).toEqual([...TO_PAYMENT, ...LEAVE_AND_ANSWER]);
  expect([...acknowledged].filter((id) => !entries.some((entry) => entry.id === id))).toEqual([]);
});

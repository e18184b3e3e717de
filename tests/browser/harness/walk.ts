// The walk that every engine takes: to the payment step, out by a link, asked, answered; and what has to arrive of it.
import { expect } from "vitest";
import type { ReadEntry } from "./collector.ts";
import { eventually } from "./eventually.ts";
import { countQueued, flush } from "./in-page.ts";
import type { Road } from "./road.ts";
import { answerByKeyboard, checkOutToPayment, follow, shopToCart } from "./shopper.ts";

/** What the collector has to hold of the way to the payment step, `stage › step: type name`. */
export const TO_PAYMENT: readonly string[] = [
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
export const LEAVE_AND_ANSWER: readonly string[] = [
  "checkout › payment: click a",
  "discover › discover: page /delivery",
  "discover › discover: step discover",
  "checkout › payment: abandon checkout",
  "checkout › payment: shown why-leave",
  "checkout › payment: choice why-leave/reason",
  "checkout › payment: text why-leave/more",
  "checkout › payment: completed why-leave",
];

export const isVital = ({ kind, type }: ReadEntry): boolean => kind === "touchpoint" && type === "vital";

/** States of a stage are told when the page has become idle, time in a step when it is hidden: wherever that falls. */
const isInTurn = ({ type }: ReadEntry): boolean => type !== "stage" && type !== "dwell";

const toLine = ({ type, name, stage, step }: ReadEntry) => `${stage ?? "–"} › ${step}: ${type} ${name}`;

/**
 * Every entry's line in the order in which they were made; without vitals, which depend on machine and engine, and without
 * what depends on when the page is idle or hidden.
 */
export const linesOf = (entries: readonly ReadEntry[]): readonly string[] =>
  entries.filter((entry) => !isVital(entry) && isInTurn(entry)).map(toLine);

/** Nothing twice, no hole in any document's count, and all of it one visitor's. */
export const expectWhole = (entries: readonly ReadEntry[]): void => {
  expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
  for (const tab of new Set(entries.map((entry) => entry.tab))) {
    const counts = entries.filter((entry) => entry.tab === tab).map(({ seq = 0 }) => seq);
    expect(counts.sort((a, b) => a - b)).toEqual(counts.map((_, index) => index + 1));
  }
  expect(new Set(entries.map(({ visitor }) => visitor)).size).toBe(1);
};

export const leaveAndAnswer = async ({ driver }: Road): Promise<void> => {
  await follow(driver(), "footer a[href='/delivery']");
  await answerByKeyboard(driver());
};

export const walkAndAnswer = async (road: Road): Promise<void> => {
  await shopToCart(road.driver(), road.shop.url);
  await checkOutToPayment(road.driver());
  await leaveAndAnswer(road);
};

export const hasCompleted = (entries: readonly ReadEntry[]): boolean =>
  entries.some(({ type }) => type === "completed");

/** Has the page send what it has until all that is waited for has arrived and its queue is empty; reads what there is. */
export const readAll = async (
  { driver, collector }: Road,
  isThere: (entries: readonly ReadEntry[]) => boolean,
  timeout = 30_000,
): Promise<readonly ReadEntry[]> => {
  let found: readonly ReadEntry[] = [];
  const look = async () => {
    await flush(driver());
    found = await collector.entries();
    return isThere(found) && (await countQueued(driver(), "shop")) === 0;
  };
  await eventually("the walk has arrived and is acknowledged", look, { timeout, interval: 500 }).catch((error) => {
    console.error(found.map((entry) => `${entry.tab} ${entry.seq} ${toLine(entry)}`).join("\n"));
    throw error;
  });
  return found;
};

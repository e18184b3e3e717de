// The whole road in a real shop and each engine: touchpoints and an answer in a durable collector, exactly once.
import type { Answer } from "@waymark/protocol";
import { expect, test } from "vitest";
import type { ReadEntry } from "./harness/collector.ts";
import { describeIn, ENGINES, RESTARTABLE_ENGINES, SELECTED_ENGINES, selected } from "./harness/engines.ts";
import { eventually } from "./harness/eventually.ts";
import { settleProgress, track } from "./harness/in-page.ts";
import { openRoad } from "./harness/road.ts";
import { answerByKeyboard, checkOutToPayment, follow, shopToCart } from "./harness/shopper.ts";
import {
  expectWhole,
  hasCompleted,
  isVital,
  LEAVE_AND_ANSWER,
  linesOf,
  readAll,
  TO_PAYMENT,
  walkAndAnswer,
} from "./harness/walk.ts";

/** The one visible difference between the engines: which web vitals they can measure (WebKitGTK none, Firefox no shift). */
const VITALS = { chromium: ["CLS", "INP", "LCP"], firefox: ["INP", "LCP"], webkit: [] };

describeIn(ENGINES, (engine) => {
  test("a visitor leaves the checkout, is asked, answers: every entry once, in its place, the answer with its evidence", async () => {
    const road = await openRoad(engine);
    await walkAndAnswer(road);
    const entries = await readAll(road, hasCompleted);
    expectWhole(entries);
    expect(linesOf(entries)).toEqual([...TO_PAYMENT, ...LEAVE_AND_ANSWER]);
    expect([...new Set(entries.filter(isVital).map(({ name }) => name))].sort()).toEqual(VITALS[engine]);
    const [reason, more] = entries.filter((entry): entry is ReadEntry & Answer => entry.kind === "answer");
    expect(reason?.data).toMatchObject({ survey: "why-leave", question: "reason", value: "Payment did not work" });
    expect(more?.data.value).toBe("My card [card] was refused, write to [email]");
    const { stage, step, cause, last = [] } = reason?.data.evidence ?? {};
    expect({ stage, step }).toEqual({ stage: "checkout", step: "payment" });
    expect(cause).toMatchObject({ kind: "friction", type: "abandon", data: { state: "leaving", reached: "payment" } });
    expect(cause?.id).toBe(entries.find(({ type }) => type === "abandon")?.id);
    const before = last.filter(({ type }) => type !== "stage" && type !== "dwell");
    expect(before.map(({ type, name }) => `${type} ${name}`).slice(-5)).toEqual([
      "step payment",
      "click a",
      "page /delivery",
      "step discover",
      "abandon checkout",
    ]);
    expect(road.driver().faults()).toEqual([]);
  });
});

describeIn(SELECTED_ENGINES, (engine) => {
  test("the collector killed in the middle of the walk: nothing that it acknowledged is missing, and nothing else", async () => {
    const road = await openRoad(engine);
    const { collector, relay, driver, shop } = road;
    await shopToCart(driver(), shop.url);
    await eventually("something was acknowledged", () => relay.acknowledged.size > 0);
    const before = [...relay.acknowledged];
    await collector.kill9();
    await collector.restart();
    const known = new Set((await collector.entries()).map(({ id }) => id));
    expect(before.filter((id) => !known.has(id))).toEqual([]);
    await checkOutToPayment(driver());
    await collector.kill9();
    await follow(driver(), "footer a[href='/delivery']");
    await collector.restart();
    await answerByKeyboard(driver());
    const entries = await readAll(road, hasCompleted);
    expectWhole(entries);
    expect(linesOf(entries)).toEqual([...TO_PAYMENT, ...LEAVE_AND_ANSWER]);
    expect([...relay.acknowledged].filter((id) => !entries.some((entry) => entry.id === id))).toEqual([]);
  });
});

describeIn(selected(RESTARTABLE_ENGINES), (engine) => {
  test("the collector cut off from the checkout on and the browser killed there: nothing missing, nothing twice", async () => {
    const road = await openRoad(engine);
    const { collector, driver, shop } = road;
    await shopToCart(driver(), shop.url);
    await collector.kill9();
    await checkOutToPayment(driver());
    await settleProgress(driver(), "shop", "checkout", "payment");
    expect(await track(driver(), "last-words")).toBe("idb");
    await road.cutPower(collector.restart);
    await driver().open(shop.url);
    const isBack = (entries: readonly ReadEntry[]) =>
      linesOf(entries).includes("checkout › payment: custom last-words") &&
      entries.some(({ type }) => type === "shown");
    const entries = await readAll(road, isBack);
    expectWhole(entries);
    expect(linesOf(entries)).toEqual([
      ...TO_PAYMENT,
      "checkout › payment: custom last-words",
      "discover › discover: page /",
      "discover › discover: step discover",
      "checkout › payment: abandon checkout",
      "checkout › payment: shown why-leave",
    ]);
  });
});

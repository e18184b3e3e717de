// The walk of every engine behind a network that is slow, forgetful or away: everything arrives all the same, once.
import { expect, test } from "vitest";
import { describeIn, ENGINES } from "./harness/engines.ts";
import type { Relay } from "./harness/relay.ts";
import { openRoad } from "./harness/road.ts";
import { checkOutToPayment, shopToCart } from "./harness/shopper.ts";
import {
  expectWhole,
  hasCompleted,
  LEAVE_AND_ANSWER,
  leaveAndAnswer,
  linesOf,
  readAll,
  TO_PAYMENT,
} from "./harness/walk.ts";

type Weather = (relay: Relay) => void;

const clear: Weather = ({ set }) => set(() => "through");
const late: Weather = ({ set }) => set(() => "through", 2000);
const forgetful: Weather = ({ set }) => set(({ number }) => (number % 2 ? "lost" : "through"));
const cutOff: Weather = ({ set }) => set(() => "cut");

describeIn(ENGINES, (engine) => {
  test.each([
    ["every reply 2 s late", late, late],
    ["every second reply lost", forgetful, forgetful],
    ["cut off from the basket to the answer", clear, cutOff],
    ["cut off until the basket", cutOff, clear],
  ])("%s", async (_, atFirst, fromBasket) => {
    const road = await openRoad(engine);
    const { relay, driver, shop } = road;
    atFirst(relay);
    await shopToCart(driver(), shop.url);
    fromBasket(relay);
    await checkOutToPayment(driver());
    await leaveAndAnswer(road);
    clear(relay);
    // After failures the page waits longer and longer, up to some ten seconds here.
    const entries = await readAll(road, hasCompleted, 90_000);
    expectWhole(entries);
    expect(linesOf(entries)).toEqual([...TO_PAYMENT, ...LEAVE_AND_ANSWER]);
    expect([...relay.acknowledged].filter((id) => !entries.some((entry) => entry.id === id))).toEqual([]);
  });
});

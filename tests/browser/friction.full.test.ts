// Friction that only real input shows, in every engine: a dead button that is raged at, and the pointer that leaves upwards.
import { expect, test } from "vitest";
import { describeIn, ENGINES } from "./harness/engines.ts";
import { eventually } from "./harness/eventually.ts";
import { flush } from "./harness/in-page.ts";
import { openRoad } from "./harness/road.ts";
import { checkOutToPayment, click, inSurvey, see, shopToCart } from "./harness/shopper.ts";

/** WebDriver can't move the pointer out of the window, so its last events are synthesised. */
const leaveUpwards = () => {
  const tell = (type: string, clientY: number) =>
    document.body.dispatchEvent(new PointerEvent(type, { clientY, pointerType: "mouse", bubbles: true }));
  tell("pointermove", 40);
  tell("pointerout", -2);
};

describeIn(ENGINES, (engine) => {
  test("a dead button is raged at, the visitor is asked there, and turns to leave", async () => {
    const { driver, shop, collector } = await openRoad(engine);
    await shopToCart(driver(), shop.url);
    await checkOutToPayment(driver());
    await driver().evaluate(() => document.querySelector<HTMLElement>("#payment [name=number]")?.focus());
    await driver().type("4000 0000 0000 0002");
    for (let clicks = 0; clicks < 4; clicks += 1) await click(driver(), "[data-waymark=pay]");
    await see(driver(), inSurvey("#question"), "Is something wrong with paying?");
    await driver().evaluate(leaveUpwards);
    const told = await eventually("all have arrived", async () => {
      await flush(driver());
      const friction = await collector.entries({ kind: "friction" });
      return friction.length > 3 && friction.map(({ type, name, stage, step }) => [type, name, stage, step]).sort();
    });
    expect(told).toEqual([
      ["abandon", "checkout", "checkout", "payment"],
      ["dead-click", "pay", "checkout", "payment"],
      ["exit-intent", "checkout/payment", "checkout", "payment"],
      ["rage-click", "pay", "checkout", "payment"],
    ]);
    expect(driver().faults()).toEqual([]);
  });
});

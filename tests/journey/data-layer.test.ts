import { isPushed, toPushed } from "@waymark/journey";
import { describe, expect, test } from "vitest";

const push = (item: unknown, ...named: string[]) => toPushed(item, (name) => named.includes(name));
/** What `gtag` pushes is no list. */
const argumentsOf = (...given: unknown[]): unknown =>
  function (this: unknown) {
    // biome-ignore lint/complexity/noArguments: that is what is tested.
    return arguments;
  }.apply(undefined, given as []);

const PURCHASE = {
  transaction_id: "T-12345",
  value: 49.9,
  currency: "EUR",
  coupon: "JANE10",
  shipping: 4.9,
  user_data: { email: "jane@shop.example" },
  items: [{ item_id: "SKU-1", item_name: "A present for Jane" }, { item_id: "SKU-2" }],
};
const TOLD = { source: "dataLayer", value: 49.9, currency: "EUR", items: 2 };

describe("an item is told", () => {
  test.each([
    ["with its event and its ecommerce", { event: "purchase", ecommerce: PURCHASE }, TOLD],
    ["with its parameters beside the event", { event: "purchase", ...PURCHASE }, TOLD],
    ["as gtag pushes it", argumentsOf("event", "purchase", PURCHASE), TOLD],
    ["as a list", ["event", "purchase", PURCHASE], TOLD],
    ["with nothing but its name", { event: "purchase" }, { source: "dataLayer" }],
    ["by gtag without parameters", argumentsOf("event", "purchase"), { source: "dataLayer" }],
    ["with an ecommerce that was cleared", { event: "purchase", ecommerce: null }, { source: "dataLayer" }],
    [
      "without numbers that are none",
      { event: "purchase", value: "49.90", currency: "Jane", items: "three" },
      { source: "dataLayer" },
    ],
    ["without a value that is not finite", { event: "purchase", value: Number.NaN }, { source: "dataLayer" }],
  ])("%s", (_, item, data) => {
    // As it travels: what is undefined is left out.
    expect(JSON.parse(JSON.stringify(push(item)))).toEqual({ name: "purchase", data });
  });

  test.each(["view_item", "add_to_cart", "begin_checkout", "add_shipping_info", "add_payment_info", "purchase"])(
    "by GA4's name %s",
    (event) => expect(push({ event })?.name).toBe(event),
  );

  test("by a name that a step of the plan gives", () => {
    expect(push({ event: "signed_up" }, "signed_up")?.name).toBe("signed_up");
    expect(push(argumentsOf("event", "signed_up"), "signed_up")?.name).toBe("signed_up");
  });
});

test.each([
  ["another event", { event: "gtm.js" }],
  ["a name that is no text", { event: { toString: () => "purchase" } }],
  ["other words of gtag", argumentsOf("config", "G-1", { value: 1 })],
  ["a set that names an event", argumentsOf("set", "purchase")],
  ["an item without an event", { ecommerce: PURCHASE }],
  ["text", "purchase"],
  ["a function", () => {}],
  ["null", null],
  ["nothing", undefined],
])("%s is not told", (_, item) => expect(push(item)).toBeUndefined());

test("what came by a dataLayer is told apart from what the site told by hand", () => {
  expect(isPushed(push({ event: "purchase" })?.data ?? {})).toBe(true);
  expect(isPushed({ value: 1 })).toBe(false);
});

// What a GA4-style `dataLayer` tells of a purchase and the way to it, without who buys what.
import type { JsonObject } from "@waymark/protocol";

/** https://developers.google.com/analytics/devguides/collection/ga4/reference/events */
const EVENTS = ["view_item", "add_to_cart", "begin_checkout", "add_shipping_info", "add_payment_info", "purchase"];
const SOURCE = "dataLayer";

/** A `custom` touchpoint in the making. */
export interface Pushed {
  readonly name: string;
  /** `value` in `currency` (ISO 4217), and how many kinds of `items`; what is not told is `undefined`. */
  readonly data: JsonObject;
}

/** Tells a touchpoint that came by a `dataLayer` from one that the site told by hand. */
export const isPushed = (data: object): boolean => (data as { readonly source?: unknown }).source === SOURCE;

/**
 * What is to be told of an item of a `dataLayer`: of an object with an `event`, or of the `arguments` of `gtag("event", name,
 * parameters)`, if its name is one of GA4's six from a product to its purchase, or `isNamed` by a step of the plan. Nothing
 * else of it is kept: no id, coupon, name or address.
 */
export function toPushed(item: unknown, isNamed: (name: string) => boolean): Pushed | undefined {
  if (!(item instanceof Object)) return undefined;
  const { 0: word, 1: called, 2: parameters, event, ecommerce } = item as { readonly [key: string]: unknown };
  const name = word === "event" ? called : event;
  if (typeof name !== "string" || !(EVENTS.includes(name) || isNamed(name))) return undefined;
  const { value, currency, items } = ((word ? parameters : (ecommerce ?? item)) ?? {}) as {
    readonly [key: string]: unknown;
  };
  const data = {
    source: SOURCE,
    value: Number.isFinite(value) ? value : undefined,
    currency: /^[A-Z]{3}$/.test(`${currency}`) ? currency : undefined,
    items: Array.isArray(items) ? items.length : undefined,
  };
  return { name, data: data as JsonObject };
}

import { entrySchema } from "@waymark/protocol/schema";
import { expect, test } from "vitest";
import { linesOf, play, TO_PAYMENT, toPlan } from "./fixtures.ts";

test("what follows from the plan is told, too: steps, goals, and what becomes of stages", () => {
  const journey = play([
    { page: "/products/jacket" },
    { after: "20s", page: "/cart" },
    { after: "10s", page: "/checkout", step: "address" },
    { after: "40s", touchpoint: "payment-shown" },
    { after: "5s", dataLayer: "add_payment_info" },
    { after: "30s", page: "/delivery" },
    { after: "20s", page: "/thanks" },
  ]);
  expect(linesOf(journey).filter((line) => !line.includes(": dwell"))).toEqual([
    "choose/choose: page /products/jacket",
    "choose/choose: step choose",
    "checkout/cart: page /cart",
    "checkout/cart: step cart",
    "checkout/cart: stage checkout started",
    "checkout/address: page /checkout",
    "checkout/address: step address",
    "checkout/address: stage checkout progressing",
    "checkout/payment: custom payment-shown",
    "checkout/payment: step payment",
    "checkout/review: custom add_payment_info",
    "checkout/review: step review",
    "/delivery: page /delivery",
    "/delivery: step /delivery",
    "checkout/review: abandon checkout leaving",
    "checkout/done: page /thanks",
    "checkout/done: step done",
    "checkout/done: goal checkout",
    "checkout/done: stage checkout completed",
  ]);
});

test("who stays away has left, and who comes back in time recovers", () => {
  const lines = linesOf(play([...TO_PAYMENT, { after: "3d", page: "/" }, { after: "1m", page: "/thanks" }]));
  expect(lines.filter((line) => /abandon|completed/.test(line))).toEqual([
    "checkout/payment: abandon checkout abandoned",
    "checkout/done: abandon checkout recovered",
  ]);
});

test("who stands still for a minute stalls then, not when they go on", () => {
  const { told } = play([...TO_PAYMENT, { after: "70s", touchpoint: "coupon-opened" }]);
  const of = (name: string) => told.find(({ entry }) => entry.name === name)?.entry;
  const stalled = told.find(({ entry }) => (entry.data as { state?: string }).state === "stalled")?.entry;
  expect(stalled).toMatchObject({ type: "abandon", stage: "checkout", step: "payment" });
  expect((of("coupon-opened")?.at ?? 0) - (stalled?.at ?? 0)).toBe(10_000);
});

test("a page that is closed is closed once, and what was engaged is told", () => {
  const { told } = play([...TO_PAYMENT, { after: "7s", close: true }, { after: "3d", page: "/" }]);
  const hidden = told.filter(({ entry }) => entry.type === "dwell").map(({ entry: { step, data } }) => [step, data]);
  expect(hidden).toEqual([
    ["cart", { dwell: 10_000 }],
    ["payment", { dwell: 7000 }],
  ]);
});

test("abandonment that is written is not told twice", () => {
  const lines = linesOf(
    play([...TO_PAYMENT, { page: "/delivery" }, { friction: "abandon", name: "checkout", data: { state: "leaving" } }]),
  );
  expect(lines.filter((line) => line.includes("abandon"))).toEqual(["/delivery: abandon checkout leaving"]);
});

test("abandonment that is switched off is not told", () => {
  const lines = linesOf(play([...TO_PAYMENT, { page: "/delivery" }], {}, toPlan({ friction: { abandon: false } })));
  expect(lines.filter((line) => line.includes("abandon"))).toEqual([]);
});

test("each load is a document, each pause of half an hour another visit", () => {
  const { told } = play([
    { page: "/" },
    { page: "/products/a", load: "route" },
    { after: "29m", page: "/products/b" },
    { after: "30m", type: "click", name: "buy" },
    { after: "1d", page: "/" },
  ]);
  const pages = told.filter(({ entry }) => entry.type === "page");
  expect(new Set(pages.map(({ entry }) => entry.tab)).size).toBe(3);
  expect(pages[0]?.entry.tab).toBe(pages[1]?.entry.tab);
  expect(pages.map(({ session }) => session)).toEqual(["visit-1", "visit-1", "visit-1", "visit-3"]);
  expect(told.find(({ entry }) => entry.name === "buy")?.session).toBe("visit-2");
});

test("a document tells how it is seen", () => {
  const dataOf = (more: object) =>
    play([{ page: "/" }, { page: "/cart", load: "route" }], more).told.map(({ entry }) => entry.data);
  expect(dataOf({})).toContainEqual({ load: "navigate", language: "en", width: 1280 });
  expect(dataOf({ device: "phone", language: "de-AT" })[0]).toEqual({
    load: "navigate",
    language: "de-AT",
    width: 390,
    touch: true,
  });
  expect(dataOf({ device: "tablet", width: 804 })[0]).toMatchObject({ width: 800, touch: true });
  expect(dataOf({})).toContainEqual({ load: "route" });
});

test("friction weighs what it usually does, unless it says otherwise", () => {
  const { told } = play([
    { page: "/" },
    { friction: "rage-click", name: "pay", data: { clicks: 4 } },
    { friction: "exit-intent", data: { weight: 0.3 } },
    { identify: { plan: "gold" } },
  ]);
  expect(told.slice(-3).map(({ entry: { kind, type, name, data } }) => [kind, type, name, data])).toEqual([
    ["friction", "rage-click", "pay", { clicks: 4, weight: 0.8 }],
    ["friction", "exit-intent", "", { weight: 0.3 }],
    ["touchpoint", "identify", "traits", { plan: "gold" }],
  ]);
});

test("its entries are entries as a page would send them, and the same each time", () => {
  const make = () =>
    play([
      ...TO_PAYMENT,
      { friction: "rage-click", name: "pay" },
      { after: "2d", page: "/thanks?utm_source=mail&name=x" },
    ]);
  const entries = make().told.map(({ entry }) => entry);
  for (const entry of entries) expect(entrySchema.parse(entry)).toEqual(entry);
  expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
  expect(entries.at(-1)?.page?.url).toBe("https://fixture/thanks?utm_source=mail");
  expect(make()).toEqual(make());
});

// The demo shop in a real browser: the whole walk with its friction, every page without access faults, nothing that moves.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Browser, Page } from "puppeteer-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Shop, startShop } from "../../demo/shop.mjs";
import { launchChromium } from "./harness/browsers.ts";
import { eventually } from "./harness/eventually.ts";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const SIZES = [
  { width: 1280, height: 800 },
  { width: 390, height: 844, isMobile: true, hasTouch: true },
] as const;
const ADDRESS = {
  email: "ines@example.com",
  name: "Ines Tarrant",
  street: "4 Quay Street",
  city: "Portmarren",
  postcode: "PM1 2AB",
};

const DELIVERY = JSON.stringify({ pence: 795, days: "2–3" });

let shop: Shop;
let browser: Browser;
let page: Page;
let faults: string[];
/** True where the shop itself says what delivery costs, after its several seconds. */
let isDeliverySlow: boolean;

beforeAll(async () => {
  // Nobody listens there: the shop must not need its collector.
  shop = await startShop({ port: 0, collector: "http://localhost:9" });
  browser = await launchChromium();
});
afterAll(async () => {
  await browser?.close();
  await shop?.stop();
});

beforeEach(async () => {
  const context = await browser.createBrowserContext();
  page = await context.newPage();
  await page.setViewport({ width: 1280, height: 800 });
  faults = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  isDeliverySlow = false;
  await page.setRequestInterception(true);
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    // What the shop alone does is under test: Waymark's own effects have their own tests.
    if (pathname === "/waymark.js") void request.respond({ contentType: "text/javascript", body: "" });
    else if (pathname.startsWith("/api/") && !isDeliverySlow) void request.respond({ body: DELIVERY });
    else void request.continue();
  });
  await page.evaluateOnNewDocument(() => {
    const own = window as unknown as { shift: number; blocked: string[] };
    own.shift = 0;
    own.blocked = [];
    new PerformanceObserver((list) => {
      for (const each of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) {
        if (!each.hadRecentInput) own.shift += each.value;
      }
    }).observe({ type: "layout-shift", buffered: true });
    document.addEventListener("securitypolicyviolation", (event) => own.blocked.push(event.violatedDirective));
  });
});
afterEach(async () => {
  await page.browserContext().close();
  expect(faults).toEqual([]);
});

const go = (path: string) => page.goto(shop.url + path, { waitUntil: "load" });
const path = () => new URL(page.url()).pathname;
const text = (selector: string) => page.$eval(selector, (element) => element.textContent);
const isShown = (selector: string) => page.$eval(selector, (element) => element.checkVisibility());
const shown = (selector: string) => page.waitForSelector(selector, { visible: true });
const tracked = () =>
  page.evaluate(() => ((window as unknown as { waymark?: string[][] }).waymark ?? []).map(([, name]) => name));

const fill = async (form: string, values: { readonly [name: string]: string }) => {
  for (const [name, value] of Object.entries(values)) {
    await page.$eval(`${form} [name=${name}]`, (field) => {
      (field as HTMLInputElement).value = "";
    });
    await page.type(`${form} [name=${name}]`, value);
  }
};

const press = async (name: string) => {
  await (await shown(`[data-waymark=${name}]`))?.click();
};

const putInBasket = async () => {
  await go("/products/skerry-jacket");
  await page.click("input[value=M]");
  await press("add-to-basket");
  await shown("#added");
};

const fillAddress = async () => {
  await putInBasket();
  await go("/checkout");
  await fill("#address", ADDRESS);
  await press("to-payment");
  await shown("#payment");
};

const pay = async (number: string) => {
  await fill("#payment", { holder: "I Tarrant", number, expiry: "08/31", cvc: "123" });
  await press("pay");
};

/** Axe's findings, what the policy blocked, and how much moved by itself. */
const inspect = async () => {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const own = window as unknown as {
      axe: { run(): Promise<AxeResults> };
      shift: number;
      blocked: string[];
    };
    const { violations } = await own.axe.run();
    const faults = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
    const overflow = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    return { faults, blocked: own.blocked, shift: own.shift, overflow };
  });
};
const CLEAN = { faults: [], blocked: [], shift: 0, overflow: 0 };

describe.each(SIZES)("$width pixels wide", (size) => {
  const PATHS = ["/", "/products", "/products/skerry-jacket", "/cart", "/checkout", "/thanks", "/delivery", "/about"];
  test.each([...PATHS, "/products/harbour-beanie", "/nowhere"])("%s is clean", async (each) => {
    await page.setViewport(size);
    await go(each);
    expect(await inspect()).toEqual(CLEAN);
  });

  test("the basket, the refused code and every step of the checkout are clean", async () => {
    await page.setViewport(size);
    await putInBasket();
    await go("/cart");
    await page.type("#code", "SEA10");
    await press("apply-coupon");
    expect(await inspect()).toEqual(CLEAN);
    await fillAddress();
    expect(await inspect()).toEqual(CLEAN);
    await pay("4242 4242 4242 4242");
    await shown("#review");
    expect(await inspect()).toEqual(CLEAN);
    await press("place-order");
    await shown("#ordered");
    expect(await inspect()).toEqual(CLEAN);
  });
});

test("the list is filtered in place, and a reload keeps the filter", async () => {
  await go("/products");
  await page.click("input[value=Knitwear]");
  expect(await text("#shown-count")).toBe("2 pieces");
  await page.reload();
  expect(await text("#shown-count")).toBe("2 pieces");
});

test("the basket counts, adds up and survives a reload", async () => {
  await putInBasket();
  await go("/cart");
  await page.click(".more");
  await page.click(".more");
  await page.reload();
  expect(await text("output")).toBe("3");
  expect(await text("#subtotal")).toBe("£555.00");
  expect(await text("#basket-count")).toBe("3");
  await page.click(".remove");
  expect(await isShown("#empty")).toBe(true);
});

test("every discount code is refused beside its field", async () => {
  await putInBasket();
  await go("/cart");
  await page.type("#code", "SEA10");
  await press("apply-coupon");
  expect(await page.$eval("#code", (field) => field.getAttribute("aria-invalid"))).toBe("true");
  expect(await text("#coupon-error")).toMatch(/isn’t valid/);
  expect(await tracked()).toEqual(["coupon-refused"]);
});

test("an incomplete address is refused by the browser itself", async () => {
  await putInBasket();
  await go("/checkout");
  await press("to-payment");
  expect(await page.$$eval("#address :invalid", (fields) => fields.length)).toBe(5);
  expect(await isShown("#address")).toBe(true);
});

test("delivery is worked out before payment is shown", async () => {
  isDeliverySlow = true;
  await putInBasket();
  await go("/checkout");
  await fill("#address", ADDRESS);
  await press("to-payment");
  await page.waitForSelector("#delivery-note[data-state=waiting]");
  expect(await isShown("#payment")).toBe(false);
  await shown("#payment");
  expect(await text("#delivery")).toBe("£7.95");
  expect(await text(".sum .total")).toBe("£192.95");
  expect(path()).toBe("/checkout");
  expect(await tracked()).toEqual(["payment-shown"]);
});

test("a card that begins with 4000 leaves the button dead", async () => {
  await fillAddress();
  const changes = page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let count = 0;
        const watch = new MutationObserver((list) => {
          count += list.length;
        });
        let clicks = 0;
        const button = document.querySelector("[data-waymark=pay]");
        button?.addEventListener("click", () => {
          clicks += 1;
          if (clicks === 1) watch.observe(document, { subtree: true, childList: true, attributes: true });
          if (clicks === 4) setTimeout(() => resolve(count), 0);
        });
      }),
  );
  await pay("4000 0000 0000 0002");
  for (let clicks = 1; clicks < 4; clicks += 1) await press("pay");
  expect(await changes).toBe(0);
  expect(await isShown("#payment")).toBe(true);
});

test("another card leads to review, an order and an empty basket", async () => {
  await fillAddress();
  await pay("4242 4242 4242 4242");
  await shown("#review");
  expect(path()).toBe("/checkout/review");
  expect(await text("#review-card")).toBe("Card ending 4242");
  await press("place-order");
  await shown("#ordered");
  expect(path()).toBe("/thanks");
  expect(await text("#order-total")).toBe("£192.95");
  expect(await text("#basket-count")).toBe("0");
  await page.reload();
  expect(await isShown("#ordered")).toBe(true);
});

test("Back and a reload keep to the step, as far as it is known", async () => {
  await fillAddress();
  await page.reload();
  await shown("#payment");
  await pay("4242 4242 4242 4242");
  await shown("#review");
  await page.reload();
  await shown("#review");
  await page.goBack();
  await shown("#payment");
  expect(path()).toBe("/checkout");
  await page.goBack();
  await shown("#address");
  expect(await isShown("#payment")).toBe(false);
  expect(await page.$eval("#city", (field) => (field as HTMLInputElement).value)).toBe(ADDRESS.city);
  await page.goForward();
  await shown("#payment");
});

test("review without an address is the address, and Back after an order is an empty basket", async () => {
  await putInBasket();
  await go("/checkout/review");
  expect(path()).toBe("/checkout");
  expect(await isShown("#address")).toBe(true);
  await fillAddress();
  await pay("4242 4242 4242 4242");
  await press("place-order");
  await shown("#ordered");
  await page.goBack();
  await eventually("the empty checkout", () => isShown("#empty"));
  expect(await isShown("#address")).toBe(false);
});

test("no card number is ever stored", async () => {
  await fillAddress();
  await pay("4242 4242 4242 4242");
  await shown("#review");
  const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
  expect(stored).not.toMatch(/4242 ?4242/);
  expect(await page.$eval("#number", (field) => (field as HTMLInputElement).value)).toBe("");
});

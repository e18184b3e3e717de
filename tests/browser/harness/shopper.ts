// A visitor of the demo shop, who does only what a person could: follow links, type, press keys.
import type { ElementHandle, Page } from "puppeteer-core";

const ADDRESS = {
  email: "ines@example.com",
  name: "Ines Tarrant",
  street: "4 Quay Street",
  city: "Portmarren",
  postcode: "PM1 2AB",
};

/** Waits until something can be seen. */
export const see = async (page: Page, selector: string): Promise<ElementHandle> => {
  const element = await page.waitForSelector(selector, { visible: true });
  if (!element) throw new Error(`${selector} cannot be seen`);
  return element;
};

export const click = async (page: Page, selector: string): Promise<void> => (await see(page, selector)).click();

/** Nobody clicks on in the first tenth of a second: waits until the page has loaded what it wants. */
export const settle = (page: Page): Promise<void> => page.waitForNetworkIdle({ idleTime: 500, concurrency: 0 });

/** Follows a link and waits for the page it leads to. */
export const follow = async (page: Page, selector: string): Promise<void> => {
  await settle(page);
  await Promise.all([page.waitForNavigation(), click(page, selector)]);
};

/** Home → listing → product → basket, by links. */
export const shopToCart = async (page: Page, shop: string): Promise<void> => {
  await page.goto(shop);
  await follow(page, "a[href='/products']");
  await follow(page, "a[href='/products/skerry-jacket']");
  await click(page, "input[value=M]");
  await click(page, "[data-waymark=add-to-basket]");
  await follow(page, "#added a[href='/cart']");
};

/** Basket → address → payment; the checkout is one document. */
export const checkOutToPayment = async (page: Page): Promise<void> => {
  await follow(page, "[data-waymark=to-checkout]");
  await see(page, "#address");
  await settle(page);
  for (const [name, value] of Object.entries(ADDRESS)) await page.type(`#address [name=${name}]`, value);
  await click(page, "[data-waymark=to-payment]");
  await see(page, "#payment");
  await settle(page);
};

/** What the survey shows, through its shadow root. */
export const inSurvey = (selector: string): string => `.ph-no-capture >>> ${selector}`;

// A visitor of the demo shop, who does only what a person could: follow links, type, press keys.
import type { Driver, Tab } from "./driver.ts";
import { eventually } from "./eventually.ts";
import { leave } from "./in-page.ts";

const ADDRESS = {
  email: "ines@example.com",
  name: "Ines Tarrant",
  street: "4 Quay Street",
  city: "Portmarren",
  postcode: "PM1 2AB",
};

const CARD = { holder: "I Tarrant", number: "4242 4242 4242 4242", expiry: "08/31", cvc: "123" };

/** What the survey shows, through its shadow root. */
export const inSurvey = (selector: string): string => `[data-waymark-survey] >>> ${selector}`;

/** Waits until something can be seen, with these words in it if any are given. */
export const see = (driver: Driver, selector: string, words = ""): Promise<boolean> =>
  eventually(`${selector} ${words} can be seen`, () =>
    driver.evaluate(
      (path, text) => {
        const [outside = "", inside] = path.split(" >>> ");
        const element = document.querySelector(outside);
        const found = inside ? element?.shadowRoot?.querySelector(inside) : element;
        const { width = 0, height = 0 } = found?.getBoundingClientRect() ?? {};
        const isShown = width > 0 && height > 0 && found?.checkVisibility({ visibilityProperty: true });
        return !!isShown && !!found?.textContent.includes(text);
      },
      selector,
      words,
    ),
  );

export const click = async (driver: Driver, selector: string): Promise<void> => {
  await see(driver, selector);
  await driver.click(selector);
};

/** Nobody clicks on in the first tenth of a second: waits until nothing has arrived in the page for half a second. */
export const settle = async (driver: Tab): Promise<void> => {
  const isQuiet = () =>
    driver.evaluate(() => {
      const arrivals = performance.getEntriesByType("resource") as PerformanceResourceTiming[];
      const last = Math.max(...arrivals.map(({ responseEnd }) => responseEnd));
      return document.readyState === "complete" && performance.now() - last > 500;
    });
  await eventually("the page has loaded what it wants", isQuiet);
};

/** Does what leads to another page, and waits until that page has loaded. */
export const arrive = async (driver: Driver, go: () => Promise<unknown>): Promise<void> => {
  await settle(driver);
  await leave(driver, go);
};

/** Follows a link and waits for the page it leads to. */
export const follow = (driver: Driver, selector: string): Promise<void> =>
  arrive(driver, () => click(driver, selector));

/** Home → listing → product → basket, by links. */
export const shopToCart = async (driver: Driver, shop: string): Promise<void> => {
  await driver.open(shop);
  await follow(driver, "a[href='/products']");
  await follow(driver, "a[href='/products/skerry-jacket']");
  await click(driver, "input[value=M]");
  await click(driver, "[data-waymark=add-to-basket]");
  await follow(driver, "#added a[href='/cart']");
};

/** Types into the fields of a form that are empty. */
const fillIn = async (driver: Driver, form: string, values: { readonly [name: string]: string }): Promise<void> => {
  for (const [name, value] of Object.entries(values)) {
    // As Tab does: a click would be a touchpoint of its own.
    const isEmpty = await driver.evaluate((selector) => {
      const field = document.querySelector<HTMLInputElement>(selector);
      field?.focus();
      return !field?.value;
    }, `${form} [name=${name}]`);
    if (isEmpty) await driver.type(value);
  }
};

/** Basket → address → payment; the checkout is one document. */
export const checkOutToPayment = async (driver: Driver): Promise<void> => {
  await follow(driver, "[data-waymark=to-checkout]");
  await see(driver, "#address");
  await settle(driver);
  await fillIn(driver, "#address", ADDRESS);
  await click(driver, "[data-waymark=to-payment]");
  await see(driver, "#payment");
  await settle(driver);
};

/** Payment → review → ordered. */
export const payAndOrder = async (driver: Driver): Promise<void> => {
  await fillIn(driver, "#payment", CARD);
  await click(driver, "[data-waymark=pay]");
  await see(driver, "#review");
  await arrive(driver, () => click(driver, "[data-waymark=place-order]"));
  await see(driver, "#ordered");
};

/** Name of what has the focus in the survey; empty while it is elsewhere. */
const focused = (driver: Driver): Promise<string> =>
  driver.evaluate(() => {
    const element = document.activeElement?.shadowRoot?.activeElement;
    return element ? `${element.localName} ${element.closest("label")?.textContent ?? element.textContent}` : "";
  });

const tabTo = (driver: Driver, name: string): Promise<boolean> =>
  eventually(`Tab leads to ${name}`, async () => {
    if ((await focused(driver)).includes(name)) return true;
    await driver.press("Tab");
    return false;
  });

/** Answers "why-leave" by keyboard alone: payment did not work, and why. */
export const answerByKeyboard = async (driver: Driver): Promise<void> => {
  await see(driver, inSurvey("#question"), "What stopped you today?");
  await tabTo(driver, "Delivery cost");
  await driver.press("ArrowDown");
  await eventually("the second choice has the focus", async () =>
    (await focused(driver)).includes("Payment did not work"),
  );
  await driver.press("Enter");
  await see(driver, inSurvey("#question"), "What should we fix?");
  await tabTo(driver, "textarea");
  await driver.type("My card 4111 1111 1111 1111 was refused, write to ines@example.com");
  await tabTo(driver, "button Send");
  await driver.press("Enter");
  await see(driver, inSurvey(".card"), "Thank you");
};

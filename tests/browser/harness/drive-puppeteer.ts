// Chromium (by its own protocol) and Firefox (by WebDriver BiDi), driven by puppeteer-core.
import { setTimeout as pause } from "node:timers/promises";
import type { Browser, BrowserContext, Page } from "puppeteer-core";
import { type LaunchOptions, launchChromium, launchFirefox } from "./browsers.ts";
import { CLICK_EVERY, type Driver, type Place, type Tab } from "./driver.ts";

const LAUNCHERS = { chromium: launchChromium, firefox: launchFirefox };

const pages = new WeakMap<Tab, Page>();

/**
 * The page behind a tab, for what only puppeteer can do.
 * @throws Error for a tab of WebKit
 */
export const pageOf = (tab: Tab): Page => {
  const page = pages.get(tab);
  if (!page) throw new Error("Not a tab of Chromium or Firefox.");
  return page;
};

const click = async (page: Page, selector: string, times: number) => {
  if (times === 1) return page.click(selector);
  await page.hover(selector);
  for (let clickCount = 1; clickCount <= times; clickCount++) {
    await page.mouse.down({ clickCount });
    await page.mouse.up({ clickCount });
    await pause(CLICK_EVERY);
  }
};

const drag = async (page: Page, selector: string, x: number, y: number) => {
  await page.hover(selector);
  const box = await page.$eval(selector, (element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return { x: left + width / 2, y: top + height / 2 };
  });
  await page.mouse.down();
  await page.mouse.move(box.x + x, box.y + y, { steps: 8 });
  await page.mouse.up();
};

/**
 * Firefox tells of a connection that broke now and then as of an error of the page's, and of a script whose load was called
 * off, as by leaving the page, that what came of it, nothing, is not what its hash says.
 */
const BROKEN_CONNECTION =
  /^Error: (Cross-Origin Request Blocked: .+CORS request did not succeed|None of the .+ hashes .+47DEQpj8HBSa\+\/TImW\+5JCeuQeRkm5NMpJWZG3hSuFU=)/;

const openTab = async (browser: Browser | BrowserContext, place: Place, all: string[]): Promise<Tab> => {
  const page = await browser.newPage({ type: place });
  await page.setViewport({ width: 1280, height: 900 });
  const faults: string[] = [];
  const note = (fault: string) => {
    faults.push(fault);
    all.push(fault);
  };
  page.on("pageerror", (error) => {
    if (!BROKEN_CONNECTION.test(String(error))) note(String(error));
  });
  page.on("console", (message) => {
    if (message.text().includes("waymark")) note(message.text());
  });
  const tab: Tab = {
    open: async (url) => void (await page.goto(url)),
    reload: async () => void (await page.reload()),
    click: (selector, times = 1) => click(page, selector, times),
    drag: (selector, x, y) => drag(page, selector, x, y),
    press: (key) => page.keyboard.press(key),
    type: (text) => page.keyboard.type(text),
    // Its own types also unwrap handles, which no test of ours passes.
    evaluate: (task, ...parameters) => page.evaluate(task as never, ...parameters) as never,
    faults: () => faults,
    close: () => page.close(),
  };
  pages.set(tab, page);
  return tab;
};

/** @throws Error that says how to get the browser, when there is none */
export const drivePuppeteer = async (engine: keyof typeof LAUNCHERS, options: LaunchOptions): Promise<Driver> => {
  const browser = await LAUNCHERS[engine](options);
  const isApart = engine === "chromium" && options.isPrivate;
  const windows = isApart ? await browser.createBrowserContext() : browser;
  const faults: string[] = [];
  // A new one: Firefox's first page never has the focus, so that Enter presses no button there.
  const first = await openTab(windows, "tab", faults);
  const driver: Driver = {
    ...first,
    openTab: (place = "window") => openTab(windows, place, faults),
    faults: () => faults,
    close: () => browser.close(),
  };
  pages.set(driver, pageOf(first));
  return driver;
};

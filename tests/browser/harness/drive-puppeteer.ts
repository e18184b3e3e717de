// Chromium (by its own protocol) and Firefox (by WebDriver BiDi), driven by puppeteer-core.
import type { Browser, BrowserContext, Page } from "puppeteer-core";
import { type LaunchOptions, launchChromium, launchFirefox } from "./browsers.ts";
import type { Driver, Place, Tab } from "./driver.ts";

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

const openTab = async (browser: Browser | BrowserContext, place: Place, all: string[]): Promise<Tab> => {
  const page = await browser.newPage({ type: place });
  await page.setViewport({ width: 1280, height: 900 });
  const faults: string[] = [];
  const note = (fault: string) => {
    faults.push(fault);
    all.push(fault);
  };
  page.on("pageerror", (error) => note(String(error)));
  page.on("console", (message) => {
    if (message.text().includes("waymark")) note(message.text());
  });
  const tab: Tab = {
    open: async (url) => void (await page.goto(url)),
    reload: async () => void (await page.reload()),
    click: (selector) => page.click(selector),
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

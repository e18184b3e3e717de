// Chromium (by its own protocol) and Firefox (by WebDriver BiDi), driven by puppeteer-core.
import { type LaunchOptions, launchChromium, launchFirefox } from "./browsers.ts";
import type { Driver } from "./driver.ts";

const LAUNCHERS = { chromium: launchChromium, firefox: launchFirefox };

/** @throws Error that says how to get the browser, when there is none */
export const drivePuppeteer = async (engine: keyof typeof LAUNCHERS, options: LaunchOptions): Promise<Driver> => {
  const browser = await LAUNCHERS[engine](options);
  // A new one: Firefox's first page never has the focus, so that Enter presses no button there.
  const page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 900 });
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => {
    if (message.text().includes("waymark")) faults.push(message.text());
  });
  return {
    open: async (url) => void (await page.goto(url)),
    reload: async () => void (await page.reload()),
    click: (selector) => page.click(selector),
    press: (key) => page.keyboard.press(key),
    type: (text) => page.keyboard.type(text),
    // Its own types also unwrap handles, which no test of ours passes.
    evaluate: (task, ...parameters) => page.evaluate(task as never, ...parameters) as never,
    faults: () => faults,
    close: () => browser.close(),
  };
};

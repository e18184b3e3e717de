// WebKitGTK, driven by selenium-webdriver through WebKitWebDriver, on a display of its own.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { Builder, By, Capabilities, Key, type WebDriver } from "selenium-webdriver";
import { findBrowser, findProgram, howToGet } from "../find-browser.mjs";
import { CLICK_EVERY, type Driver, type Tab } from "./driver.ts";
import { eventually } from "./eventually.ts";
import { findFreePort } from "./free-port.ts";

const KEYS = { ArrowDown: Key.ARROW_DOWN, Enter: Key.ENTER, Tab: Key.TAB } as const;

const A_DAY = 86_400_000;

const end = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill();
  await ended;
};

/** A screen that nobody sees, under the first free number: it says which. */
const startDisplay = async (command: string): Promise<{ readonly name: string; readonly child: ChildProcess }> => {
  const args = ["-displayfd", "3", "-screen", "0", "1280x900x24", "-nolisten", "tcp"];
  const child = spawn(command, args, { stdio: ["ignore", "ignore", "ignore", "pipe"] });
  for await (const line of createInterface({ input: child.stdio[3] as Readable })) return { name: `:${line}`, child };
  throw new Error("Xvfb ended before it had a display.");
};

const startSession = async (server: string): Promise<WebDriver> => {
  await eventually("WebKitWebDriver answers", async () => (await fetch(`${server}/status`)).ok);
  const capabilities = new Capabilities({ browserName: "MiniBrowser" });
  const session = await new Builder().usingServer(server).withCapabilities(capabilities).build();
  // It is measured by the page's own timers, which a test may have in a hurry.
  await session.manage().setTimeouts({ script: A_DAY });
  await session.manage().window().setRect({ x: 0, y: 0, width: 1280, height: 900 });
  return session;
};

const find = async (session: WebDriver, selector: string) => {
  const [outside = "", inside] = selector.split(" >>> ");
  const element = await session.findElement(By.css(outside));
  // What an element finds can be used at once; what a shadow root finds has to be awaited first.
  return inside ? await (await element.getShadowRoot()).findElement(By.css(inside)) : element;
};

/** What one window does, one command at a time: the session has a single present window. */
const createTab = (session: WebDriver, window: string, inTurn: <T>(work: () => Promise<T>) => Promise<T>): Tab => {
  const here = <T>(work: () => Promise<T>): Promise<T> =>
    inTurn(async () => {
      await session.switchTo().window(window);
      return work();
    });
  const perform = (text: string) => here(() => session.actions().sendKeys(text).perform());
  return {
    open: (url) => here(() => session.get(url)),
    reload: () => here(() => session.navigate().refresh()),
    click: (selector, times = 1) =>
      here(async () => {
        const element = await find(session, selector);
        if (times === 1) return element.click();
        const actions = session.actions().move({ origin: element });
        for (let i = 0; i < times; i++) actions.press().release().pause(CLICK_EVERY);
        await actions.perform();
      }),
    drag: (selector, x, y) =>
      here(async () => {
        const element = await find(session, selector);
        const actions = session.actions().move({ origin: element }).press();
        for (let i = 1; i <= 8; i++)
          actions.move({ origin: element, x: Math.round((x * i) / 8), y: Math.round((y * i) / 8) });
        await actions.release().perform();
      }),
    press: (key) => perform(KEYS[key]),
    type: perform,
    evaluate: (task, ...parameters) => here(() => session.executeScript(task, ...parameters)),
    faults: () => [],
    close: () => here(() => session.close()),
  };
};

const createDriver = async (session: WebDriver, endAll: () => Promise<void>): Promise<Driver> => {
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work, work);
    last = mine.catch(() => {});
    return mine;
  };
  return {
    ...createTab(session, await session.getWindowHandle(), inTurn),
    openTab: (place = "window") =>
      inTurn(async () => {
        // The present window may be closed.
        const [any = ""] = await session.getAllWindowHandles();
        await session.switchTo().window(any);
        await session.switchTo().newWindow(place);
        return createTab(session, await session.getWindowHandle(), inTurn);
      }),
    close: () => session.quit().finally(endAll),
  };
};

/**
 * Every launch begins with empty storage.
 * @throws Error that says how to get WebKit, when a part of it is missing
 */
export const driveWebKit = async (): Promise<Driver> => {
  const command = findBrowser("webkit");
  const screen = findProgram("Xvfb");
  if (!command || !screen) throw new Error(howToGet("webkit"));
  const display = await startDisplay(screen);
  const port = await findFreePort();
  const env = { ...process.env, DISPLAY: display.name };
  const server = spawn(command, [`--port=${port}`], { env, stdio: "ignore" });
  const endAll = async () => {
    await end(server);
    await end(display.child);
  };
  const session = await startSession(`http://127.0.0.1:${port}`).catch(async (error) => {
    await endAll();
    throw error;
  });
  return createDriver(session, endAll);
};

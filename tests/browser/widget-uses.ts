// How people use each widget of the demo's page, and what is told of the broken ones.
import type { Tab } from "./harness/driver.ts";
import { eventually } from "./harness/eventually.ts";

/** Uses the twin that a selector names, as people do. */
export type Use = (tab: Tab, twin: string) => Promise<unknown>;

/** Brings something into view and lets that come to rest: a scroll after the click would be taken for the answer. */
const reach = (tab: Tab, selector: string) =>
  tab.evaluate((path) => {
    document.querySelector(path.split(" >>> ")[0] ?? "")?.scrollIntoView({ block: "center" });
    return new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));
  }, selector);
const clickOn = async (tab: Tab, selector: string, times?: number) => {
  await reach(tab, selector);
  await tab.click(selector, times);
};
const dragFrom = async (tab: Tab, selector: string, x: number, y: number) => {
  await reach(tab, selector);
  await tab.drag(selector, x, y);
};
const seeText = (tab: Tab, selector: string, words: string) =>
  eventually(`${selector} says ${words}`, () =>
    tab.evaluate((path, text) => !!document.querySelector(path)?.textContent.includes(text), selector, words),
  );

export const click: Use = (tab, twin) => clickOn(tab, `${twin} .main`);
export const clickFast: Use = (tab, twin) => clickOn(tab, `${twin} .main`, 5);
const search: Use = async (tab, twin) => {
  await clickOn(tab, `${twin} input`);
  // One key: at the next one the options would be drawn anew.
  await tab.type("P");
  await seeText(tab, `${twin} .options`, "Portmarren");
  await click(tab, twin);
};
const inComponent = (twin: string) => `${twin} .stand > div >>> .main`;

/** How each widget is used. */
export const USES: { readonly [id: string]: Use } = {
  stepper: async (tab, twin) => {
    await clickFast(tab, twin);
    await tab.evaluate((path) => document.querySelector<HTMLElement>(path)?.focus(), `${twin} .main`);
    for (let i = 0; i < 4; i++) await tab.press("Enter");
  },
  quantity: clickFast,
  calendar: async (tab, twin) => {
    await clickFast(tab, twin);
    await clickOn(tab, `${twin} .day`);
  },
  tree: clickFast,
  tabs: click,
  accordion: clickFast,
  keyboard: clickFast,
  like: clickFast,
  toast: clickFast,
  slider: async (tab, twin) => {
    await clickOn(tab, `${twin} input`, 3);
    await dragFrom(tab, `${twin} input`, 30, 0);
    await dragFrom(tab, `${twin} .rail`, 40, 0);
    await click(tab, twin);
  },
  sorting: (tab, twin) => dragFrom(tab, `${twin} .main`, 0, 50),
  files: async (tab, twin) => {
    await clickOn(tab, `${twin} .main`, 2);
    await clickOn(tab, `${twin} .words`, 3);
  },
  list: click,
  search,
  terms: async (tab, twin) => {
    await clickOn(tab, `${twin} label`);
    await clickOn(tab, `${twin} input`, 4);
    await click(tab, twin);
  },
  modal: async (tab, twin) => {
    await click(tab, twin);
    await tab.click(`${twin} .close`);
  },
  menu: click,
  component: (tab, twin) => clickOn(tab, inComponent(twin), 5),
  map: async (tab, twin) => {
    await clickFast(tab, twin);
    await clickOn(tab, `${twin} canvas`, 4);
    await dragFrom(tab, `${twin} canvas`, 40, 20);
  },
  video: async (tab, twin) => {
    await clickOn(tab, `${twin} .main`, 2);
    await clickOn(tab, `${twin} video`, 4);
  },
  copy: clickFast,
  download: click,
  password: clickFast,
  file: click,
  captcha: async (tab, twin) => {
    await clickOn(tab, `${twin} iframe`, 3);
    await click(tab, twin);
  },
  // It opens, and closes itself.
  window: click,
  fetch: click,
};

/** How the broken twins are used, where otherwise than by one click, and what is told of them besides a dead click. */
export const BROKEN: { readonly [id: string]: { readonly use?: Use; readonly told?: readonly string[] } } = {
  stepper: { use: clickFast, told: ["rage-click", "dead-click"] },
  quantity: { use: clickFast, told: ["rage-click", "dead-click"] },
  keyboard: { use: clickFast, told: ["rage-click", "dead-click"] },
  tree: { use: clickFast, told: ["rage-click", "dead-click"] },
  component: { use: (tab, twin) => clickOn(tab, inComponent(twin), 5), told: ["rage-click", "dead-click"] },
  toast: { told: ["error-click", "dead-click"] },
  modal: { told: ["error-click", "dead-click"] },
  map: { told: ["error-click"] },
  terms: { told: ["blocked-click"] },
  search: { use: search },
};

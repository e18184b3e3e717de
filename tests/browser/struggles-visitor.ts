// One visitor of the site of struggles, and what the collector heard of them.
import type { FrictionType } from "@waymark/protocol";
import { onTestFinished } from "vitest";
import type { CollectorProcess, ReadEntry } from "./harness/collector.ts";
import { pageOf } from "./harness/drive-puppeteer.ts";
import type { Driver, Engine } from "./harness/driver.ts";
import { launch } from "./harness/engines.ts";
import { eventually } from "./harness/eventually.ts";
import { flush, visitorOf } from "./harness/in-page.ts";
import { SITE } from "./struggles-site.ts";

/** Waits until what watches for friction is there: of forms, once a field has the focus or in a stage with steps. */
export const ready = (driver: Driver, part: "signals" | "forms" = "signals") =>
  eventually(`the ${part} have loaded`, () =>
    driver.evaluate(
      (name) => !!(globalThis as never as { [key: symbol]: { [part: string]: object } })[Symbol.for("waymark")]?.[name],
      part,
    ),
  );

/** A new visitor on a page of the site; the browser ends with the test. */
export const visit = async (engine: Engine, collector: CollectorProcess, url: string) => {
  const driver = await launch(engine);
  onTestFinished(driver.close);
  await driver.open(url);
  await ready(driver);
  const visitor = await visitorOf(driver, SITE);
  const told = async (...types: readonly FrictionType[]) =>
    (await collector.entries({ kind: "friction", visitor })).filter(({ type }) => types.includes(type as FrictionType));
  /** Waits until so many have arrived, `act`ing meanwhile. */
  const arrives = async (type: FrictionType, act: () => Promise<unknown> = () => flush(driver), count = 1) => {
    await eventually(`${type} arrives`, async () => {
      await act();
      return (await told(type)).length >= count;
    });
    return (await told(type)).map(toLine);
  };
  const type = async (field: string, text: string) => {
    await driver.click(`[name=${field}]`);
    await ready(driver, "forms");
    await driver.type(text);
  };
  return { driver, visitor, told, arrives, type };
};

const toLine = ({ name, stage, step, data }: ReadEntry) => {
  const { weight, ...evidence } = data as { readonly weight: number };
  return { at: `${stage}/${step}`, name, weight, ...evidence };
};

const STROKES = Array.from({ length: 40 }, (_, index) => (index % 2 ? 300 : 420));

/** For real; the driver of Firefox is too slow for it, that of WebKit only moves from click to click. */
export const shakeMouse = async (driver: Driver) => {
  for (const x of STROKES) await pageOf(driver).mouse.move(x, 300);
};
export const shake = (driver: Driver) =>
  driver.evaluate((all) => {
    for (const clientX of all) {
      const init = { clientX, clientY: 300, pointerType: "mouse", bubbles: true };
      document.body.dispatchEvent(new PointerEvent("pointermove", init));
    }
  }, STROKES);
/** No driver moves the mouse out of the window. */
export const leaveUpwards = (driver: Driver) =>
  driver.evaluate(() => {
    const tell = (type: string, clientY: number) =>
      document.body.dispatchEvent(new PointerEvent(type, { clientY, pointerType: "mouse", bubbles: true }));
    tell("pointermove", 40);
    tell("pointerout", -2);
  });
/** The page really scrolls; only the finger is made up. */
export const flingUp = (driver: Driver) =>
  driver.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 50)));
    for (const top of [5000, 5000, 3500, 2000, 500]) {
      document.body.dispatchEvent(new Event("touchmove", { bubbles: true }));
      scrollTo({ top, behavior: "instant" });
      await frame();
      await frame();
    }
  });
export const hasPassed = (driver: Driver, ms: number) =>
  eventually(`${ms} ms of the page have passed`, () => driver.evaluate((least) => performance.now() > least, ms));

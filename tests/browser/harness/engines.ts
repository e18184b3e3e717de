// The engines that tests run in, each where it is installed.
import { describe } from "vitest";
import { ENGINE_NAMES, findBrowser } from "../find-browser.mjs";
import type { LaunchOptions } from "./browsers.ts";
import { drivePuppeteer } from "./drive-puppeteer.ts";
import { driveWebKit } from "./drive-webkit.ts";
import type { Driver, Engine } from "./driver.ts";

export { ENGINE_NAMES as ENGINES } from "../find-browser.mjs";

/** Every change is guarded in Chromium; a full run sets `WAYMARK_ENGINES=all`. */
export const IS_FULL: boolean = process.env.WAYMARK_ENGINES === "all";
/** Of these engines the ones that this run is about. */
export const selected = (engines: readonly Engine[]): readonly Engine[] =>
  engines.filter((engine) => IS_FULL || engine === "chromium");
export const SELECTED_ENGINES: readonly Engine[] = selected(ENGINE_NAMES);

/** Opened again on the profile that they left. WebKitGTK under automation keeps nothing of a session. */
export const RESTARTABLE_ENGINES: readonly Engine[] = ["chromium", "firefox"];

/** @throws Error that says how to get the engine, when it is missing */
export const launch = (engine: Engine, options: LaunchOptions = {}): Promise<Driver> =>
  engine === "webkit" ? driveWebKit() : drivePuppeteer(engine, options);

/** The same tests once per engine, under its name; one that is not installed is left out, which the runner says. */
export const describeIn = (engines: readonly Engine[], suite: (engine: Engine) => void): void => {
  for (const engine of engines) describe.skipIf(!findBrowser(engine))(engine, () => suite(engine));
};

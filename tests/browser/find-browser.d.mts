// Types of `find-browser.mjs`, which the installer runs before anything is built.
export type Engine = "chromium" | "firefox" | "webkit";
export type ProgramName = "chromium" | "firefox" | "WebKitWebDriver" | "Xvfb";
export const ENGINE_NAMES: readonly Engine[];
export function findBrowser(name: Engine): string | undefined;
export function findProgram(name: ProgramName): string | undefined;
export function packagesOf(name: Engine): readonly string[];
export function howToGet(name: Engine): string;

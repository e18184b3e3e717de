// Types of `find-browser.mjs`, which the installer runs before anything is built.
export type BrowserName = "chromium" | "firefox";
export function findBrowser(name: BrowserName): string | undefined;
export function howToGet(name: BrowserName): string;

// Has axe-core look through a page.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Page } from "puppeteer-core";

declare global {
  var axe: { run(): Promise<{ violations: { id: string; nodes: { failureSummary?: string }[] }[] }> };
}

/** What it finds: the rule, and what is wrong with each element. */
export const runAxe = async (page: Page): Promise<readonly (readonly [string, readonly (string | undefined)[]])[]> => {
  await page.evaluate(await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8"));
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  return violations.map(({ id, nodes }) => [id, nodes.map(({ failureSummary }) => failureSummary)]);
};

// One collector for all tests of a file, since starting it takes longer than most of them; each test is a site of its own.
import { afterAll } from "vitest";
import { type CollectorProcess, launchCollector } from "../harness/collector.ts";

let launching: Promise<CollectorProcess> | undefined;

/** Vitest loads this module anew for every file. */
export const sharedCollector = (): Promise<CollectorProcess> => {
  launching ??= launchCollector(["--quiet"]);
  return launching;
};
afterAll(async () => {
  await (await launching)?.stop();
});

// The whole road for one visitor: a browser in the demo shop, and behind a relay a collector that knows the shop's plan.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { onTestFinished } from "vitest";
import { type Shop, startShop } from "../../../demo/shop.mjs";
import { killBrowser } from "./browsers.ts";
import { type CollectorProcess, launchCollector } from "./collector.ts";
import type { Driver, Engine } from "./driver.ts";
import { launch } from "./engines.ts";
import { type Relay, startRelay } from "./relay.ts";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

export interface Road {
  readonly collector: CollectorProcess;
  readonly relay: Relay;
  readonly shop: Shop;
  /** The browser that is open now. */
  driver(): Driver;
  /** Ends the browser as a power cut would, and opens it again on the same profile when the work between is done. */
  cutPower(between: () => Promise<void>): Promise<void>;
  /** Ends the browser in order, and opens it again on the same profile. */
  restart(): Promise<void>;
}

/**
 * All of it ends with the test that opened it.
 * @param root folder with the `demo/waymark.json` and `packages/sdk/dist` to be used. Default: the repository
 */
export const openRoad = async (engine: Engine, root = ROOT): Promise<Road> => {
  const collector = await launchCollector(["--config", join(root, "demo/waymark.json")]);
  onTestFinished(collector.stop);
  const relay = await startRelay(collector.url);
  onTestFinished(relay.stop);
  const shop = await startShop({ port: 0, collector: relay.url, root: pathToFileURL(join(root, "/")) });
  onTestFinished(shop.stop);
  const profile = await mkdtemp(join(tmpdir(), "waymark-profile-"));
  onTestFinished(() => rm(profile, { recursive: true, force: true, maxRetries: 5 }));
  let driver = await launch(engine, { profile });
  onTestFinished(() => driver.close());
  return {
    collector,
    relay,
    shop,
    driver: () => driver,
    async cutPower(between) {
      await killBrowser(profile);
      await between();
      driver = await launch(engine, { profile });
    },
    async restart() {
      await driver.close();
      driver = await launch(engine, { profile });
    },
  };
};

// The harness itself: what the browser tests take for granted.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Entry, MAX_BATCH_ENTRIES } from "@waymark/protocol";
import { expect, onTestFinished, test } from "vitest";
import { killBrowser, launchChromium } from "./harness/browsers.ts";
import { launchCollector } from "./harness/collector.ts";
import { eventually } from "./harness/eventually.ts";
import { startRelay } from "./harness/relay.ts";
import { serve } from "./harness/serve.ts";

const uuid = (number: number) => `018f0000-0000-7000-8000-${String(number).padStart(12, "0")}`;
const at = Date.now();
/** One of one visitor, whose entries are counted from 1. */
const toTouchpoint = (seq: number): Entry => ({
  id: uuid(seq),
  kind: "touchpoint",
  type: "custom",
  name: "seen",
  at,
  seq,
  data: {},
});
const toBatch = (entries: readonly Entry[]) => ({
  waymark: 1,
  site: "shop",
  sdk: "0.1.0",
  batch: entries[0]?.id,
  attempt: 1,
  sentAt: at,
  visitor: uuid(0),
  entries,
});

test("eventually returns what came, and says what it waited for in vain", async () => {
  let asked = 0;
  expect(await eventually("3", () => (++asked < 3 ? 0 : asked), { interval: 1 })).toBe(3);
  const vain = eventually("the moon", () => Promise.reject(new Error("dark")), { timeout: 5, interval: 1 });
  await expect(vain).rejects.toMatchObject({ message: expect.stringContaining("the moon"), cause: new Error("dark") });
});

test("a site serves its table as it stands", async () => {
  const pages = { "/a": { body: "one", type: "text/plain", headers: { "X-Test": "yes" } } };
  const site = await serve(pages);
  onTestFinished(site.stop);
  const response = await fetch(`${site.origin}/a?query`);
  expect([response.status, await response.text(), response.headers.get("X-Test")]).toEqual([200, "one", "yes"]);
  expect((await fetch(`${site.origin}/b`)).status).toBe(404);
  pages["/a"].body = "two";
  expect(await (await fetch(`${site.origin}/a`)).text()).toBe("two");
});

test("a relay passes on, cuts off and loses replies, and knows what was acknowledged in each case", async () => {
  const collector = await launchCollector(["--quiet"]);
  onTestFinished(collector.stop);
  const relay = await startRelay(collector.url);
  onTestFinished(relay.stop);
  const send = async (number: number) => {
    const body = JSON.stringify(toBatch([toTouchpoint(number)]));
    const reply = await fetch(`${relay.url}/ingest`, { method: "POST", body });
    return reply.json();
  };
  expect(await send(1)).toMatchObject({ accepted: 1 });
  relay.set(() => "cut");
  await expect(send(2)).rejects.toThrow();
  relay.set(({ number }) => (number === 3 ? "lost" : "through"));
  await expect(send(3)).rejects.toThrow();
  expect(await send(4)).toMatchObject({ accepted: 1 });
  expect([...relay.acknowledged]).toEqual([1, 3, 4].map(uuid));
  expect((await collector.entries()).map(({ id }) => id)).toEqual([1, 3, 4].map(uuid));
  await collector.kill9();
  await expect(send(5)).rejects.toThrow();
});

test("a profile survives that its browser is killed", async () => {
  const profile = await mkdtemp(join(tmpdir(), "waymark-profile-"));
  onTestFinished(() => rm(profile, { recursive: true, force: true, maxRetries: 5 }));
  const site = await serve({ "/": { body: "<title>Shop</title>" } });
  onTestFinished(site.stop);

  const first = await launchChromium({ profile });
  const page = await first.newPage();
  await page.goto(site.origin);
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const open = indexedDB.open("kept", 1);
        open.onupgradeneeded = () => open.result.createObjectStore("store");
        open.onsuccess = () => {
          const transaction = open.result.transaction("store", "readwrite", { durability: "strict" });
          transaction.objectStore("store").put("still here", "key");
          transaction.oncomplete = () => resolve();
        };
      }),
  );
  await killBrowser(profile);
  await eventually("the driver notices", () => !first.connected);

  const second = await launchChromium({ profile });
  onTestFinished(() => second.close());
  const again = await second.newPage();
  await again.goto(site.origin);
  const kept = await again.evaluate(
    () =>
      new Promise((resolve) => {
        const open = indexedDB.open("kept", 1);
        open.onsuccess = () => {
          const get = open.result.transaction("store").objectStore("store").get("key");
          get.onsuccess = () => resolve(get.result);
        };
      }),
  );
  expect(kept).toBe("still here");
});

test("going back restores a page from the back/forward cache", async () => {
  const listen = "<script>onpageshow = (event) => { window.restored = event.persisted; }</script>";
  const site = await serve({ "/a": { body: listen }, "/b": { body: "b" } });
  onTestFinished(site.stop);
  const browser = await launchChromium();
  onTestFinished(() => browser.close());
  const page = await browser.newPage();
  await page.goto(`${site.origin}/a`);
  await page.goto(`${site.origin}/b`);
  await page.evaluate(() => history.back());
  await eventually("the page is restored", () => page.evaluate("window.restored === true"));
});

test("a collector keeps what it acknowledged when it is killed", async () => {
  const collector = await launchCollector(["--quiet"]);
  onTestFinished(collector.stop);
  // More than the read API gives at once.
  const all = Array.from({ length: 12 * MAX_BATCH_ENTRIES }, (_, i) => toTouchpoint(i + 1));
  for (let from = 0; from < all.length; from += MAX_BATCH_ENTRIES) {
    const body = JSON.stringify(toBatch(all.slice(from, from + MAX_BATCH_ENTRIES)));
    const response = await fetch(`${collector.url}/ingest`, { method: "POST", body });
    expect(await response.json()).toMatchObject({ accepted: MAX_BATCH_ENTRIES, refused: [] });
  }

  await collector.kill9();
  await expect(fetch(collector.url)).rejects.toThrow();
  await collector.restart();
  const kept = await collector.entries({ visitor: uuid(0) });
  expect(kept.map(({ id }) => id)).toEqual(all.map(({ id }) => id));
  expect(await collector.entries({ kind: "friction" })).toEqual([]);
});

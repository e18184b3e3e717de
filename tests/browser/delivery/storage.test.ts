// The database hangs or is lost. What is told is kept as well as it can be, says how well, and is delivered.
import { expect, test } from "vitest";
import { pageOf } from "../harness/drive-puppeteer.ts";
import type { Tab } from "../harness/driver.ts";
import { eventually } from "../harness/eventually.ts";
import { flush } from "../harness/in-page.ts";
import { hurry, toScript } from "./before.ts";
import { describeScenario } from "./describe-scenario.ts";
import { expectWhole } from "./expect-whole.ts";
import { type Lab, type LabOptions, openLab } from "./lab.ts";
import { untilDelivered } from "./until-delivered.ts";

interface Page {
  readonly waymark: { track(name: string, data: object): Promise<string> };
}

describeScenario(23, (engine) => {
  /** A database that does not answer in pages whose query asks for it, until they are told that it may. */
  const hangOpen = toScript(() => {
    const scope = window as { isStuck?: boolean };
    scope.isStuck = location.search.includes("stuck");
    const { open } = IDBFactory.prototype;
    IDBFactory.prototype.open = function (...given) {
      return scope.isStuck ? ({} as never) : open.apply(this, given);
    };
  });
  /** Makes the database, and keeps a transaction or a whole upgrade from ending until `window.isFree`. */
  const block = (tab: Tab, site: string, by: "transaction" | "upgrade"): Promise<void> =>
    tab.evaluate(
      (name, how) =>
        new Promise<void>((resolve) => {
          const isFree = () => "isFree" in window;
          const request = indexedDB.open(name);
          request.onupgradeneeded = () => request.result.createObjectStore("rows");
          request.onsuccess = () => {
            const database = request.result;
            if (how === "transaction") {
              const rows = database.transaction("rows", "readwrite").objectStore("rows");
              const spin = () => {
                if (isFree()) return database.close();
                rows.get("nothing").onsuccess = spin;
                resolve();
              };
              return spin();
            }
            const upgrade = indexedDB.open(name, 2);
            upgrade.onsuccess = () => upgrade.result.close();
            upgrade.onblocked = () => {
              const poll = setInterval(() => {
                if (!isFree()) return;
                clearInterval(poll);
                database.close();
              }, 50);
              resolve();
            };
          };
        }),
      `waymark-${site}-1`,
      by,
    );
  const free = (tab: Tab) =>
    tab.evaluate(() => {
      Object.assign(window, { isStuck: false, isFree: true });
    });
  /** Like the lab's, and it says when it takes longer than 3 s of anybody's time. */
  const trackSoon = async (lab: Lab, tab: Tab, count: number): Promise<readonly string[]> => {
    const those = lab.invent(count);
    const levels = await tab.evaluate(
      async (all, limit) => {
        const { track } = (window as never as Page).waymark;
        // Of two timers that are due the earlier is first, however busy the machine is.
        const late = new Promise<string>((resolve) => setTimeout(resolve, limit, "late"));
        return Promise.all(all.map(({ name, data }) => Promise.race([track(name, data), late])));
      },
      those,
      3000 * 60,
    );
    lab.heard(those, levels);
    return levels;
  };
  const options: LabOptions = { before: [hurry(60), hangOpen] };
  const expectHungAndBack = async (lab: Lab, tab: Tab, beside: Tab) => {
    const since = lab.relay.arrivals.length;
    expect(await trackSoon(lab, tab, 20)).toEqual(Array(20).fill("journal"));
    expect(await untilDelivered(lab, since)).toEqual(["journal"]);
    await free(beside);
    await untilKeptAgain(lab, tab);
    const { told } = await expectWhole(lab, { tab, at: `${lab.origin}/next` });
    expect(told.length).toBe(lab.told.size);
  };
  const untilKeptAgain = (lab: Lab, tab: Tab) =>
    eventually("the database is used again", async () => (await lab.track(tab, 1))[0] === "idb", { timeout: 30_000 });

  test("another tab never ends its transaction: the journal within 3 s, the database again when it is free", async () => {
    const lab = await openLab(engine, options);
    await lab.driver().open(`${lab.origin}/without`);
    const tab = await lab.driver().openTab();
    await tab.open(lab.origin);
    expect(await lab.track(tab, 1)).toEqual(["idb"]);
    await untilDelivered(lab);
    await block(lab.driver(), lab.site, "transaction");
    await expectHungAndBack(lab, tab, lab.driver());
  });

  for (const by of ["transaction", "upgrade"] as const) {
    test(`another tab's ${by} blocks the first open`, async () => {
      const lab = await openLab(engine, options);
      await lab.driver().open(`${lab.origin}/without`);
      await block(lab.driver(), lab.site, by);
      const tab = await lab.driver().openTab();
      await tab.open(lab.origin);
      await expectHungAndBack(lab, tab, lab.driver());
    });
  }

  test("open never answers", async () => {
    const lab = await openLab(engine, options);
    await lab.driver().open(`${lab.origin}/?stuck`);
    await expectHungAndBack(lab, lab.driver(), lab.driver());
  });
});

describeScenario(24, (engine) => {
  /** From now on every connection that is open throws whatever is begun on it. */
  const loseConnections = (tab: Tab, error: string) =>
    tab.evaluate((name) => {
      const alive = new WeakSet<IDBDatabase>();
      const { open } = IDBFactory.prototype;
      const { transaction } = IDBDatabase.prototype;
      IDBFactory.prototype.open = function (...given) {
        const request = open.apply(this, given);
        request.addEventListener("success", () => alive.add(request.result));
        return request;
      };
      IDBDatabase.prototype.transaction = function (...given) {
        if (!alive.has(this)) throw new DOMException("This is a test.", name);
        return transaction.apply(this, given);
      };
    }, error);

  test.each(["InvalidStateError", "UnknownError"])("%s: a new connection takes its place", async (error) => {
    const lab = await openLab(engine);
    await lab.driver().open(lab.origin);
    lab.relay.set(() => "cut");
    expect(await lab.track(lab.driver(), 3)).toEqual(["idb", "idb", "idb"]);
    await loseConnections(lab.driver(), error);
    expect(await lab.track(lab.driver(), 3, { isApart: true })).toEqual(["idb", "idb", "idb"]);
    const { told } = await expectWhole(lab, { isBackoffOver: true });
    expect(told).toHaveLength(6);
  });

  test.runIf(engine === "chromium")("after all of the site's data is cleared what is told is kept anew", async () => {
    const lab = await openLab(engine);
    await lab.driver().open(lab.origin);
    await lab.track(lab.driver(), 3);
    await flush(lab.driver());
    const session = await pageOf(lab.driver()).createCDPSession();
    await session.send("Storage.clearDataForOrigin", { origin: lab.origin, storageTypes: "all" });
    lab.relay.set(() => "cut");
    expect(await lab.track(lab.driver(), 3, { isApart: true })).toEqual(["idb", "idb", "idb"]);
    const { told } = await expectWhole(lab, { isBackoffOver: true });
    expect(told).toHaveLength(6);
  });
});

/** Who ends the database while a page works with it. */
const WAYS: Readonly<Record<string, (lab: Lab, tab: Tab) => Promise<unknown>>> = {
  "the page deletes it": (lab, tab) =>
    tab.evaluate(
      (name) =>
        new Promise<void>((resolve, reject) => {
          const request = indexedDB.deleteDatabase(name);
          request.onsuccess = () => resolve();
          request.onerror = () => reject(request.error);
          // It waits for whoever has it open, and so does all that opens it meanwhile.
          request.onblocked = () => resolve();
        }),
      `waymark-${lab.site}-1`,
    ),
  // As the browser's own settings do: connections are closed from outside.
  "the browser clears it": async (lab, tab) => {
    const session = await pageOf(tab).createCDPSession();
    await session.send("Storage.clearDataForOrigin", { origin: lab.origin, storageTypes: "indexeddb" });
  },
};

describeScenario(24, (engine) => {
  // Only Chromium's protocol clears.
  const ways = Object.keys(WAYS).filter((way) => engine === "chromium" || way.startsWith("the page"));

  test.each(ways)(
    "%s in the middle of a session: nothing told is missing or twice, and it is used again",
    async (way) => {
      const lab = await openLab(engine, { before: [hurry(60)] });
      const tab = lab.driver();
      await tab.open(lab.origin);
      // What waits when it goes must not be lost with it: the page has copies.
      lab.relay.set(() => "cut");
      expect(await lab.track(tab, 3)).toEqual(["idb", "idb", "idb"]);
      await WAYS[way]?.(lab, tab);
      await lab.track(tab, 3);
      lab.relay.set(() => "through");
      await eventually("the database is used again", async () => (await lab.track(tab, 1))[0] === "idb", {
        timeout: 30_000,
      });
      await flush(tab);
      const { told } = await expectWhole(lab, { tab, at: `${lab.origin}/next` });
      expect(told.length).toBe(lab.told.size);
    },
  );
});

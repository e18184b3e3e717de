// What tests ask of Waymark inside a page.
import type { Tab } from "./driver.ts";
import { eventually } from "./eventually.ts";

interface Page {
  readonly waymark: { flush(): Promise<void>; track(name: string): Promise<string>; stats(): Promise<unknown> };
}

/** Sends what is queued; resolves when the queue is empty or the collector is not to be had. */
export const flush = (tab: Tab): Promise<void> => tab.evaluate(() => (window as never as Page).waymark.flush());

/**
 * Has a page load at once what it would load when it is idle. In Firefox the console of a page that is left meanwhile tells
 * of a script that was cut off.
 */
export const loadIdle = (tab: Tab): Promise<void> =>
  tab.evaluate(async () => {
    await (window as never as Page).waymark.stats();
  });

/** Tells a touchpoint; resolves with how well it is kept, and by then everything told before is kept too. */
export const track = (tab: Tab, name: string): Promise<string> =>
  tab.evaluate((each) => (window as never as Page).waymark.track(each), name);

/** Waits until the visitor has an id at this site, and returns it. */
export const visitorOf = (tab: Tab, site: string): Promise<string> =>
  eventually("the visitor has an id", () =>
    tab.evaluate((name): string => JSON.parse(localStorage.getItem(name) ?? "{}").visitor, `waymark.${site}`),
  );

/** Waits until it is kept how far the visitor has come: what knows of stages loads when a page is idle. */
export const settleProgress = (tab: Tab, site: string, stage: string, step: string): Promise<unknown> => {
  const stepIn = ([name, id]: readonly [string, string]): string =>
    JSON.parse(localStorage.getItem(name) ?? "{}").progress?.[id]?.step;
  return eventually("the visitor's progress is kept", async () => {
    return (await tab.evaluate(stepIn, [`waymark.${site}`, stage] as const)) === step;
  });
};

/** What the browser keeps of a site's queue. */
export interface Kept {
  /** Rows that wait to be sent. */
  readonly waiting: number;
  /** Rows in localStorage that IndexedDB has not taken in yet. */
  readonly journaled: number;
  /** Entries that the collector will never take, as JSON. */
  readonly quarantined: readonly string[];
}

/** Reads it past Waymark. A database that isn't there is not made: Waymark could not use it any more. */
export const readKept = (tab: Tab, site: string): Promise<Kept> =>
  tab.evaluate(async (id) => {
    const journaled = Object.keys(localStorage).filter((key) => key.startsWith(`waymark.${id}.j.`)).length;
    const name = `waymark-${id}-1`;
    const isThere = (await indexedDB.databases()).some((each) => each.name === name);
    if (!isThere) return { waiting: 0, journaled, quarantined: [] };
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const open = indexedDB.open(name);
      open.onerror = () => reject(open.error);
      open.onsuccess = () => resolve(open.result);
    });
    try {
      const transaction = database.transaction("rows");
      const rows = transaction.objectStore("rows");
      const under = (prefix: string) => IDBKeyRange.bound([prefix], [prefix, []]);
      const waiting = rows.count(under("e"));
      const refused = rows.getAll(under("x"));
      transaction.commit();
      await new Promise((resolve, reject) => {
        transaction.oncomplete = resolve;
        transaction.onabort = () => reject(transaction.error);
      });
      const bodies = refused.result.map(({ body }: { readonly body: string }) => body);
      return { waiting: waiting.result, journaled, quarantined: bodies };
    } finally {
      database.close();
    }
  }, site);

/**
 * Lets Waymark's pause after failures be over, as a clock would that has run on. Waits until the database is there: one made
 * here would have no room for rows.
 */
export const endBackoff = (tab: Tab, site: string): Promise<unknown> =>
  eventually("the pause after failures is over", () =>
    tab.evaluate(async (name) => {
      if (!(await indexedDB.databases()).some((each) => each.name === name)) return false;
      const open = indexedDB.open(name);
      await new Promise((resolve, reject) => {
        open.onerror = () => reject(open.error);
        open.onsuccess = resolve;
      });
      try {
        const transaction = open.result.transaction("rows", "readwrite");
        transaction.objectStore("rows").put({ failures: 0, nextAt: 0 }, ["b"]);
        transaction.commit();
        await new Promise((resolve, reject) => {
          transaction.oncomplete = resolve;
          transaction.onabort = () => reject(transaction.error);
        });
        return true;
      } finally {
        open.result.close();
      }
    }, `waymark-${site}-1`),
  );

/** How many rows wait in the queue that the browser keeps for this site. */
export const countQueued = async (tab: Tab, site: string): Promise<number> => (await readKept(tab, site)).waiting;

/** Does what leads to another document, and waits until that has loaded. */
export const leave = async (tab: Tab, go: () => Promise<unknown>): Promise<void> => {
  // Every document has its own.
  const before = await tab.evaluate(() => performance.timeOrigin);
  await go();
  // Firefox shows an empty document for a moment, when the next page is another process's.
  const isThere = (origin: number) =>
    performance.timeOrigin !== origin && document.readyState === "complete" && location.href !== "about:blank";
  await eventually("the next page has loaded", () => tab.evaluate(isThere, before), { timeout: 30_000 });
};

/** Goes back by the page's own history, as a visitor does: a driver's command may wait for a load that never comes. */
export const goBack = (tab: Tab): Promise<void> => leave(tab, () => tab.evaluate(() => history.back()));

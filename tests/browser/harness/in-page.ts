// What tests ask of Waymark inside a page.
import type { Driver } from "./driver.ts";
import { eventually } from "./eventually.ts";

interface Page {
  readonly waymark: { flush(): Promise<void>; track(name: string): Promise<string> };
}

/** Sends what is queued; resolves when the queue is empty or the collector is not to be had. */
export const flush = (driver: Driver): Promise<void> =>
  driver.evaluate(() => (window as never as Page).waymark.flush());

/** Tells a touchpoint; resolves with how well it is kept, and by then everything told before is kept too. */
export const track = (driver: Driver, name: string): Promise<string> =>
  driver.evaluate((each) => (window as never as Page).waymark.track(each), name);

/** Waits until the visitor has an id at this site, and returns it. */
export const visitorOf = (driver: Driver, site: string): Promise<string> =>
  eventually("the visitor has an id", () =>
    driver.evaluate((name): string => JSON.parse(localStorage.getItem(name) ?? "{}").visitor, `waymark.${site}`),
  );

/** How many rows wait in the queue that the browser keeps for this site. */
export const countQueued = (driver: Driver, site: string): Promise<number> =>
  driver.evaluate(
    (name) =>
      new Promise<number>((resolve, reject) => {
        const open = indexedDB.open(name);
        open.onerror = () => reject(open.error);
        open.onsuccess = () => {
          const rows = open.result.transaction("rows").objectStore("rows");
          const count = rows.count(IDBKeyRange.bound(["e"], ["e", []]));
          count.onsuccess = () => resolve(count.result);
          open.result.close();
        };
      }),
    `waymark-${site}-1`,
  );

// Everything that is left of a visit, as text: what the browser keeps, what was sent, what the collector has written.
import { readBytes } from "../../collector/read-bytes.ts";
import type { CollectorProcess } from "../harness/collector.ts";
import type { Tab } from "../harness/driver.ts";
import type { Relay } from "../harness/relay.ts";

/** What the browser keeps for a page's origin, by where. Read past Waymark; a database that isn't there is not made. */
export interface Stored {
  readonly local: readonly string[];
  readonly session: readonly string[];
  readonly cookies: string;
  /** Keys and values of every row of every database. */
  readonly rows: readonly string[];
}

export const readStored = (tab: Tab): Promise<Stored> =>
  tab.evaluate(async () => {
    const settle = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const rows: string[] = [];
    for (const { name = "" } of await indexedDB.databases()) {
      const database = await settle(indexedDB.open(name));
      try {
        for (const store of database.objectStoreNames) {
          const transaction = database.transaction(store);
          const all = transaction.objectStore(store);
          const [keys, values] = await Promise.all([settle(all.getAllKeys()), settle(all.getAll())]);
          keys.forEach((key, index) => {
            rows.push(JSON.stringify([key, values[index]]));
          });
        }
      } finally {
        database.close();
      }
    }
    const list = (area: Storage) => Object.entries(area).map((pair) => pair.join(" "));
    return { local: list(localStorage), session: list(sessionStorage), cookies: document.cookie, rows };
  });

/** Every request that came, with its headers. */
export const readSent = ({ arrivals }: Relay): string =>
  arrivals.map(({ url, headers, text }) => [url, ...headers, text].join("\n")).join("\n\n");

/** Every byte on the collector's disk, once its database has all that is durable; it runs on afterwards. */
export const readWritten = async ({ data, entries, kill9, restart }: CollectorProcess): Promise<string> => {
  await entries();
  await kill9();
  const files = await readBytes(data);
  await restart();
  return [...files.values()].join("\n");
};

const toDisguises = (secret: string): readonly string[] => [
  secret,
  encodeURIComponent(secret),
  encodeURIComponent(encodeURIComponent(secret)),
  JSON.stringify(secret).slice(1, -1),
  Buffer.from(secret).toString("base64").replace(/=+$/, ""),
];

/** Which of these words stand in a text, as they are or in a common disguise. */
export const findIn = (text: unknown, words: readonly string[]): readonly string[] => {
  const all = typeof text === "string" ? text : JSON.stringify(text);
  return words.filter((word) => [word, ...toDisguises(word)].some((each) => all.includes(each)));
};

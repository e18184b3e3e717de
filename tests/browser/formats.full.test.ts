// Each format once through a real Chromium: page, queue, target; what arrives is what was queued, whatever the target says first.
import { createHash } from "node:crypto";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { CATALOGUE } from "@waymark/formats";
import { type Batch, type Entry, type Format, toRequests } from "@waymark/protocol";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import type { Driver } from "./harness/driver.ts";
import { launch } from "./harness/engines.ts";
import { eventually } from "./harness/eventually.ts";
import { flush, loadIdle, track } from "./harness/in-page.ts";
import { type Served, serve } from "./harness/serve.ts";

const DIST = fileURLToPath(new URL("../../packages/sdk/dist/", import.meta.url));
const scripts = Object.fromEntries(
  readdirSync(DIST)
    .filter((name) => name.startsWith("waymark"))
    .map((name): [string, Served] => [`/${name}`, { body: readFileSync(DIST + name), type: "text/javascript" }]),
);
const integrityOf = (name: string) =>
  `sha384-${createHash("sha384")
    .update(readFileSync(`${DIST}waymark.format.${name}.js`))
    .digest("base64")}`;

/** What a target says when it has taken all. */
const TAKEN: { readonly [name: string]: string } = {
  posthog: '{"status":1}',
  segment: '{"success":true}',
  snowplow: "ok",
  umami: '{"size":1,"processed":1,"errors":0,"details":[]}',
  matomo: '{"status":"success","tracked":1,"invalid":0}',
  mixpanel: '{"status":1,"error":null}',
  amplitude: '{"code":200}',
  otlp: "{}",
};
/** Bytes of a body from which the target finds it too large; of one that takes one event a request, any. */
const TOO_LARGE = 6000;

/** What the console says once: the names of this test are longer than these take. */
const CUTS: { readonly [name: string]: readonly string[] } = {
  umami: ["name cut to 50 characters"],
  plausible: ["name cut to 120 characters"],
};

interface Double {
  readonly url: string;
  /** The bodies that were taken. */
  readonly taken: readonly string[];
  readonly statuses: readonly number[];
  readonly preflights: () => number;
}

/** First 429 with Retry-After, then 413 for what is large, then takes all; asked for permission it gives what it must. */
const startDouble = async ({ name, type }: Format): Promise<Double> => {
  const taken: string[] = [];
  const statuses: number[] = [];
  let preflights = 0;
  const judge = (body: string): number => {
    if (!statuses.length) return 429;
    return Buffer.byteLength(body) > TOO_LARGE ? 413 : name === "plausible" ? 202 : 200;
  };
  const answer = async (request: IncomingMessage): Promise<{ status: number; headers: object; body: string }> => {
    const headers = {
      "Access-Control-Allow-Origin": request.headers.origin ?? "*",
      "Access-Control-Expose-Headers": "Retry-After",
    };
    if (request.method === "OPTIONS") {
      preflights++;
      return { status: 204, headers: { ...headers, "Access-Control-Allow-Headers": "Content-Type" }, body: "" };
    }
    const body = await text(request);
    expect(request.headers["content-type"]?.replaceAll(" ", "")).toBe(type);
    const status = judge(body);
    statuses.push(status);
    if (status < 300) taken.push(body);
    const { batch } = name === "waymark" ? JSON.parse(body) : { batch: "" };
    const receipt = JSON.stringify({ batch, accepted: 1, refused: [], serverTime: Date.now() });
    const words = status < 300 ? (TAKEN[name] ?? receipt) : "";
    return { status, headers: { ...headers, ...(status === 429 && { "Retry-After": "1" }) }, body: words };
  };
  const server = createServer(async (request, response) => {
    const { status, headers, body } = await answer(request);
    response.writeHead(status, headers as Record<string, string>).end(body);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/in`,
    taken,
    statuses,
    preflights: () => preflights,
  };
};

/** A request's events as they stand, without what tells when it left. */
const toItems = (body: string): readonly object[] => {
  const json = body.startsWith("data=") ? new URLSearchParams(body).get("data") : body;
  if (/^\{.*\}\n/.test(`${json}`))
    return `${json}`
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
  const all = JSON.parse(json ?? "");
  const records = all.resourceLogs?.flatMap(({ scopeLogs }: { scopeLogs: { logRecords: object[] }[] }) =>
    scopeLogs.flatMap((each) => each.logRecords),
  );
  const items = Array.isArray(all)
    ? all
    : (records ??
      all.batch?.map?.((each: object) => each) ??
      all.data ??
      all.events ??
      all.requests ??
      all.entries ?? [all]);
  return items.map((item: object) => (typeof item === "object" ? { ...item, stm: 0, observedTimeUnixNano: 0 } : item));
};

interface Row {
  readonly visitor: string;
  readonly session: string;
  readonly entries: readonly { readonly body: string }[];
}

/** The queue's rows as they are on the disk. */
const readQueue = (driver: Driver, site: string): Promise<readonly Row[]> =>
  driver.evaluate(
    (name) =>
      new Promise<Row[]>((resolve, reject) => {
        const open = indexedDB.open(name);
        open.onerror = () => reject(open.error);
        open.onsuccess = () => {
          const all = open.result
            .transaction("rows")
            .objectStore("rows")
            .getAll(IDBKeyRange.bound(["e"], ["e", []]));
          all.onsuccess = () => {
            open.result.close();
            resolve(all.result);
          };
        };
      }),
    `waymark-${site}-1`,
  );

let driver: Driver;
beforeAll(async () => {
  driver = await launch("chromium");
});
afterAll(() => driver.close());

const direct = CATALOGUE.filter(({ way }) => way === "direct").map(({ format }) => format);

test.each(direct)("$name: what arrives is what was queued", async (format) => {
  const told = driver.faults().length;
  const double = await startDouble(format);
  const loaded: string[] = [];
  const attributes = `data-format="${format.name}" data-format-integrity="${integrityOf(format.name)}" data-key="k3y"`;
  const site = await serve({
    ...scripts,
    "/": {
      body: `<!doctype html><title>Shop</title><link rel="icon" href="data:,"><script async src="/waymark.js"
        data-site="${format.name}" data-consent="granted" data-collector="${double.url}" ${attributes}></script>`,
    },
  });
  onTestFinished(site.stop);
  await driver.open(`${site.origin}/`);
  await loadIdle(driver);
  for (let n = 0; n < 16; n++) expect(await track(driver, `opened-${n} ${"ä".repeat(200)}`)).toBe("idb");
  await flush(driver);
  await eventually("the target has asked for time", async () => double.statuses.includes(429));
  const rows = await readQueue(driver, format.name);
  const entries = rows.flatMap((row) => row.entries.map(({ body }) => JSON.parse(body) as Entry));
  expect(entries.length).toBeGreaterThanOrEqual(17);

  await eventually("the queue is empty", async () => {
    await flush(driver);
    return (await readQueue(driver, format.name)).length === 0;
  });
  const { visitor, session } = rows[0] ?? {};
  const batch = {
    waymark: 1,
    site: format.name,
    sdk: "0.1.0",
    batch: "",
    attempt: 1,
    sentAt: Date.now(),
    visitor,
    session,
    automated: true,
    entries,
  } as Batch;
  const expected = toRequests(format, batch, { url: double.url, key: "k3y" }).requests.flatMap(({ body }) =>
    toItems(body),
  );
  const arrived = double.taken.flatMap(toItems);
  const sort = (items: readonly object[]) => items.map((item) => JSON.stringify(item)).sort();
  expect(sort(arrived)).toEqual(sort(expected));
  if (format.maxEntries > 1) expect(double.statuses).toContain(413);
  expect(double.preflights() > 0).toBe(format.preflight);
  loaded.push(
    ...(await driver.evaluate(() =>
      performance.getEntriesByType("resource").map(({ name }) => name.replace(/.*\//, "")),
    )),
  );
  const files = loaded.filter((name) => name.startsWith("waymark.format"));
  expect(files.sort()).toEqual([`waymark.format.${format.name}.js`, "waymark.formats.js"]);
  const cuts = CUTS[format.name] ?? [];
  expect(driver.faults().slice(told)).toEqual(cuts.map((what) => `[waymark] data-format ${format.name}: ${what}`));
});

test("a page whose format has another hash sends nothing, and keeps all", async () => {
  const [format] = direct;
  const double = await startDouble(format as Format);
  const site = await serve({
    ...scripts,
    "/": {
      body: `<!doctype html><title>Shop</title><link rel="icon" href="data:,"><script async src="/waymark.js" data-site="wrong"
        data-consent="granted" data-collector="${double.url}" data-format="posthog" data-format-integrity="sha384-AAAA"></script>`,
    },
  });
  onTestFinished(site.stop);
  await driver.open(`${site.origin}/`);
  await loadIdle(driver);
  await track(driver, "opened");
  await flush(driver);
  expect(double.statuses).toEqual([]);
  expect((await readQueue(driver, "wrong")).flatMap(({ entries }) => entries).length).toBeGreaterThan(1);
});

// What a page makes of each answer of the collector: by the page's own delivery, and with no more of it than CORS lets through.
import { randomUUID } from "node:crypto";
import { beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { createIngest } from "../../packages/collector/src/ingest.ts";
import { listen } from "../../packages/collector/src/listen.ts";
import { createHandler, type Handler, type Routes } from "../../packages/collector/src/route.ts";
import { createDeliver } from "../../packages/sdk/src/pipeline/deliver.ts";
import { meaningOf, toRefusals } from "../../packages/sdk/src/pipeline/judge.ts";
import { batch, start, touchpoint } from "./fixtures.ts";

/** A fetch that reads as a page of another site may, after https://fetch.spec.whatwg.org/#http-cors-protocol. */
const fetchFromElsewhere: typeof fetch = async (...request) => {
  const reply = await fetch(...request);
  if (reply.headers.get("Access-Control-Allow-Origin") !== "*") throw new TypeError("Failed to fetch");
  const exposed = (reply.headers.get("Access-Control-Expose-Headers") ?? "").split(/, */);
  const headers = exposed.flatMap((name) => {
    const value = reply.headers.get(name);
    return value === null ? [] : [[name, value] as [string, string]];
  });
  return new Response(await reply.text(), { status: reply.status, headers });
};

// A page that comes back from the page cache is told so; here is none.
beforeAll(() => void vi.stubGlobal("addEventListener", () => {}));

const deliver = (address: string, body: object, echo = "") =>
  createDeliver(address, undefined, fetchFromElsewhere)(JSON.stringify(body), echo);

test("a receipt lets all go but what it names, small or compressed", async () => {
  const { url } = await start();
  const bad = { ...touchpoint(), kind: "hit" };
  for (const note of ["", "a".repeat(20_000)]) {
    const body = batch([touchpoint({ data: { note } }), bad]);
    const answer = await deliver(`${url}/ingest`, body, body.batch);
    expect(meaningOf(answer)).toBe("receipt");
    expect(toRefusals(answer.reply)).toMatchObject([{ id: bad.id, retry: false }]);
  }
});

test("what is too large is to be cut, what is wrong among the entries to be split, what is wrong beside them to be kept", async () => {
  const { url } = await start();
  const tooMany = batch(Array.from({ length: 101 }, () => 1));
  // More than the collector takes, and hardly compressible.
  const tooLarge = batch(Array.from({ length: 3_000 }, () => randomUUID()));
  expect(meaningOf(await deliver(`${url}/ingest`, tooMany))).toBe("too large");
  expect(meaningOf(await deliver(`${url}/ingest`, tooLarge))).toBe("too large");
  const deep = JSON.parse(`${"[".repeat(20)}${"]".repeat(20)}`);
  expect(meaningOf(await deliver(`${url}/ingest`, batch([deep])))).toBe("wrong");
  expect(meaningOf(await deliver(`${url}/ingest`, { ...batch([]), session: "none" }))).toBe("denied");
});

test("a wrong address is told by its status", async () => {
  const { url } = await start();
  for (const path of ["/", "/ingest/", "/collect"]) {
    expect(meaningOf(await deliver(url + path, batch([])))).toBe("denied");
  }
});

/** The address of a collector's edge around an ingest. */
const listenWith = async (ingest: Handler, over: Partial<Routes> = {}, report: (error: unknown) => void = () => {}) => {
  const none = new Map();
  const nobody = () => false;
  const health = async () => new Response();
  const closed = { health, api: none, mayRead: nobody, erase: none, mayErase: nobody, sign: none, files: none };
  const routes = { ingest, ...closed, isForUs: () => true, ...over };
  const { port, stop } = await listen(createHandler(routes, report), { host: "127.0.0.1", port: 0 });
  onTestFinished(stop);
  return `http://127.0.0.1:${port}/ingest`;
};

test("a collector in trouble is left alone for as long as it asks, by body and by header", async () => {
  const append = () => Promise.reject(new Error("ENOSPC"));
  const address = await listenWith(createIngest({ journal: { append }, now: Date.now }));
  const body = batch([touchpoint()]);
  expect(await deliver(address, body)).toMatchObject({ floor: 10_000 });
  const reply = await fetchFromElsewhere(address, { method: "POST", body: JSON.stringify(body) });
  expect([reply.status, reply.headers.get("Retry-After")]).toEqual([503, "10"]);
  expect(await reply.json()).toMatchObject({ status: 503, retryAfterMs: 10_000 });
});

test("a fault of the collector's own is told with a time to come back, too", async () => {
  const faults: unknown[] = [];
  const address = await listenWith(
    () => Promise.reject(new Error("a bug")),
    {},
    (fault) => faults.push(fault),
  );
  expect(await deliver(address, batch([]))).toMatchObject({ floor: 10_000 });
  expect(faults).toEqual([new Error("a bug")]);
});

test("a collector that answers its own machine alone says so", async () => {
  const address = await listenWith(async () => new Response(), { isForUs: () => false });
  expect((await fetchFromElsewhere(address, { method: "POST" })).status).toBe(421);
  expect(await deliver(address, batch([]))).toMatchObject({ floor: 0 });
});

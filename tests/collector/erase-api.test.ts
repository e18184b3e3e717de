import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createErase } from "../../packages/collector/src/erase-api.ts";
import type { ProblemError } from "../../packages/collector/src/problem.ts";
import { batch, makeFolder, post, read, readAll, send, start, TOKEN, touchpoint } from "./fixtures.ts";

const MINE = "01a2b3c4-0000-7000-8000-00000000000a";
const OTHER = "01a2b3c4-0000-7000-8000-00000000000f";
const PATH = `/api/visitor?site=shop&visitor=${MINE}`;
const BEARER = { Authorization: `Bearer ${TOKEN}` };

const erase = (url: string, headers: Record<string, string> = BEARER, path = PATH, method = "DELETE") =>
  fetch(url + path, { method, headers });

const signIn = async (url: string): Promise<string> => {
  const headers = { "Content-Type": "application/json" };
  const body = JSON.stringify({ token: TOKEN });
  const response = await fetch(`${url}/map/sign-in`, { method: "POST", headers, body });
  return response.headers.get("Set-Cookie")?.split(";")[0] ?? "";
};

test("an erased visitor is gone from all that is read, from what comes late, and from what is built anew", async () => {
  const data = await makeFolder();
  const first = await start({ data });
  await send(first.url, batch([touchpoint({ name: "mine" })]));
  await send(first.url, batch([touchpoint({ name: "of another" })], { visitor: OTHER }));
  await send(first.url, batch([touchpoint({ name: "of another site" })], { site: "b" }));
  const response = await erase(first.url);
  expect([response.status, response.headers.get("Cache-Control")]).toEqual([200, "no-store"]);
  expect(await response.json()).toEqual({ site: "shop", visitor: MINE, durable: 4 });
  await send(first.url, batch([touchpoint({ name: "late" })]));
  const left = ["of another", "of another site"];
  const names = async (url: string) => (await readAll(url)).entries.map(({ name }) => name).sort();
  expect(await names(first.url)).toEqual(left);
  expect(await (await read(first.url, PATH.replace("visitor", "journey"))).json()).toMatchObject({ entries: [] });
  await first.stop();
  for (const name of await readdir(data)) if (name.includes(".duckdb")) await rm(join(data, name));
  const second = await start({ data });
  await send(second.url, batch([touchpoint({ name: "much later" })]));
  expect(await names(second.url)).toEqual(left);
});

test("to erase twice, or whom nobody knows, does no harm", async () => {
  const { url } = await start();
  expect([(await erase(url)).status, (await erase(url)).status]).toEqual([200, 200]);
  await send(url, batch([touchpoint()]));
  expect((await readAll(url)).entries).toEqual([]);
});

test.each([
  ["no token", {}],
  ["a wrong token", { Authorization: `Bearer ${TOKEN}x` }],
  ["the name of a site", { Authorization: "Bearer shop" }],
  ["the token by another scheme", { Authorization: `Basic ${TOKEN}` }],
])("with %s nothing is erased", async (_, headers) => {
  const { url } = await start();
  await send(url, batch([touchpoint()]));
  expect((await erase(url, headers)).status).toBe(401);
  expect((await readAll(url)).entries).toHaveLength(1);
});

test.each<[name: string, headers: Record<string, string>, status: number]>([
  ["a page of ours", { "Sec-Fetch-Site": "same-origin" }, 200],
  ["another site", { "Sec-Fetch-Site": "cross-site" }, 401],
  ["a neighbour", { "Sec-Fetch-Site": "same-site" }, 401],
  ["an address that was typed", { "Sec-Fetch-Site": "none" }, 401],
  ["another origin", { Origin: "https://evil.example" }, 401],
  ["an origin that is none", { Origin: "null" }, 401],
  ["a frame without an origin of its own", { "Sec-Fetch-Site": "same-origin", Origin: "null" }, 401],
  ["who does not say", {}, 401],
])("the cookie, sent by %s", async (_, headers, status) => {
  const { url } = await start();
  await send(url, batch([touchpoint()]));
  const cookie = await signIn(url);
  expect((await fetch(`${url}/api/entries`, { headers: { Cookie: cookie } })).status).toBe(200);
  expect((await erase(url, { Cookie: cookie, ...headers })).status).toBe(status);
  expect((await readAll(url)).entries).toHaveLength(status === 200 ? 0 : 1);
});

test("of a browser that tells its origin alone, the collector's own is enough", async () => {
  const { url } = await start();
  const cookie = await signIn(url);
  expect((await erase(url, { Cookie: cookie, Origin: url })).status).toBe(200);
});

test("no form, link or preflight leads there, and an open map does not either", async () => {
  const { url } = await start({ map: { open: true } });
  await send(url, batch([touchpoint()]));
  for (const method of ["GET", "POST", "PUT"]) expect((await erase(url, BEARER, PATH, method)).status).toBe(405);
  const asked = { Origin: "https://evil.example", "Access-Control-Request-Method": "DELETE" };
  const preflight = await erase(url, asked, PATH, "OPTIONS");
  expect([preflight.ok, preflight.headers.get("Access-Control-Allow-Origin")]).toEqual([false, null]);
  expect((await erase(url, {})).status).toBe(401);
  expect((await readAll(url)).entries).toHaveLength(1);
});

test.each(["/api/visitor", "/api/visitor?site=shop", `/api/visitor?visitor=${MINE}`, `${PATH}' OR 1=1`])(
  "%s names nobody",
  async (path) => {
    const { url } = await start();
    expect((await erase(url, BEARER, path)).status).toBe(400);
  },
);

test("what cannot be written is not said to be erased", async () => {
  const full = { append: () => Promise.reject(new Error("ENOSPC")), durable: () => 0 };
  const request = new Request(`http://collector${PATH}`, { method: "DELETE" });
  const error = await createErase({ journal: full, now: Date.now })(request).catch((reason: ProblemError) => reason);
  expect(error).toMatchObject({ problem: { status: 503 } });
});

test("a batch cannot tell from its receipt that its visitor was erased", async () => {
  const { url } = await start();
  await erase(url);
  const body = batch([touchpoint()]);
  expect(await (await post(url, JSON.stringify(body))).json()).toMatchObject({ batch: body.batch, accepted: 1 });
});

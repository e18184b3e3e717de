import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { answer, batch, makeFolder, read, readAll, send, start, TOKEN, touchpoint } from "./fixtures.ts";

const OTHER = "01a2b3c4-0000-7000-8000-00000000000f";

const forget = () => touchpoint({ kind: "forget", type: "visitor", name: "visitor", data: {} });

test.each([
  ["no token", {}, 401],
  ["a wrong token", { Authorization: `Bearer ${TOKEN}x` }, 401],
  ["a shorter token", { Authorization: "Bearer a" }, 401],
  ["an empty token", { Authorization: "Bearer " }, 401],
  ["another scheme", { Authorization: `Basic ${TOKEN}` }, 401],
  ["the token", { Authorization: `Bearer ${TOKEN}` }, 200],
  ["the token, scheme in small letters", { authorization: `bearer ${TOKEN}` }, 200],
])("reading with %s", async (_, headers, status) => {
  const { url } = await start();
  for (const path of ["/api/entries", "/api/status"]) {
    const response = await fetch(url + path, { headers });
    expect(response.status).toBe(status);
    expect(response.headers.get("Cache-Control")).toBe("no-store");
    expect(response.headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect(response.headers.has("Access-Control-Allow-Origin")).toBe(false);
    expect(response.headers.get("WWW-Authenticate")).toBe(status === 401 ? "Bearer" : null);
  }
});

test("a token in the URL opens nothing, an unknown route needs one too, and a collector without a token is closed", async () => {
  const { url } = await start();
  expect((await fetch(`${url}/api/entries?token=${TOKEN}`)).status).toBe(401);
  expect((await fetch(`${url}/api/secrets`)).status).toBe(401);
  expect((await read(url, "/api/secrets")).status).toBe(404);
  const closed = await start({ token: undefined });
  expect((await read(closed.url, "/api/entries", "undefined")).status).toBe(401);
});

test("entries are ordered by time, tab, seq and id", async () => {
  const { url } = await start();
  const at = Date.now() - 1_000;
  const entries = [
    touchpoint({ name: "4", at, tab: "b", seq: 1 }),
    touchpoint({ name: "1", at: at - 5, tab: "z", seq: 9 }),
    touchpoint({ name: "3", at, tab: "a", seq: 10 }),
    touchpoint({ name: "2", at, tab: "a", seq: 2 }),
  ];
  await send(url, batch(entries));
  expect((await readAll(url)).entries.map(({ name }) => name)).toEqual(["1", "2", "3", "4"]);
});

test("each filter leaves what fits, several leave what fits all", async () => {
  const { url } = await start();
  await send(url, batch([touchpoint({ name: "mine" }), answer({ name: "my answer" })]));
  await send(
    url,
    batch([touchpoint({ name: "theirs", type: "click" })], { visitor: OTHER, session: OTHER, site: "b" }),
  );
  const names = async (query: string) => (await readAll(url, query)).entries.map(({ name }) => name).sort();
  expect(await names("")).toEqual(["mine", "my answer", "theirs"]);
  expect(await names(`?visitor=${OTHER}`)).toEqual(["theirs"]);
  expect(await names(`?session=${OTHER}`)).toEqual(["theirs"]);
  expect(await names("?site=shop")).toEqual(["mine", "my answer"]);
  expect(await names("?kind=answer")).toEqual(["my answer"]);
  expect(await names("?type=click")).toEqual(["theirs"]);
  expect(await names("?site=shop&kind=touchpoint")).toEqual(["mine"]);
  expect(await names("?visitor=nobody")).toEqual([]);
  expect(await names("?site=' OR 1=1 --")).toEqual([]);
});

test("a reader goes on after the last offset and meets each entry once", async () => {
  const { url } = await start();
  await send(url, batch(Array.from({ length: 5 }, (_, index) => touchpoint({ seq: index + 1 }))));
  const first = await readAll(url, "?limit=2");
  const second = await readAll(url, `?limit=2&after=${first.next}`);
  const third = await readAll(url, `?limit=2&after=${second.next}`);
  expect([first.next, second.next, third.next]).toEqual([2, 4, undefined]);
  expect([first, second, third].flatMap(({ entries }) => entries.map(({ seq }) => seq))).toEqual([1, 2, 3, 4, 5]);
});

test.each(["limit=-1", "limit=10001", "after=x", "after=1e3"])("%s is refused by name", async (query) => {
  const { url } = await start();
  const response = await read(url, `/api/entries?${query}`);
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ path: query.split("=")[0] });
});

test("status counts what stands in the read model, and how far it is", async () => {
  const { url } = await start();
  await send(url, batch([touchpoint(), touchpoint(), answer()]));
  await readAll(url);
  expect(await (await read(url, "/api/status")).json()).toEqual({
    applied: 3,
    durable: 3,
    entries: { answer: 1, touchpoint: 2 },
  });
});

test("a deleted database is filled from the journal again", async () => {
  const data = await makeFolder();
  const first = await start({ data });
  await send(first.url, batch([touchpoint(), answer()]));
  await send(first.url, batch([touchpoint(), forget()], { visitor: OTHER }));
  const before = await readAll(first.url);
  await first.stop();
  for (const name of await readdir(data)) if (name.includes(".duckdb")) await rm(join(data, name));
  const second = await start({ data });
  expect(await readAll(second.url)).toEqual(before);
  expect(before.entries).toHaveLength(2);
});

test("forget erases the visitor's entries and refuses those that come late, of this site alone", async () => {
  const { url } = await start();
  await send(url, batch([touchpoint({ name: "before" })]));
  await send(url, batch([touchpoint({ name: "of another" })], { visitor: OTHER }));
  await send(url, batch([touchpoint({ name: "of another site" })], { site: "other" }));
  await readAll(url);
  await send(url, batch([touchpoint({ name: "with it" }), forget()]));
  await send(url, batch([touchpoint({ name: "late" })]));
  expect((await readAll(url)).entries.map(({ name }) => name).sort()).toEqual(["of another", "of another site"]);
  await send(url, batch([touchpoint({ name: "much later" })]));
  await send(url, batch([touchpoint({ name: "late, elsewhere" })], { site: "other" }));
  expect((await readAll(url)).entries.map(({ name }) => name).sort()).toEqual([
    "late, elsewhere",
    "of another",
    "of another site",
  ]);
});

// Requests that mean no good: each has its answer, tells nothing, and leaves the log a log.
import { mkdir, writeFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { batch, makeFolder, post, readAll, start, TOKEN, touchpoint } from "../fixtures.ts";
import { exchange, hearFirst, openSocket, toChunks, toRequest } from "./raw-request.ts";

/** 0 when it hung up. */
const statusOf = (said: string) => Number(/^HTTP\/1\.1 (\d{3}) /.exec(said)?.[1] ?? 0);

test.each([
  "/../token",
  "/waymark.js/../../token",
  "/%2e%2e/token",
  "/..%2ftoken",
  "/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
  "/..\\..\\token",
  "//etc/passwd",
  "/map/../token",
  "/%00",
  "/waymark.js%00.html",
  "/%zz",
  "http://elsewhere.example/token",
])("GET %s is nothing that is there", async (path) => {
  const folder = await makeFolder();
  await mkdir(`${folder}/builds`);
  await writeFile(`${folder}/builds/waymark.js`, "1");
  await writeFile(`${folder}/token`, "secret");
  const { port } = await start({ builds: `${folder}/builds` });
  const said = await exchange(port, toRequest(`GET ${path}`));
  expect([400, 404]).toContain(statusOf(said));
  expect(said).not.toMatch(/secret|root:/);
});

test.each(["/api/../api/status", "/ingest/../api/status", "/%61pi/status", "/health/../api/entries", "/api//status"])(
  "GET %s needs the token like any other way there",
  async (path) => {
    const { port } = await start();
    expect([400, 401, 404]).toContain(statusOf(await exchange(port, toRequest(`GET ${path}`))));
  },
);

test.each(["TRACE", "CONNECT", "PUT", "DELETE", "PROPFIND"])("%s does nothing", async (method) => {
  const { port, url } = await start();
  const said = await exchange(
    port,
    toRequest(`${method} /ingest`, ["Connection: close", "Cookie: secret", "Content-Length: 2"], "{}"),
  );
  expect([400, 405, 0]).toContain(statusOf(said));
  expect(said).not.toContain("secret");
  expect((await fetch(`${url}/health`)).status).toBe(200);
});

test("nothing that a stranger writes breaks a line of the log, or moves a terminal's cursor", async () => {
  const lines: string[] = [];
  const { port } = await start({ log: (line) => lines.push(line) });
  const paths = ["/%0d%0a{%22status%22:200}", '/"},{"a":"', "/\x9b2J\x9d0;title\x07", "/\u00e9\u0085", "/\x7f"];
  for (const path of paths) await exchange(port, toRequest(`GET ${path}`));
  await exchange(port, toRequest("GET /\x1b[2J"));
  await exchange(port, "GET / HTTP/1.1\r\nHost: x\r\nX: a\nb: c\r\n\r\n");
  await exchange(port, toRequest("GET /last", ["Connection: close", "Referer: https://x.example/\x9b2J"]));
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines) expect(line).toMatch(/^\{[\x20-\x7e]*\}$/);
  const told = lines.map((line) => JSON.parse(line));
  for (const each of told) expect(Object.keys(each)).toEqual(["time", "method", "path", "status", "ms"]);
  expect(told.at(-1)).toMatchObject({ path: "/last", status: 404 });
  expect(lines.join()).not.toContain("title\x07");
});

test.each([
  ["a bomb of 50 MB in chunks", toChunks(gzipSync(Buffer.alloc(50_000_000)), 700), 413],
  ["10 MB in chunks", toChunks(Buffer.alloc(10_000_000, " "), 65_536), 413],
  ["a gzip that ends too early", toChunks(gzipSync(JSON.stringify(batch([touchpoint()]))).subarray(0, -9), 100), 400],
])("%s is refused", async (_, chunks, status) => {
  const { port, url } = await start();
  const socket = await openSocket(port);
  socket.write(toRequest("POST /ingest", ["Transfer-Encoding: chunked"], chunks));
  expect(statusOf(await hearFirst(socket))).toBe(status);
  expect((await readAll(url)).durable).toBe(0);
});

test("20,000 levels within an entry are refused, small as they are", async () => {
  const { url } = await start();
  const body = JSON.stringify(batch([touchpoint({ data: "DEEP" })]));
  const deep = body.replace('"DEEP"', `${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}`);
  expect((await post(url, new Uint8Array(gzipSync(deep)))).status).toBe(400);
  expect((await readAll(url)).durable).toBe(0);
});

test("of keys that stand twice the last counts, everywhere alike", async () => {
  const { url } = await start({ sites: [{ id: "shop" }] });
  const entry = touchpoint();
  const body = JSON.stringify(batch([entry]));
  const twice = body
    .replace('"site":"shop"', '"site":"shop","site":"evil"')
    .replace(`"id":"${entry.id}"`, `"id":"x","id":"${entry.id}"`);
  expect((await post(url, twice)).status).toBe(403);
  const other = body
    .replace('"site":"shop"', '"site":"evil","site":"shop"')
    .replace('"name":"/cart"', '"name":"/first","name":"/second"');
  expect((await post(url, other)).status).toBe(200);
  expect((await readAll(url)).entries).toMatchObject([{ id: entry.id, site: "shop", name: "/second" }]);
});

test("two lengths, or a length and chunks, are no request that could be read in two ways", async () => {
  const { port, url } = await start();
  const smuggled = `GET /api/entries HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${TOKEN}\r\n\r\n`;
  for (const headers of [
    ["Content-Length: 2", "Content-Length: 60"],
    ["Content-Length: 2", "Transfer-Encoding: chunked"],
    ["Transfer-Encoding: chunked, identity"],
  ]) {
    const said = await exchange(port, toRequest("POST /ingest", ["Connection: close", ...headers], `{}${smuggled}`));
    expect(said.match(/^HTTP\/1\.1 /gm)).toHaveLength(1);
    expect(statusOf(said)).toBe(400);
  }
  expect((await fetch(`${url}/health`)).status).toBe(200);
});

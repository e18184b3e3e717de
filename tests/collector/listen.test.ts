import { once } from "node:events";
import { connect } from "node:net";
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";
import { refuseClient } from "../../packages/collector/src/refuse-client.ts";
import { batch, post, read, send, start, TOKEN, touchpoint } from "./fixtures.ts";

/** What the collector says to bytes that no fetch would send. */
const exchange = async (port: number, bytes: string): Promise<string> => {
  const socket = connect(port, "127.0.0.1");
  onTestFinished(() => void socket.destroy());
  socket.write(bytes);
  let heard = "";
  for await (const chunk of socket) {
    heard += chunk;
    if (heard.includes("\r\n\r\n")) break;
  }
  return heard;
};

test.each([
  ["a method that no page has", "TRACE / HTTP/1.1\r\nHost: x\r\n\r\n"],
  ["an address with a user", "GET @evil/x HTTP/1.1\r\nHost: x\r\n\r\n"],
  ["no HTTP", "hello\r\n\r\n"],
])("%s is answered with 400, and the collector lives on", async (_, bytes) => {
  const { port, url } = await start();
  expect(await exchange(port, bytes)).toMatch(/^HTTP\/1\.1 400 /);
  expect((await fetch(`${url}/health`)).status).toBe(200);
});

test("a head over 16 kB is refused, and a page can read that", async () => {
  const { port } = await start();
  const said = await exchange(port, `POST /ingest HTTP/1.1\r\nHost: x\r\nX: ${"a".repeat(17_000)}\r\n\r\n`);
  expect(said).toMatch(/^HTTP\/1\.1 431 Request Header Fields Too Large\r\n/);
  expect(said).toMatch(/\r\nAccess-Control-Allow-Origin: \*\r\n/);
});

test("a request that never ends is answered, and a page can read that", async () => {
  // Like a socket, whose other half stays open until the other side ends it.
  const socket = new PassThrough({ autoDestroy: false });
  refuseClient(Object.assign(new Error(), { code: "ERR_HTTP_REQUEST_TIMEOUT" }), socket);
  const said = await text(socket);
  expect(said).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/);
  expect(said).toMatch(/\r\nAccess-Control-Allow-Origin: \*\r\n/);
  const [, body = ""] = said.split("\r\n\r\n");
  expect(said).toContain(`Content-Length: ${body.length}\r\n`);
  expect(JSON.parse(body)).toMatchObject({ status: 408 });
  expect(socket.destroyed).toBe(true);
});

test("who has hung up is told nothing", () => {
  const socket = new PassThrough();
  socket.destroy();
  expect(() => refuseClient(Object.assign(new Error(), { code: "ECONNRESET" }), socket)).not.toThrow();
});

test("a sender that breaks off costs nothing", async () => {
  const lines: string[] = [];
  const { port, url } = await start({ log: (line) => lines.push(line) });
  const socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  socket.write("POST /ingest HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{");
  socket.resetAndDestroy();
  expect((await post(url, JSON.stringify(batch([touchpoint()])))).status).toBe(200);
});

test("each request is one line of log, without query, body or token", async () => {
  const lines: string[] = [];
  const { url } = await start({ log: (line) => lines.push(line) });
  await send(url, batch([touchpoint({ name: "not for the log" })]));
  await read(url, "/api/status?visitor=eve");
  await fetch(`${url}/a%0ab"${"x".repeat(300)}`);
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    { time: expect.any(String), method: "POST", path: "/ingest", status: 200, ms: expect.any(Number) },
    { time: expect.any(String), method: "GET", path: "/api/status", status: 200, ms: expect.any(Number) },
    {
      time: expect.any(String),
      method: "GET",
      path: expect.stringMatching(/^\/a%0ab/),
      status: 404,
      ms: expect.any(Number),
    },
  ]);
  expect(lines.join()).not.toMatch(new RegExp(`not for the log|eve|${TOKEN}|x{201}`));
});

import { once } from "node:events";
import { connect } from "node:net";
import { expect, onTestFinished, test } from "vitest";
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

test("a head over 16 kB is refused", async () => {
  const { port } = await start();
  expect(await exchange(port, `GET / HTTP/1.1\r\nHost: x\r\nX: ${"a".repeat(17_000)}\r\n\r\n`)).toMatch(/ 431 /);
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

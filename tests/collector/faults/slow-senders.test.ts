// Senders that never finish: they are shown out, hold nobody else up, and cannot keep a collector from stopping.
import { once } from "node:events";
import { expect, onTestFinished, test } from "vitest";
import { listen } from "../../../packages/collector/src/listen.ts";
import { batch, post, send, start, touchpoint } from "../fixtures.ts";
import { hearOut, openSocket } from "./raw-request.ts";

const HEAD = "POST /ingest HTTP/1.1\r\nHost: x\r\n";

/** Halves of requests: of a head, of a body, of a chunk. */
const HALVES = [HEAD, `${HEAD}Content-Length: 100\r\n\r\n{`, `${HEAD}Transfer-Encoding: chunked\r\n\r\n64\r\n{`];

test("half a request is answered with 408 when its time is over, whatever is missing", async () => {
  const echo = async () => new Response("echo");
  const { port, stop } = await listen(echo, { host: "127.0.0.1", port: 0, timeout: 500 });
  onTestFinished(stop);
  for (const half of HALVES) {
    const socket = await openSocket(port);
    socket.write(half);
    // What trickles in does not buy time.
    const trickle = setInterval(() => socket.write("X"), 50);
    expect(await hearOut(socket)).toMatch(/^HTTP\/1\.1 408 /);
    clearInterval(trickle);
  }
});

test("others are answered while 300 never finish", async () => {
  const { port, url } = await start();
  const slow = await Promise.all(Array.from({ length: 300 }, () => openSocket(port)));
  for (const [index, socket] of slow.entries()) socket.write(HALVES[index % HALVES.length] ?? "");
  for (let time = 0; time < 20; time += 1) {
    expect(await send(url, batch([touchpoint()]))).toMatchObject({ accepted: 1 });
  }
  expect(slow.filter((socket) => socket.destroyed)).toEqual([]);
});

test("a request that is in hand when the collector is stopped is taken to its end, and answered", async () => {
  const { port, stop } = await start();
  const body = JSON.stringify(batch([touchpoint()]));
  const socket = await openSocket(port);
  socket.write(`${HEAD}Content-Length: ${body.length}\r\nExpect: 100-continue\r\n\r\n`);
  // It has read the head when it asks for the body.
  expect(String((await once(socket, "data"))[0])).toMatch(/^HTTP\/1\.1 100 /);
  const stopping = stop();
  socket.write(body);
  const said = await hearOut(socket);
  expect(said).toMatch(/^HTTP\/1\.1 200 /);
  expect(said).toMatch(/\r\nConnection: close\r\n/i);
  expect(said).toMatch(/"accepted":1/);
  await stopping;
});

test("half a request holds up no stop for longer than its time", async () => {
  const echo = async () => new Response("echo");
  const { port, stop } = await listen(echo, { host: "127.0.0.1", port: 0, timeout: 300 });
  const socket = await openSocket(port);
  socket.write(HALVES[1] ?? "");
  await fetch(`http://127.0.0.1:${port}/`, { headers: { Connection: "close" } });
  await Promise.all([stop(), once(socket, "close")]);
  await expect(post(`http://127.0.0.1:${port}`, "{}")).rejects.toThrow();
});

// Many bad requests at once, beside good ones: those are answered, and the process stays small.
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { batch, makeFolder, post, readAll, send, touchpoint } from "../fixtures.ts";
import { readPeak, startProcess } from "../start-process.ts";
import { openSocket, toChunks, toRequest } from "./raw-request.ts";

const MB = 1024 * 1024;
/** What the process may grow by: four of the bombs, of which there are hundreds. */
const ROOM = 200 * MB;

const BOMB = gzipSync(Buffer.alloc(50 * MB));
const BODIES: readonly Uint8Array<ArrayBuffer>[] = [
  new Uint8Array(BOMB),
  new Uint8Array(gzipSync(BOMB)),
  new Uint8Array(Buffer.alloc(2 * MB, "[")),
  new Uint8Array(gzipSync("[".repeat(400_000))),
  new Uint8Array(Buffer.from(JSON.stringify(batch([touchpoint({ name: "ü" })])), "latin1")),
  new Uint8Array(gzipSync(JSON.stringify(batch([touchpoint({ data: "{}" })])).replace('"{}"', '{"a":'.repeat(20_000)))),
];

test("bombs, deep JSON, floods of headers and senders without an end beside good batches", {
  timeout: 120_000,
}, async () => {
  const data = await makeFolder();
  const { url, port, child } = await startProcess(data);
  for (let time = 0; time < 20; time += 1) await send(url, batch([touchpoint()]));
  const before = await readPeak(child);

  const slow = await Promise.all(Array.from({ length: 200 }, () => openSocket(port)));
  for (const socket of slow) socket.write("POST /ingest HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\n{");
  const chunked = toRequest("POST /ingest", ["Transfer-Encoding: chunked"], toChunks(BOMB, 1_000));
  const headers = Buffer.from(`GET / HTTP/1.1\r\nHost: x\r\n${"X: y\r\n".repeat(20_000)}\r\n`);
  const attack = Array.from({ length: 240 }, async (_, index) => {
    if (index % 8 < 6) return (await post(url, BODIES[index % 8] ?? new Uint8Array())).status;
    const socket = await openSocket(port);
    socket.write(index % 8 === 6 ? chunked : headers);
    await new Promise((resolve) => socket.once("data", resolve).once("close", resolve));
    socket.destroy();
    return 400;
  });
  const good = Array.from({ length: 100 }, () => batch([touchpoint(), touchpoint({ seq: 2 })]));
  for (const each of good) expect(await send(url, each)).toMatchObject({ batch: each.batch, accepted: 2 });
  for (const status of await Promise.all(attack)) expect([400, 413]).toContain(status);

  const { entries } = await readAll(url, "?limit=10000", (await readFile(join(data, "token"), "utf8")).trim());
  expect(entries).toHaveLength(220);
  const after = await readPeak(child);
  if (before !== undefined && after !== undefined) expect(after - before).toBeLessThan(ROOM);
  for (const socket of slow) socket.destroy();
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  expect(await ended).toEqual([0, null]);
});

// A disk that is full or cannot be written: nothing is acknowledged that is not on it, and it goes on by itself.
import { createWriteStream } from "node:fs";
import { rm, stat, truncate } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { batch, post, readAll, send, start, touchpoint } from "../fixtures.ts";
import { mountDisk, whyNoMount } from "./mount.ts";

const reason = whyNoMount();
if (reason) console.warn(`SKIPPED: full and read-only disks: ${reason}`);

/** Writes until nothing more goes on the disk, then leaves so much room again. */
const fill = async (folder: string, room: number): Promise<() => Promise<void>> => {
  const file = join(folder, "filler");
  const stream = createWriteStream(file);
  const full = new Promise((resolve) => stream.once("error", resolve));
  const next = () => void stream.write(Buffer.alloc(4096), (error) => error ?? next());
  next();
  expect(await full).toMatchObject({ code: "ENOSPC" });
  await truncate(file, (await stat(file)).size - room);
  return () => rm(file);
};

const healthOf = async (url: string) => {
  const response = await fetch(`${url}/health`);
  return [response.status, await response.json()];
};

const idsOf = (entries: readonly unknown[]) => entries.map((entry) => (entry as { id: string }).id).sort();
const toBatch = () => batch(Array.from({ length: 20 }, (_, seq) => touchpoint({ seq: seq + 1 })));

/** Sends until the collector refuses; gives what it acknowledged and what it refused last. */
const sendUntilRefused = async (url: string, acknowledged: unknown[]) => {
  for (;;) {
    const sent = toBatch();
    const response = await post(url, JSON.stringify(sent));
    if (response.status !== 200) return { sent, response };
    acknowledged.push(...sent.entries);
  }
};

test.skipIf(reason)(
  "a full disk: 503 until there is room, and what was acknowledged is there once",
  {
    timeout: 60_000,
  },
  async () => {
    const { folder } = mountDisk(24 * 1024 * 1024);
    const data = join(folder, "data");
    const log: string[] = [];
    const { url, stop } = await start({ data, log: (line) => log.push(line) });
    const acknowledged: unknown[] = [];
    const first = toBatch();
    await send(url, first);
    acknowledged.push(...first.entries);
    // With some room left, the journal and the database run out of it together.
    for (const room of [0, 500_000, 1_000_000]) {
      const free = await fill(folder, room);
      const { sent, response } = await sendUntilRefused(url, acknowledged);
      expect([response.status, response.headers.get("Retry-After")]).toEqual([503, "10"]);
      expect(await response.json()).toMatchObject({
        title: "The collector cannot write to its disk.",
        retryAfterMs: 10_000,
      });
      expect(await healthOf(url)).toMatchObject([503, { status: "failing", disk: "full" }]);
      expect((await fetch(`${url}/api/status`)).status).toBe(401);
      await free();
      // Nobody has to send anything for it to be found out.
      expect(await healthOf(url)).toMatchObject([200, { status: "ok", disk: "ok" }]);
      await send(url, sent);
      acknowledged.push(...sent.entries);
    }
    expect(idsOf((await readAll(url, "?limit=10000")).entries)).toEqual(idsOf(acknowledged));
    await stop();
    const again = await start({ data });
    expect(idsOf((await readAll(again.url, "?limit=10000")).entries)).toEqual(idsOf(acknowledged));
    expect(log.join("\n")).toContain("ENOSPC");
  },
);

test.skipIf(reason)(
  "a read-only disk is told of at the start, and nothing is lost by it",
  {
    timeout: 60_000,
  },
  async () => {
    const { folder, remount } = mountDisk(24 * 1024 * 1024);
    const data = join(folder, "data");
    const first = await start({ data });
    const sent = toBatch();
    await send(first.url, sent);
    await readAll(first.url);
    await first.stop();
    remount("ro");
    // Even to root, and nothing of it is left behind that would lock the folder.
    await expect(start({ data })).rejects.toThrow(/cannot be written|read-only/i);
    remount("rw");
    const again = await start({ data });
    await send(again.url, sent);
    expect(idsOf((await readAll(again.url)).entries)).toEqual(idsOf(sent.entries));
  },
);

// Kills a collector under load, again and again: it loses nothing it has acknowledged, and counts nothing twice.
import { type ChildProcess, spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished } from "vitest";
import { batch, makeFolder, readAll, send, touchpoint } from "./fixtures.ts";

const COMMAND = fileURLToPath(new URL("../../packages/cli/dist/waymark.js", import.meta.url));
const SENDERS = 8;
const ENTRIES = 10;

type Sent = ReturnType<typeof batch>;

const startProcess = async (data: string): Promise<{ url: string; child: ChildProcess }> => {
  const child = spawn(process.execPath, [COMMAND, "collect", "--data", data, "--port", "0", "--quiet"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  for await (const line of createInterface({ input: child.stdout })) {
    const [, url] = /^Waymark collects at (\S+)$/.exec(line) ?? [];
    if (url) return { url, child };
  }
  throw new Error("The collector ended before it listened.");
};

/** Sends until the collector is dead: first what had no receipt before, then new batches. */
const sendUntilDead = async (url: string, unknown: Sent[], onReceipt: (sent: Sent) => void): Promise<void> => {
  for (;;) {
    const sent = unknown.shift() ?? batch(Array.from({ length: ENTRIES }, (_, seq) => touchpoint({ seq: seq + 1 })));
    const receipt = await send(url, sent).catch(() => undefined);
    if (!receipt) {
      unknown.push(sent);
      return;
    }
    expect(receipt).toMatchObject({ batch: sent.batch, accepted: ENTRIES });
    onReceipt(sent);
  }
};

const readIds = async (url: string, token: string): Promise<string[]> => {
  const ids: string[] = [];
  for (let after: number | undefined = 0; after !== undefined; ) {
    const listed = await readAll(url, `?limit=10000&after=${after}`, token);
    ids.push(...listed.entries.map(({ id }) => id));
    after = listed.next;
  }
  return ids;
};

/** @param rounds how often it is started on the same folder and killed by SIGKILL while eight senders send */
export const killUnderLoad = async (rounds: number): Promise<void> => {
  expect(existsSync(COMMAND), "packages/cli/dist/waymark.js is missing: npm run build makes it").toBe(true);
  const data = join(await makeFolder(), "data");
  const acknowledged = new Set<string>();
  const unknown: Sent[] = [];
  const idsOf = (sent: Sent) => sent.entries.map((entry) => (entry as { id: string }).id);

  for (let round = 0; round < rounds; round += 1) {
    const { url, child } = await startProcess(data);
    let left = randomInt(1, 120);
    const senders = Array.from({ length: SENDERS }, () =>
      sendUntilDead(url, unknown, (sent) => {
        for (const id of idsOf(sent)) acknowledged.add(id);
        left -= 1;
        if (left === 0) child.kill("SIGKILL");
      }),
    );
    await Promise.all([once(child, "exit"), ...senders]);
  }

  const { url, child } = await startProcess(data);
  const stored = await readIds(url, (await readFile(join(data, "token"), "utf8")).trim());
  const known = new Set(stored);
  expect(known.size).toBe(stored.length);
  expect([...acknowledged].filter((id) => !known.has(id))).toEqual([]);
  // What else is stored was sent and never heard back from.
  const sent = new Set([...acknowledged, ...unknown.flatMap(idsOf)]);
  expect(stored.filter((id) => !sent.has(id))).toEqual([]);
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([0, null]);
};

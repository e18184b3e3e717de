// Kills a collector under load, again and again: it loses nothing it has acknowledged, and counts nothing twice.
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";
import { batch, makeFolder, readAll, send, touchpoint } from "./fixtures.ts";
import { startProcess } from "./start-process.ts";

const SENDERS = 8;
const ENTRIES = 10;

type Sent = ReturnType<typeof batch>;

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

/**
 * @param rounds how often it is started on the same folder and ended by the signal while eight senders send
 * @param signal after SIGTERM it has to end by itself, and orderly
 */
export const killUnderLoad = async (rounds: number, signal: "SIGKILL" | "SIGTERM" = "SIGKILL"): Promise<void> => {
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
        if (left === 0) child.kill(signal);
      }),
    );
    const [[code, killedBy]] = await Promise.all([once(child, "exit"), ...senders]);
    expect([code, killedBy]).toEqual(signal === "SIGTERM" ? [0, null] : [null, signal]);
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

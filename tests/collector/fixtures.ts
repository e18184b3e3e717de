// What the collector's tests share: batches, a data folder of their own, and a collector that has caught up.
import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Collector, type CollectorOptions, startCollector } from "@waymark/collector";
import type { Batch, Entry, Receipt } from "@waymark/protocol";
import { onTestFinished, vi } from "vitest";

export const TOKEN = "a-token-of-more-than-22-characters";

export const touchpoint = (over: object = {}): Entry =>
  ({
    id: randomUUID(),
    kind: "touchpoint",
    type: "page",
    name: "/cart",
    at: Date.now(),
    tab: "k3f9",
    seq: 1,
    stage: "checkout",
    step: "cart",
    page: { url: "https://shop.example/cart?utm_source=mail", referrer: "https://news.example" },
    data: { depth: 1 },
    ...over,
  }) as Entry;

export const answer = (over: object = {}, data: object = {}): Entry =>
  touchpoint({
    kind: "answer",
    type: "text",
    name: "why-leave/more",
    ...over,
    data: {
      survey: "why-leave",
      submission: randomUUID(),
      question: "more",
      value: "Too dear",
      language: "en",
      evidence: { stage: "checkout", step: "cart", engaged: 1200, last: [] },
      ...data,
    },
  });

export const batch = (entries: readonly unknown[], over: Partial<Batch> = {}) => ({
  waymark: 1,
  site: "shop",
  sdk: "0.1.0",
  batch: randomUUID(),
  attempt: 1,
  sentAt: Date.now(),
  visitor: "01a2b3c4-0000-7000-8000-00000000000a",
  session: "01a2b3c4-0000-7000-8000-00000000000b",
  entries,
  ...over,
});

/** A folder that is gone after the test. */
export const makeFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), "waymark-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
};

export const start = async (options: Partial<CollectorOptions> = {}): Promise<Collector> => {
  const collector = await startCollector({ data: await makeFolder(), port: 0, token: TOKEN, ...options });
  onTestFinished(collector.stop);
  return collector;
};

export const post = (url: string, body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
  fetch(`${url}/ingest`, {
    method: "POST",
    body,
    headers: { "Content-Type": "text/plain;charset=UTF-8", ...headers },
  });

export const send = async (url: string, body: unknown, headers?: Record<string, string>): Promise<Receipt> =>
  (await post(url, JSON.stringify(body), headers)).json() as Promise<Receipt>;

export const read = (url: string, path = "/api/entries", token = TOKEN): Promise<Response> =>
  fetch(url + path, { headers: { Authorization: `Bearer ${token}` } });

interface Listed {
  readonly applied: number;
  readonly durable: number;
  readonly entries: readonly (Record<string, unknown> & { readonly id: string })[];
  readonly next?: number;
}

/** What the read API lists once it has caught up with the journal. */
export const readAll = (url: string, query = "", token = TOKEN): Promise<Listed> =>
  vi.waitFor(
    async () => {
      const listed = (await (await read(url, `/api/entries${query}`, token)).json()) as Listed;
      if (listed.applied < listed.durable) throw new Error(`applied ${listed.applied} of ${listed.durable}`);
      return listed;
    },
    { timeout: 10_000, interval: 10 },
  );

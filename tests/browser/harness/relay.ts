// Stands between page and collector: knows what was acknowledged, and can be slow, cut off or forgetful.
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import type { Batch, Receipt } from "@waymark/protocol";

/** What becomes of a request: `cut` never reaches the collector, of `lost` only the reply goes missing. */
export type Passage = "through" | "cut" | "lost";

export interface Relay {
  /** Such as `http://127.0.0.1:40123`. */
  readonly url: string;
  /** Ids of entries that the collector has acknowledged, whether or not the page was told. */
  readonly acknowledged: ReadonlySet<string>;
  /** How requests pass from now on, by the count of batches so far. Each reply is held back for `delay`, ms. */
  set(passage: (batchNumber: number) => Passage, delay?: number): void;
  stop(): Promise<void>;
}

const noteReceipt = (acknowledged: Set<string>, sent: string, reply: string) => {
  const { entries } = JSON.parse(sent) as Batch;
  const refused = new Set((JSON.parse(reply) as Receipt).refused.map(({ id }) => id));
  for (const { id } of entries) if (!refused.has(id)) acknowledged.add(id);
};

/** Passes everything on to the collector at this address, on a free port. */
export const startRelay = async (collector: string): Promise<Relay> => {
  const acknowledged = new Set<string>();
  let passage: (batchNumber: number) => Passage = () => "through";
  let delay = 0;
  let batches = 0;

  const pass = async (
    { url = "/", method = "GET", headers }: IncomingMessage,
    sent: string,
    response: ServerResponse,
  ) => {
    const isBatch = method === "POST";
    if (isBatch) batches += 1;
    const fate = passage(batches);
    if (fate === "cut") throw new Error("cut off");
    const { origin, "content-type": type } = headers;
    const given = { ...(origin && { Origin: origin }), ...(type && { "Content-Type": type }) };
    const reply = await fetch(collector + url, { method, headers: given, ...(isBatch && { body: sent }) });
    const body = await reply.text();
    if (isBatch && reply.ok) noteReceipt(acknowledged, sent, body);
    if (delay) await pause(delay);
    if (fate === "lost") throw new Error("the reply is lost");
    // Decoded already, and of another length.
    const kept = [...reply.headers].filter(([name]) => !["content-encoding", "content-length"].includes(name));
    response.writeHead(reply.status, Object.fromEntries(kept)).end(body);
  };
  // Whatever goes wrong, a dead collector too, looks to the page like a network that failed.
  const server = createServer(async (request, response) => {
    await text(request)
      .then((sent) => pass(request, sent, response))
      .catch(() => response.destroy());
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    acknowledged,
    set(next, wait = 0) {
      passage = next;
      delay = wait;
    },
    stop: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
};

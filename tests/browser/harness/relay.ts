// Stands between page and collector: logs whatever arrives, then decides what becomes of it.
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import { gunzipSync } from "node:zlib";
import type { Batch, Receipt } from "@waymark/protocol";
import type { Answer, Arrival, Fate } from "./arrival.ts";

export interface Relay {
  /** Such as `http://127.0.0.1:40123`. */
  readonly url: string;
  /** Every POST so far, whatever became of it. */
  readonly arrivals: readonly Arrival[];
  /** Ids of entries that the collector has acknowledged, whether or not the page was told. */
  readonly acknowledged: ReadonlySet<string>;
  /** How many OPTIONS came: none should. */
  readonly preflights: number;
  /** Most POSTs that were open at the same time, those of pages that go away included. */
  readonly mostAtOnce: number;
  /** What becomes of each POST from now on. Each reply is held back for `delay`, ms. */
  set(decide: (arrival: Arrival) => Fate, delay?: number | ((arrival: Arrival) => number)): void;
  /** Refuses every connection, as a server that is switched off; nothing arrives. */
  disconnect(): Promise<void>;
  /** Listens again, on the same port. */
  connect(): Promise<void>;
  stop(): Promise<void>;
}

const OPEN = { "Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "Retry-After" };

const readText = (body: Buffer): string => {
  const isGzip = body[0] === 0x1f && body[1] === 0x8b;
  try {
    return `${isGzip ? gunzipSync(body) : body}`;
  } catch {
    return body.toString("latin1");
  }
};
const readBatch = (text: string): Batch | undefined => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const answer = (response: ServerResponse, { status, headers, body = "" }: Answer) => {
  const isText = typeof body === "string";
  const type = isText ? "text/html; charset=utf-8" : "application/json";
  response.writeHead(status, { ...OPEN, "Content-Type": type, ...headers }).end(isText ? body : JSON.stringify(body));
};

/** The collector's reply, ready to be passed on. */
const ask = async (collector: string, { url = "/", method = "GET", headers }: IncomingMessage, body?: Buffer) => {
  const { origin, "content-type": type, "user-agent": agent } = headers;
  const given = { ...(origin && { Origin: origin }), ...(type && { "Content-Type": type }) };
  const reply = await fetch(collector + url, {
    method,
    headers: { ...given, ...(agent && { "User-Agent": agent }) },
    ...(body && { body: new Uint8Array(body) }),
  });
  // Decoded already, and of another length.
  const kept = [...reply.headers].filter(([name]) => !["content-encoding", "content-length"].includes(name));
  return { status: reply.status, headers: Object.fromEntries(kept), body: await reply.text() };
};
type Reply = Awaited<ReturnType<typeof ask>>;

const noteReceipt = (acknowledged: Set<string>, { ids }: Arrival, { status, body }: Reply) => {
  if (status !== 200) return;
  const refused = new Set((JSON.parse(body) as Receipt).refused.map(({ id }) => id));
  for (const id of ids) if (!refused.has(id)) acknowledged.add(id);
};

/** Does to the page what the fate says of the collector's reply. */
const passOn = async (response: ServerResponse, fate: Fate, { status, headers, body }: Reply) => {
  if (fate === "lost") return response.destroy();
  if (fate === "store-hang") return;
  if (fate !== "half") return response.writeHead(status, headers).end(body);
  response.writeHead(status, { ...headers, "Content-Length": Buffer.byteLength(body) });
  await new Promise((resolve) => response.write(body.slice(0, body.length / 2), resolve));
  return response.destroy();
};

/** Passes everything on to the collector at this address, on a free port. */
export const startRelay = async (collector: string, host = "127.0.0.1"): Promise<Relay> => {
  const arrivals: Arrival[] = [];
  const acknowledged = new Set<string>();
  let decide: (arrival: Arrival) => Fate = () => "through";
  let delay: number | ((arrival: Arrival) => number) = 0;
  let preflights = 0;
  let openNow = 0;
  let mostAtOnce = 0;

  const log = ({ url = "/", rawHeaders: headers }: IncomingMessage, response: ServerResponse): Arrival => {
    const number = arrivals.length + 1;
    const arrival: Arrival = { number, at: performance.now(), url, headers, bytes: 0, text: "", ids: [] };
    arrivals.push(arrival);
    mostAtOnce = Math.max(mostAtOnce, ++openNow);
    response.once("close", () => {
      arrival.endedAt = performance.now();
      openNow--;
    });
    return arrival;
  };

  const pass = async (request: IncomingMessage, response: ServerResponse) => {
    if (request.method !== "POST") {
      if (request.method === "OPTIONS") preflights++;
      return passOn(response, "through", await ask(collector, request));
    }
    const arrival = log(request, response);
    const body = await buffer(request);
    arrival.bytes = body.length;
    arrival.text = readText(body);
    const batch = readBatch(arrival.text);
    if (batch) Object.assign(arrival, { batch, ids: batch.entries.map(({ id }) => id) });
    const fate = decide(arrival);
    arrival.fate = fate;
    const held = typeof delay === "number" ? delay : delay(arrival);
    if (fate === "cut") return request.socket.resetAndDestroy();
    if (fate === "read-close") return response.destroy();
    if (fate === "hang") return;
    if (typeof fate === "object") return held ? pause(held).then(() => answer(response, fate)) : answer(response, fate);
    const copies = [ask(collector, request, body), ...(fate === "twice" ? [ask(collector, request, body)] : [])];
    const reply = await Promise.race(copies);
    await Promise.all(copies);
    noteReceipt(acknowledged, arrival, reply);
    if (held) await pause(held);
    return passOn(response, fate, reply);
  };
  // Whatever goes wrong, a dead collector too, looks to the page like a network that failed.
  const server = createServer((request, response) => {
    pass(request, response).catch(() => response.destroy());
  });
  const listen = (port: number) => once(server.listen(port, host), "listening");
  const close = async () => {
    const closed = once(server.close(), "close");
    server.closeAllConnections();
    await closed;
  };
  await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${host}:${port}`,
    arrivals,
    acknowledged,
    get preflights() {
      return preflights;
    },
    get mostAtOnce() {
      return mostAtOnce;
    },
    set(next, wait = 0) {
      decide = next;
      delay = wait;
    },
    disconnect: close,
    connect: () => listen(port).then(() => {}),
    stop: async () => {
      if (server.listening) await close();
    },
  };
};

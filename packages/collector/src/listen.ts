// The edge: node:http on one side, `(Request) => Promise<Response>` on the other.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { pipeline } from "node:stream/promises";
import { MAX_BATCH_BYTES } from "@waymark/protocol";
import { toLogLine } from "./log-line.ts";
import { refuseClient } from "./refuse-client.ts";
import type { Handler } from "./route.ts";

const TIMEOUT = 10_000;
/** Who takes nothing of a long answer for this long gets no more of it, ms. */
const STALL = 60_000;
const MAX_HEADER_BYTES = 16 * 1024;
const MAX_CONNECTIONS = 2_000;

export interface ListenOptions {
  readonly host: string;
  /** 0 takes any that is free. */
  readonly port: number;
  /** Given one line of JSON for each request, without its body, query or sender. */
  readonly log?: ((line: string) => void) | undefined;
  /** For the head of a request, for all of it, and between two of one connection, ms. Default 10 s. */
  readonly timeout?: number | undefined;
}

export interface Listening {
  readonly port: number;
  /** Takes no more requests and resolves when those in hand are answered, or have taken too long to come. */
  stop(): Promise<void>;
}

/**
 * Reads one byte more than a batch may have, which is enough to refuse it, and lets the rest run into the void: who
 * hangs up on a sender in the middle is never heard.
 */
const readBody = (incoming: IncomingMessage): Promise<Buffer<ArrayBuffer>> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let room = MAX_BATCH_BYTES + 1;
    const finish = () => resolve(Buffer.concat(chunks));
    incoming.on("data", (chunk: Buffer) => {
      if (room === 0) return;
      chunks.push(chunk.subarray(0, room));
      room = Math.max(0, room - chunk.length);
      if (room === 0) finish();
    });
    incoming.on("end", finish);
    incoming.on("close", () => reject(new Error("The request was broken off.")));
    incoming.on("error", reject);
  });

const toRequest = async (incoming: IncomingMessage): Promise<Request> => {
  const { method = "GET", url = "/", headersDistinct } = incoming;
  const headers = Object.entries(headersDistinct).flatMap(([name, values = []]) =>
    values.map((value): [string, string] => [name, value]),
  );
  const body = method === "GET" || method === "HEAD" ? null : await readBody(incoming);
  // Whatever host the sender names, it is no part of the URL that routes are told from.
  return new Request(new URL(`http://collector${url}`), { method, headers, body });
};

/** The chunks of a body, of which some are read already. */
async function* readOn(
  chunks: readonly (Uint8Array | undefined)[],
  reader: ReadableStreamDefaultReader<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    for (const chunk of chunks) if (chunk) yield chunk;
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    await reader.cancel();
  }
}

/** A body of one chunk is sent with its length; a longer one as it is made, as fast as it is taken. */
const send = async (response: Response, outgoing: ServerResponse, isStopping: boolean): Promise<void> => {
  const headers = { ...Object.fromEntries(response.headers), ...(isStopping ? { Connection: "close" } : {}) };
  const reader = response.body?.getReader();
  const first = await reader?.read();
  const next = first?.done === false ? await reader?.read() : undefined;
  if (!reader || !next || next.done) {
    outgoing.writeHead(response.status, { ...headers, "Content-Length": first?.value?.byteLength ?? 0 });
    outgoing.end(first?.value);
    return;
  }
  outgoing.writeHead(response.status, headers);
  if (outgoing.req.method === "HEAD") {
    await reader.cancel();
    outgoing.end();
    return;
  }
  outgoing.setTimeout(STALL, () => outgoing.destroy());
  await pipeline(readOn([first?.value, next.value], reader), outgoing);
};

const toLine = (incoming: IncomingMessage, status: number, started: number, broken?: unknown): string =>
  toLogLine({
    method: incoming.method,
    path: incoming.url?.replace(/[?#].*/s, "").slice(0, 200),
    status,
    ms: Math.round(performance.now() - started),
    ...(broken === undefined ? {} : { broken: String(broken).slice(0, 500) }),
  });

/** Listens until it is stopped. Rejects with Node's error when the address cannot be had. */
export const listen = async (handler: Handler, options: ListenOptions): Promise<Listening> => {
  const { host, port, log, timeout = TIMEOUT } = options;
  const serve = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const started = performance.now();
    // What cannot be made a request is broken off, or not HTTP as anybody speaks it.
    const request = await toRequest(incoming).catch(() => undefined);
    const response = request ? await handler(request) : new Response(null, { status: 400 });
    // An answer that breaks in the middle must not look like a whole one.
    const broken = await send(response, outgoing, !server.listening).then(
      () => undefined,
      (error: unknown) => {
        outgoing.destroy();
        return error;
      },
    );
    log?.(toLine(incoming, response.status, started, broken));
  };

  const server = createServer(
    {
      headersTimeout: timeout,
      requestTimeout: timeout,
      keepAliveTimeout: timeout,
      connectionsCheckingInterval: timeout / 10,
      maxHeaderSize: MAX_HEADER_BYTES,
    },
    serve,
  );
  server.maxConnections = MAX_CONNECTIONS;
  server.on("clientError", refuseClient);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(port, host, resolve);
  });

  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise((resolve) => {
        // From here on node:http itself times nobody out: half a request would keep it for ever.
        const last = setTimeout(() => server.closeAllConnections(), timeout);
        server.close(() => {
          clearTimeout(last);
          resolve();
        });
      }),
  };
};

// A target that fails by chance, and remembers what it has stored: in the process of the test, so that it outlives collectors.
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { onTestFinished } from "vitest";

export interface TargetDouble {
  readonly url: string;
  /** How often each id was stored; the order is that of the first time. */
  readonly stored: ReadonlyMap<string, number>;
  readonly requests: () => number;
  /** Of each request 0 to 1 by which its fate is drawn; `undefined` takes all. */
  fate: (() => number) | undefined;
  /** What holds this id is refused, without a word of which it was. */
  poison: string | undefined;
}

/** `toIds` reads a body. */
export const startTarget = async (toIds: (body: string) => readonly string[]): Promise<TargetDouble> => {
  const stored = new Map<string, number>();
  let requests = 0;
  const store = (ids: readonly string[]) => {
    for (const id of ids) stored.set(id, (stored.get(id) ?? 0) + 1);
  };
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await text(request);
    requests++;
    const fate = target.fate?.() ?? 1;
    const ids = toIds(body);
    if (target.poison && ids.includes(target.poison)) response.writeHead(400).end();
    else if (fate < 0.1) response.writeHead(503).end();
    else if (fate < 0.2) request.socket.destroy();
    else if (fate < 0.3 && ids.length > 1) response.writeHead(413).end();
    else if (fate < 0.4) {
      store(ids);
      request.socket.destroy();
    } else {
      store(ids);
      response.end("{}");
    }
  };
  const server = createServer((request, response) => {
    // Whoever was killed hangs up in the middle.
    serve(request, response).catch(() => request.socket.destroy());
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/in`;
  const target: TargetDouble = { url, stored, requests: () => requests, fate: undefined, poison: undefined };
  return target;
};

export const fromWebhook = (body: string): readonly string[] => JSON.parse(body).map(({ id }: { id: string }) => id);
/** Of Umami, which keeps no ids of its own and carries ours among the data. */
export const fromUmami = (body: string): readonly string[] =>
  JSON.parse(body).map(({ payload }: { payload: { data: { entry: string } } }) => payload.data.entry);

/** The same numbers for the same seed (mulberry32). */
export const createRandom = (seed: number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
};

// A collector that keeps nothing: it acknowledges every batch as the real one does, and counts what arrives.
import { once } from "node:events";
import { createServer } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { gunzipSync } from "node:zlib";

/** Of another origin than the page, so that a preflight would show. */
const CORS = { "Access-Control-Allow-Origin": "*", "Access-Control-Allow-Headers": "*" };

/** The first byte of a gzip; of JSON it can't be. */
const GZIP = 0x1f;

/**
 * Starts one on a free port of loopback.
 * @returns `url` that takes batches; `posts` and `preflights`, how many requests came, and `postedAt`, when (ms); `entries`, what they carried, each
 *   once, by id; `arrived`, which resolves with whether a condition came true in time (ms); and `stop`.
 */
export async function startCollectorDouble() {
  const entries = new Map();
  const double = { posts: 0, postedAt: [], preflights: 0, entries };
  const server = createServer(async (request, response) => {
    if (request.method !== "POST") {
      double.preflights++;
      response.writeHead(204, CORS).end();
      return;
    }
    const body = Buffer.concat(await request.toArray());
    const batch = JSON.parse(body[0] === GZIP ? gunzipSync(body) : body);
    double.posts = double.postedAt.push(performance.now());
    for (const entry of batch.entries) entries.set(entry.id, entry);
    const receipt = { batch: batch.batch, accepted: batch.entries.length, refused: [], serverTime: Date.now() };
    response.writeHead(200, { ...CORS, "Content-Type": "application/json" }).end(JSON.stringify(receipt));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  return Object.assign(double, {
    url: `http://127.0.0.1:${server.address().port}/ingest`,
    async arrived(condition, within) {
      const end = performance.now() + within;
      while (!condition(double) && performance.now() < end) await pause(50);
      return condition(double);
    },
    stop() {
      server.close();
      server.closeAllConnections();
    },
  });
}

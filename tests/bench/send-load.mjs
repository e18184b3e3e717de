// A process of its own that sends to a collector as fast as it is answered, over connections that stay open, and prints
// what it saw as JSON: `node send-load.mjs <port> <connections> <seconds>`. Each connection waits for its receipt before
// it sends again, so that of a stall each of them sees one.
import { once } from "node:events";
import { connect } from "node:net";
import { createRequests } from "./batch-bytes.mjs";
import { percentile } from "./statistics.mjs";

const [port, connections, seconds] = process.argv.slice(2).map(Number);
const next = createRequests();
const latencies = [];
const statuses = {};
const seen = { acknowledged: 0, wrong: 0 };
const begun = performance.now();
const until = begun + seconds * 1_000;

/** Whole answers of one connection, one after the other: each has a `Content-Length`. */
async function* toAnswers(socket) {
  let text = "";
  for await (const chunk of socket.setEncoding("latin1")) {
    text += chunk;
    const head = text.indexOf("\r\n\r\n");
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(text)?.[1]);
    if (head === -1 || text.length < head + 4 + length) continue;
    yield { status: text.slice(9, 12), body: text.slice(head + 4) };
    text = "";
  }
}

async function run() {
  const socket = connect(port, "127.0.0.1").setNoDelay();
  await once(socket, "connect");
  let sent = next();
  let at = performance.now();
  socket.write(sent.bytes);
  for await (const { status, body } of toAnswers(socket)) {
    const now = performance.now();
    latencies.push(now - at);
    statuses[status] = (statuses[status] ?? 0) + 1;
    if (status === "200") {
      const accepted = Number(/"accepted":(\d+)/.exec(body)?.[1]);
      seen.acknowledged += accepted;
      if (accepted !== sent.entries) seen.wrong += 1;
    }
    if (now >= until) break;
    sent = next();
    at = now;
    socket.write(sent.bytes);
  }
  socket.destroy();
}

await Promise.all(Array.from({ length: connections }, run));
const took = (performance.now() - begun) / 1_000;
const [p50, p99, max] = [0.5, 0.99, 1].map((share) => percentile(latencies, share));
console.log(JSON.stringify({ ...seen, requests: latencies.length, took, p50, p99, max, statuses }));

// What no collector on node:http can beat: it reads a body, parses it, answers, and does nothing with it. Prints its port.
import { createServer } from "node:http";

const server = createServer((incoming, outgoing) => {
  const chunks = [];
  incoming.on("data", (chunk) => chunks.push(chunk));
  incoming.on("end", () => {
    const { batch, entries } = JSON.parse(Buffer.concat(chunks).toString());
    const body = JSON.stringify({ batch, accepted: entries.length, refused: [] });
    outgoing
      .writeHead(200, { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(body) })
      .end(body);
  });
});
server.listen(0, "127.0.0.1", () => console.log(`Listens at http://127.0.0.1:${server.address().port}`));

// The page that is measured: a checkout of the demo's plan, with our tag, with another script in its place, or with none; and
// a crowded one with our tag.
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";

const SDK = new URL("../../packages/sdk/dist/", import.meta.url);
const PLAN = new URL("../../demo/waymark.json", import.meta.url);

const TYPES = { html: "text/html; charset=utf-8", js: "text/javascript", json: "application/json" };

const paragraphs = Array.from({ length: 60 }, (_, i) => `<p>Paragraph ${i} of a page like any other.</p>`).join("\n");

/** 5,000 nodes of which twenty change every 20 ms, so that styles and layout are hardly ever clean. */
const crowd = `<p><button id="live">Live</button> <button id="dead">Dead</button> <span id="hand">Hand</span> <output></output></p>
<style>#hand { cursor: pointer } .wide { padding: 1px }</style>
<div id="crowd">${"<p>A <b>node</b></p>".repeat(1250)}</div>
<script>
  const nodes = document.querySelectorAll("#crowd b");
  let at = 0;
  setInterval(() => {
    for (let i = 0; i < 10; i++) {
      const node = nodes[(at += 7) % nodes.length];
      node.classList.toggle("wide");
      node.firstChild.data = "node " + at;
    }
  }, 20);
  document.querySelector("#live").addEventListener("click", () => {
    document.querySelector("output").textContent = at;
  });
</script>`;

const render = (tag, more = "") => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Checkout</title>
<link rel="icon" href="data:,">
<style>body { font: 16px/1.5 sans-serif; margin: 2rem } form { display: grid; gap: 1rem; max-width: 20rem }</style>
${tag}
<h1>Checkout</h1>
<form id="address"><label>Street <input name="street"></label><button type="button" id="next">Next</button></form>
${more}
${paragraphs}
</html>`;

const toTag = (collector) =>
  `<script async src="/waymark.js" data-site="bench" data-collector="${collector}" data-config="/waymark.json" data-consent="granted"></script>`;

/**
 * Serves the page on a free port of loopback, isolated across origins: only there the page's clock has steps of 5 µs.
 * @param {string} collector URL that takes batches
 * @param {readonly string[]} peers files of other scripts
 * @returns `withTag`, `without`, `crowded` and `peers`, the URLs of the page in each of its shapes; and `stop`
 * @throws {Error} when nothing is built, or a peer's file can't be read
 */
export async function servePage(collector, peers = []) {
  const files = new Map([
    ["/checkout", render(toTag(collector))],
    ["/without/checkout", render("")],
    ["/crowded/checkout", render(toTag(collector), crowd)],
    ["/waymark.json", readFileSync(PLAN)],
  ]);
  for (const name of readdirSync(SDK)) {
    if (/^waymark.*\.js$/.test(name)) files.set(`/${name}`, readFileSync(new URL(name, SDK)));
  }
  for (const [i, file] of peers.entries()) {
    files.set(`/peer-${i}/checkout`, render(`<script async src="/peer-${i}.js"></script>`));
    files.set(`/peer-${i}.js`, readFileSync(file));
  }
  const server = createServer(({ url }, response) => {
    const body = files.get(url);
    const [, ending = "html"] = /\.(js|json)$/.exec(url) ?? [];
    response.writeHead(body ? 200 : 404, {
      "Content-Type": TYPES[ending],
      "Cache-Control": "max-age=300",
      "Cross-Origin-Opener-Policy": "same-origin",
      "Cross-Origin-Embedder-Policy": "require-corp",
    });
    response.end(body);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    withTag: `${origin}/checkout`,
    without: `${origin}/without/checkout`,
    crowded: `${origin}/crowded/checkout`,
    peers: peers.map((_, i) => `${origin}/peer-${i}/checkout`),
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}

// The demo's server: a fixed table of the shop's, the widgets' and the gallery's pages and files, the strict headers, and slow requests.
import { createHash } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { renderPage } from "./shop/render-page.mjs";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
};

const WIDGETS = new URL("./widgets/", import.meta.url);
const GALLERY = new URL("./gallery/", import.meta.url);
/** No answer of the widgets takes longer, ms. */
const LATEST = 5000;

/** What delivery costs, in pence, and how many working days it takes. */
const DELIVERY = new Map([
  ["United Kingdom", { pence: 795, days: "2–3" }],
  ["Ireland", { pence: 1195, days: "3–5" }],
  ["Netherlands", { pence: 1395, days: "3–5" }],
  ["France", { pence: 1495, days: "4–6" }],
  ["Germany", { pence: 1495, days: "4–6" }],
  ["Norway", { pence: 1895, days: "5–8" }],
]);

/** Every file that is served, by path: no request ever becomes the name of a file. */
function listFiles(root) {
  const files = new Map([["/waymark.json", new URL("demo/waymark.json", root)]]);
  const builds = new URL("packages/sdk/dist/", root);
  const built = existsSync(builds) ? readdirSync(builds) : [];
  for (const name of built.filter((each) => /^waymark[\w.-]*\.js$/.test(each))) {
    files.set(`/${name}`, new URL(name, builds));
  }
  for (const folder of ["assets", "drawings"]) {
    const url = new URL(`./shop/${folder}/`, import.meta.url);
    for (const name of readdirSync(url)) files.set(`/${folder}/${name}`, new URL(name, url));
  }
  for (const [path, folder] of [
    ["widgets", WIDGETS],
    ["gallery", GALLERY],
  ]) {
    for (const name of readdirSync(folder).filter((each) => each !== "index.html")) {
      files.set(`/${path}/${name}`, new URL(name, folder));
    }
  }
  files.set("/gallery", new URL("index.html", GALLERY));
  return files;
}

async function answerDeliveryCost(query, signal) {
  const cost = DELIVERY.get(query.get("country"));
  if (!cost) return { status: 404, type: ".json", body: '{"error":"We do not deliver there yet."}' };
  // Deliberate friction: three to four seconds of a spinner.
  await wait(3000 + Math.random() * 1000, undefined, { signal });
  return { status: 200, type: ".json", body: JSON.stringify(cost), cache: "no-store" };
}

async function answerWidgets(collector) {
  const page = await readFile(new URL("index.html", WIDGETS), "utf8");
  return { status: 200, type: ".html", body: page.replace("{{collector}}", collector) };
}

/** What a widget waits for: it takes as many `ms` as it is asked to. */
async function answerLate(query, signal) {
  await wait(Math.min(Number(query.get("ms")) || 0, LATEST), undefined, { signal });
  return { status: 200, type: ".html", body: "<!doctype html><title>Late</title>Here at last.", cache: "no-store" };
}

async function answer(url, { files, collector, signal }) {
  if (url.pathname === "/api/delivery-cost") return answerDeliveryCost(url.searchParams, signal);
  if (url.pathname === "/widgets/late") return answerLate(url.searchParams, signal);
  if (url.pathname === "/widgets") return answerWidgets(collector);
  const file = files.get(url.pathname);
  // Five minutes also carry a visitor's tracking over an outage of whoever serves the script.
  const body = file && (await readFile(file).catch(() => undefined));
  if (body) return { status: 200, type: extname(file.pathname), body, cache: "max-age=300" };
  const page = renderPage(url.pathname, collector);
  if (page) return { status: 200, type: ".html", body: page, cache: "no-cache" };
  return { status: 404, type: ".html", body: renderPage("missing", collector), cache: "no-cache" };
}

function send(request, response, { status, type, body, cache = "no-cache" }, collector) {
  const etag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;
  const fresh = status === 200 && request.headers["if-none-match"] === etag;
  const source = new URL(collector).origin;
  response.writeHead(fresh ? 304 : status, {
    "Content-Type": TYPES[type],
    "Cache-Control": cache,
    ETag: etag,
    "Content-Security-Policy": `default-src 'self'; connect-src 'self' ${source}; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`,
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
  });
  response.end(fresh || request.method === "HEAD" ? undefined : body);
}

/**
 * Starts the shop on loopback.
 * @param options `port` (0 chooses a free one); `collector`, the collector's origin such as `http://localhost:4318`;
 *   `root`, the folder (a file URL that ends in a slash) with `demo/waymark.json` and `packages/sdk/dist`.
 * @returns the shop's address, and `stop`, which also ends open connections.
 * @throws when the port is in use.
 */
export async function startShop({ port, collector, root = new URL("../", import.meta.url) }) {
  const stopping = new AbortController();
  const context = { files: listFiles(root), collector, signal: stopping.signal };
  const server = createServer(async (request, response) => {
    if (request.method !== "GET" && request.method !== "HEAD") {
      response.writeHead(405, { Allow: "GET, HEAD" }).end();
      return;
    }
    try {
      const url = new URL(request.url ?? "/", "http://shop");
      send(request, response, await answer(url, context), collector);
    } catch {
      response.destroy();
    }
  });
  await new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  }).catch((error) => {
    throw error.code === "EADDRINUSE" ? new Error(`Port ${port} is in use: choose another one for the shop.`) : error;
  });
  return {
    url: `http://localhost:${server.address().port}`,
    stop: () =>
      new Promise((resolve) => {
        stopping.abort();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import { configurationSchema } from "@waymark/protocol/schema";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Shop, startShop } from "../../demo/shop.mjs";

let shop: Shop;
beforeAll(async () => {
  shop = await startShop({ port: 0, collector: "http://localhost:4318" });
});
afterAll(() => shop.stop());

const get = (path: string, init?: RequestInit) => fetch(shop.url + path, init);

/** A request whose path is sent as it is written: `fetch` would tidy it. */
const getRaw = (path: string) => {
  const socket = connect(Number(new URL(shop.url).port), "127.0.0.1");
  socket.write(`GET ${path} HTTP/1.1\r\nHost: shop\r\nConnection: close\r\n\r\n`);
  return text(socket);
};

test("the configuration is valid, and its triggers ask surveys that it has", async () => {
  const configuration = configurationSchema.parse(await (await get("/waymark.json")).json());
  for (const { ask } of configuration.triggers ?? []) expect(configuration.surveys).toHaveProperty(ask);
});

test.each([
  ["/", "text/html; charset=utf-8"],
  ["/products/quay-tee", "text/html; charset=utf-8"],
  ["/checkout/review", "text/html; charset=utf-8"],
  ["/assets/base.css", "text/css; charset=utf-8"],
  ["/assets/cart.js", "text/javascript; charset=utf-8"],
  ["/drawings/coast.svg", "image/svg+xml"],
  ["/waymark.json", "application/json; charset=utf-8"],
  ["/widgets", "text/html; charset=utf-8"],
  ["/widgets/late?ms=10", "text/html; charset=utf-8"],
  ["/widgets/kit.js", "text/javascript; charset=utf-8"],
  ["/widgets/widgets.css", "text/css; charset=utf-8"],
])("%s is %s", async (path, type) => {
  const response = await get(path);
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe(type);
  expect(response.headers.get("x-content-type-options")).toBe("nosniff");
});

test("the script is the one that was built, and what is not built is not there", async () => {
  const folder = await mkdtemp(join(tmpdir(), "waymark-shop-"));
  await mkdir(join(folder, "packages/sdk/dist"), { recursive: true });
  await writeFile(join(folder, "packages/sdk/dist/waymark.js"), "built");
  const other = await startShop({ port: 0, collector: "http://localhost:4318", root: pathToFileURL(`${folder}/`) });
  const response = await fetch(`${other.url}/waymark.js`);
  expect(await response.text()).toBe("built");
  expect(response.headers.get("cache-control")).toBe("max-age=300");
  expect((await fetch(`${other.url}/waymark.survey.js`)).status).toBe(404);
  await other.stop();
  await rm(folder, { recursive: true });
});

describe("what is asked for again", () => {
  test.each(["/waymark.json", "/assets/base.css", "/"])("%s is not sent twice", async (path) => {
    const etag = (await get(path)).headers.get("etag") ?? "";
    const again = await get(path, { headers: { "If-None-Match": etag } });
    expect([again.status, await again.text()]).toEqual([304, ""]);
  });

  test("the configuration outlives an outage of five minutes", async () => {
    expect((await get("/waymark.json")).headers.get("cache-control")).toBe("max-age=300");
  });
});

test.each([
  "/nowhere",
  "/products/",
  "/products/nothing",
  "/missing",
  "/layout",
  "/assets/",
  "/../demo/shop.mjs",
  "/assets/../shop.mjs",
  "/assets/..%2fshop.mjs",
  "/drawings/....//shop.mjs",
  "/widgets/",
  "/widgets/index.html",
  "/widgets/../shop.mjs",
  "/%00",
  "/constructor",
])("%s is not there", async (path) => {
  expect(await getRaw(path)).toMatch(/^HTTP\/1.1 404 /);
});

test("the widgets send to the same collector, under the same policy", async () => {
  const response = await get("/widgets");
  expect(await response.text()).toContain('data-collector="http://localhost:4318/ingest"');
  expect(response.headers.get("content-security-policy")).toContain("default-src 'self'");
});

test("only the shop itself and its collector are allowed by the policy", async () => {
  const policy = (await get("/")).headers.get("content-security-policy");
  expect(policy).toContain("default-src 'self'; connect-src 'self' http://localhost:4318;");
  expect(policy).not.toContain("unsafe");
});

test("every page has the whole snippet", async () => {
  expect(await (await get("/about")).text()).toContain(
    '<script async src="/waymark.js" data-site="shop" data-collector="http://localhost:4318/ingest" ' +
      'data-config="/waymark.json" data-consent="granted"></script>',
  );
});

test("nothing can be posted to it", async () => {
  const response = await get("/", { method: "POST", body: "x" });
  expect([response.status, response.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
});

test("delivery to an unknown country is refused at once", async () => {
  expect((await get("/api/delivery-cost?country=Atlantis")).status).toBe(404);
  expect((await get("/api/delivery-cost?country=constructor")).status).toBe(404);
});

test("stop ends a request that is being answered, and a connection that asks nothing", async () => {
  const other = await startShop({ port: 0, collector: "http://localhost:4318" });
  const silent = connect(Number(new URL(other.url).port), "127.0.0.1");
  const slow = fetch(`${other.url}/api/delivery-cost?country=Norway`);
  await fetch(other.url);
  await Promise.all([other.stop(), expect(slow).rejects.toThrow()]);
  silent.destroy();
});

test("a port in use is told in one line", async () => {
  const port = Number(new URL(shop.url).port);
  await expect(startShop({ port, collector: "http://localhost:4318" })).rejects.toThrow(/^Port \d+ is in use: [^\n]+$/);
});

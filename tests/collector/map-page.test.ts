import { mkdir, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { join } from "node:path";
import { StartError, startCollector } from "@waymark/collector";
import type { JourneyMap } from "@waymark/protocol";
import { expect, test } from "vitest";
import { batch, makeFolder, read, readAll, send, start, touchpoint } from "./fixtures.ts";

const makeView = async (): Promise<string> => {
  const view = join(await makeFolder(), "dist");
  await mkdir(view);
  for (const name of ["map.html", "map.js", "map.css", "index.js"]) await writeFile(join(view, name), name);
  return view;
};

test("the map's page is served without a token, under a strict policy, and nothing beside it", async () => {
  const { url } = await start({ view: await makeView() });
  const served = { "/map": "html", "/map/": "html", "/map/map.js": "javascript", "/map/map.css": "css" };
  for (const [path, type] of Object.entries(served)) {
    const response = await fetch(url + path);
    expect([path, response.status]).toEqual([path, 200]);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "cache-control": "no-cache",
      "content-security-policy":
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; " +
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
      "content-type": `text/${type}; charset=utf-8`,
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
    });
    expect(response.headers.has("Access-Control-Allow-Origin")).toBe(false);
    expect(await response.text()).toBe(path.length < 6 ? "map.html" : path.slice(5));
  }
  for (const path of ["/map.html", "/map/map.html", "/map/index.js", "/map/../package.json", "/map/%2e%2e/x"]) {
    expect([path, (await fetch(url + path)).status]).toEqual([path, 404]);
  }
  expect((await fetch(`${url}/map`, { method: "POST" })).status).toBe(405);
});

test("a collector without the map's page has none, and one whose folder lacks it does not start", async () => {
  const { url } = await start();
  expect((await fetch(`${url}/map`)).status).toBe(404);
  const folder = await makeFolder();
  await expect(start({ data: folder, view: folder })).rejects.toThrow(/has no map\.html\. Build the map first/);
});

const PLAN = { stages: [{ id: "checkout", steps: [{ id: "cart", pages: ["/cart"] }] }] };

test("what was sent is on the map, with the configuration's stages and the offset it is made of", async () => {
  const configuration = join(await makeFolder(), "waymark.json");
  await writeFile(configuration, JSON.stringify(PLAN));
  const { url } = await start({ configuration, map: { threshold: 1 } });
  // What left its page before the plan was there is placed by the collector.
  const { stage: _, step: __, ...unplaced } = touchpoint({ page: { url: "https://shop.example/cart" } });
  await send(url, batch([{ ...unplaced, at: Date.now() - 60_000 }]));
  await readAll(url);
  expect((await fetch(`${url}/api/map`)).status).toBe(401);
  const response = await read(url, "/api/map");
  expect(response.headers.get("Cache-Control")).toBe("no-store");
  const map = (await response.json()) as JourneyMap;
  expect(map).toMatchObject({ site: "shop", applied: 1, visitors: 1, threshold: 1 });
  expect(map.stages).toMatchObject([{ id: "checkout", visitors: 1, steps: [{ id: "cart", visits: 1 }] }]);
  expect((await read(url, "/api/map?device=watch")).status).toBe(400);
});

/** The status of a request under a name that no fetch would give. */
const ask = (port: number, host: string | undefined, path: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const headers = host === undefined ? {} : { Host: host };
    request({ port, host: "127.0.0.1", path, headers, setHost: false }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on("error", reject)
      .end();
  });

test("an open map is read without a token, by whoever asks this machine by its own name", async () => {
  const { port } = await start({ token: undefined, view: await makeView(), map: { open: true } });
  const paths = ["/api/map", "/api/entries", "/api/status", "/map", "/health"];
  for (const host of ["localhost", "LOCALHOST:80", `localhost:${port}`, "127.0.0.1:4318", "[::1]:4318"]) {
    for (const path of paths) expect([host, path, await ask(port, host, path)]).toEqual([host, path, 200]);
  }
  const others = [
    "evil.example",
    "localhost.evil.example",
    "evil.example:4318",
    "127.0.0.1.nip.io",
    "localhost:x",
    "[::2]",
    "",
  ];
  for (const host of others) {
    for (const path of paths) expect([host, path, await ask(port, host, path)]).toEqual([host, path, 421]);
  }
  expect(await ask(port, undefined, "/api/map")).toBe(400);
});

test("a map that is not open answers to any name, and only with the token", async () => {
  const { port } = await start();
  expect(await ask(port, "evil.example", "/health")).toBe(200);
  expect(await ask(port, "localhost", "/api/map")).toBe(401);
});

test.each(["0.0.0.0", "::", "192.0.2.1", "localhost.example", "127.0.0.1.example"])(
  "an open map on %s is refused",
  async (host) => {
    const options = { data: await makeFolder(), port: 0, host, map: { open: true } };
    const error = await startCollector(options).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(StartError);
    expect((error as StartError).message).toMatch(/could be read by anybody\. Listen on 127\.0\.0\.1/);
  },
);

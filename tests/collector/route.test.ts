import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { batch, makeFolder, post, start } from "./fixtures.ts";

test("ingest answers any origin, without credentials, and no other method", async () => {
  const { url } = await start();
  const preflight = await fetch(`${url}/ingest`, { method: "OPTIONS" });
  expect(preflight.status).toBe(204);
  expect(Object.fromEntries(preflight.headers)).toMatchObject({
    "access-control-allow-origin": "*",
    "access-control-allow-methods": "POST",
    "access-control-allow-headers": "Content-Type",
  });
  const taken = await post(url, JSON.stringify(batch([])));
  expect(taken.headers.get("Access-Control-Expose-Headers")).toBe("Retry-After");
  expect(taken.headers.has("Access-Control-Allow-Credentials")).toBe(false);
  const wrong = await fetch(`${url}/ingest`);
  expect([wrong.status, wrong.headers.get("Allow")]).toEqual([405, "POST, OPTIONS"]);
  expect((await fetch(`${url}/elsewhere`, { method: "POST", body: "x" })).status).toBe(404);
  expect(await (await fetch(`${url}/health`)).json()).toMatchObject({ status: "ok" });
  expect((await fetch(`${url}/health`, { method: "DELETE" })).status).toBe(405);
});

test("builds and configuration are served to any site, and nothing beside them", async () => {
  const folder = await makeFolder();
  const builds = join(folder, "dist");
  await mkdir(builds);
  await writeFile(join(builds, "waymark.js"), "1");
  await writeFile(join(builds, "waymark.survey.js"), "2");
  await writeFile(join(builds, "integrity.json"), "{}");
  await writeFile(join(builds, "secret.js"), "3");
  await writeFile(join(folder, "my.json"), '{"stages":[]}');
  const { url } = await start({ builds, configuration: join(folder, "my.json") });
  const script = await fetch(`${url}/waymark.js?v=1`);
  expect(Object.fromEntries(script.headers)).toMatchObject({
    "access-control-allow-origin": "*",
    "content-type": "text/javascript; charset=utf-8",
    "cross-origin-resource-policy": "cross-origin",
    "x-content-type-options": "nosniff",
    "cache-control": "no-cache",
  });
  expect(await script.text()).toBe("1");
  expect((await fetch(`${url}/waymark.survey.js`)).status).toBe(200);
  expect((await fetch(`${url}/integrity.json`)).headers.get("Content-Type")).toBe("application/json");
  expect(await (await fetch(`${url}/waymark.json`)).json()).toEqual({ stages: [] });
  const etag = script.headers.get("ETag") ?? "";
  expect((await fetch(`${url}/waymark.js`, { headers: { "If-None-Match": etag } })).status).toBe(304);
  await writeFile(join(builds, "waymark.js"), "changed");
  expect(await (await fetch(`${url}/waymark.js`, { headers: { "If-None-Match": etag } })).text()).toBe("changed");
  for (const path of ["/secret.js", "/my.json", "/dist/../my.json", "/%2e%2e/my.json", "/waymark.js/", "/"]) {
    expect([path, (await fetch(url + path)).status]).toEqual([path, 404]);
  }
});

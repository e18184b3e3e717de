// The packages' own pages: the functions and routes that they list are those that there are.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startCollector } from "@waymark/collector";
import * as journey from "@waymark/journey";
import { expect, onTestFinished, test } from "vitest";
import { codeIn, findTable, readDocument, root } from "./read-documents.ts";

test("journey lists what it exports", () => {
  const listed = findTable(readDocument("packages/journey/README.md"), "function", "decides");
  const missing = listed.flatMap(([names]) => codeIn(`${names}`)).filter((name) => !(name in journey));
  expect(missing).toEqual([]);
});

test("the collector answers on every route that it lists", async () => {
  const data = await mkdtemp(join(tmpdir(), "waymark-routes-"));
  onTestFinished(() => rm(data, { recursive: true }));
  const collector = await startCollector({
    data,
    port: 0,
    configuration: join(root, "demo/waymark.json"),
    builds: join(root, "packages/sdk/dist"),
    view: join(root, "packages/map/dist"),
  });
  onTestFinished(() => collector.stop());
  const rows = findTable(readDocument("packages/collector/README.md"), "route", "does");
  const routes = rows.flatMap(([cell]) => codeIn(`${cell}`)).map((code) => code.replace("*", ""));
  expect(routes.length).toBeGreaterThan(5);
  for (const route of routes) {
    const [path = "", method = "GET"] = route.split(" ").reverse();
    const { status } = await fetch(collector.url + path.replace(/\?.*/, ""), { method });
    // Without a token or a body it may be refused, but it is there.
    expect([route, status === 404 || status === 405]).toEqual([route, false]);
  }
});

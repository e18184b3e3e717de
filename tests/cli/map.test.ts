import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startCollector } from "@waymark/collector";
import type { DeliveryReport, JourneyMap } from "@waymark/protocol";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { drawMap } from "../../packages/cli/src/map/draw-map.ts";
import { run } from "../../packages/cli/src/run.ts";

const TOKEN = "a-token-of-at-least-22-characters";
const HOSTILE = "</script><script>alert(1)</script><!--";

const makeFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), "waymark-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
};

/** A built page in small, whose script has what could end its element. */
const makeView = async (): Promise<string> => {
  const view = join(await makeFolder(), "dist");
  await mkdir(view);
  await writeFile(
    join(view, "map.html"),
    '<!doctype html>\n<html>\n  <head>\n    <meta charset="utf-8">\n    <link rel="stylesheet" href="/map/map.css">\n' +
      '    <script type="module" src="/map/map.js"></script>\n  </head>\n  <body></body>\n</html>\n',
  );
  await writeFile(join(view, "map.css"), "body{color:#123}");
  await writeFile(join(view, "map.js"), 'const end = "</script>$&$1";');
  return view;
};

const PLAN = { stages: [{ id: "shop", label: HOSTILE, pages: ["/**"] }] };

const listen = () => {
  const said: string[] = [];
  const say = (line: string) => void said.push(line);
  return { said, terminal: { out: say, err: say, signal: new AbortController().signal } };
};

/** A data folder with a visitor in it, and what belongs to its map. */
const makeData = async () => {
  const folder = await makeFolder();
  const config = join(folder, "waymark.json");
  const map = join(folder, "map.json");
  await writeFile(config, JSON.stringify(PLAN));
  await writeFile(map, JSON.stringify({ title: HOSTILE }));
  const data = join(folder, "data");
  await mkdir(data);
  const collector = await startCollector({ data, port: 0, token: TOKEN, configuration: config });
  const id = (n: number) => `01980000-0000-7000-8000-00000000000${n}`;
  const sent = await fetch(`${collector.url}/ingest`, {
    method: "POST",
    body: JSON.stringify({
      waymark: 1,
      site: "shop",
      sdk: "0.1.0",
      batch: id(1),
      attempt: 1,
      sentAt: Date.now(),
      visitor: id(2),
      session: id(3),
      entries: [
        {
          id: id(4),
          kind: "touchpoint",
          type: "page",
          name: "/",
          at: Date.now(),
          tab: "a",
          seq: 1,
          stage: "shop",
          step: "shop",
          page: { url: "https://shop.example/" },
          data: {},
        },
      ],
    }),
  });
  expect(await sent.json()).toMatchObject({ accepted: 1 });
  const headers = { Authorization: `Bearer ${TOKEN}` };
  await vi.waitFor(async () => {
    expect(await (await fetch(`${collector.url}/api/status`, { headers })).json()).toMatchObject({ applied: 1 });
  });
  return { folder, data, config, map, collector };
};

const readEmbedded = (file: string): { map: JourneyMap; delivery: DeliveryReport; versus?: { names: string[] } } =>
  JSON.parse(/<script type="application\/json" id="waymark-map">([^<]*)<\/script>/.exec(file)?.[1] ?? "");

test("a data folder becomes one file that names, hashes and needs nothing else", async () => {
  const { folder, data, config, map, collector } = await makeData();
  await collector.stop();
  const out = join(folder, "map.html");
  const { said, terminal } = listen();
  const code = await drawMap(
    { out, data, config, map, query: "days=7&versus=before", view: await makeView() },
    terminal,
  );
  expect([code, said.join()]).toEqual([0, expect.stringMatching(/map\.html: shop, 1 visitors?, \d+ kB/)]);

  const file = await readFile(out, "utf8");
  expect((await stat(out)).mode & 0o777).toBe(0o600);
  expect(file.match(/ (?:src|href)=/g)).toBeNull();
  const policy = /Content-Security-Policy" content="([^"]*)"/.exec(file)?.[1] ?? "";
  const [, style = ""] = /<style>([\s\S]*?)<\/style>/.exec(file) ?? [];
  const [, script = ""] = /<script type="module">([\s\S]*?)<\/script>/.exec(file) ?? [];
  const hash = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  expect(script).toBe('const end = "<\\/script>$&$1";');
  expect(policy).toBe(
    `default-src 'none'; script-src ${hash(script)}; style-src ${hash(style)}; img-src data:; base-uri 'none'; ` +
      "form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
  );
  expect(file.match(/<script/g)).toHaveLength(2);
  const told = readEmbedded(file);
  expect(told.map).toMatchObject({ site: "shop", title: HOSTILE, visitors: 1, stages: [{ label: HOSTILE }] });
  expect(told.map.until - told.map.from).toBe(7 * 86_400_000);
  expect(told.delivery.days).toMatchObject([{ documents: 1, entries: 1 }]);
  expect(told.versus?.names).toHaveLength(2);
});

describe("a collector that runs", () => {
  test("gives its map for its token", async () => {
    const { folder, collector } = await makeData();
    onTestFinished(collector.stop);
    const [out, tokenFile] = [join(folder, "map.html"), join(folder, "token")];
    await writeFile(tokenFile, `${TOKEN}\n`);
    const options = { out, url: collector.url, tokenFile, query: "", view: await makeView() };
    expect(await drawMap(options, listen().terminal)).toBe(0);
    expect(readEmbedded(await readFile(out, "utf8")).map.visitors).toBe(1);
  });

  test("refuses a stranger, and nothing is written", async () => {
    const { folder, collector } = await makeData();
    onTestFinished(collector.stop);
    const [out, tokenFile] = [join(folder, "map.html"), join(folder, "token")];
    await writeFile(tokenFile, "another-token-of-22-characters");
    const { said, terminal } = listen();
    expect(await drawMap({ out, url: collector.url, tokenFile, query: "", view: await makeView() }, terminal)).toBe(1);
    expect(said.join()).toContain("needs the collector's token");
    await expect(stat(out)).rejects.toThrow();
  });
});

test("a folder that is not there is not made", async () => {
  const folder = await makeFolder();
  const { said, terminal } = listen();
  const data = join(folder, "nowhere");
  expect(await drawMap({ out: join(folder, "m.html"), data, query: "", view: await makeView() }, terminal)).toBe(1);
  expect(said.join()).toContain("cannot be read. Check its path.");
  await expect(stat(data)).rejects.toThrow();
});

test.each([
  ["no file to write", ["--data", "x"]],
  ["no source", ["--out", "m.html"]],
  ["two sources", ["--out", "m.html", "--data", "x", "--url", "http://localhost:1"]],
  ["no token", ["--out", "m.html", "--url", "http://localhost:1"]],
  ["an address that is none", ["--out", "m.html", "--url", "localhost", "--token-file", "t"]],
  [
    "a plan for a collector that has one",
    ["--out", "m.html", "--url", "http://localhost:1", "--token-file", "t", "--config", "c"],
  ],
])("%s: usage and exit code 2", async (_, args) => {
  const { said, terminal } = listen();
  expect(await run(["map", ...args], terminal)).toBe(2);
  expect(said.join()).toContain("Usage:");
});

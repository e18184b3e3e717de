// The page of the collector's API: each request is made, in order, and its answer compared with the one that is shown.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startCollector } from "@waymark/collector";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { blocks, codeIn, findTable, readDocument } from "./read-documents.ts";
import { writeExample } from "./write-example.ts";

const API = "packages/collector/API.md";
const TOKEN = "a-token-of-more-than-22-characters";
/** When the page's own batch was sent. */
const NOW = 1_795_300_000_000;

const shown = blocks.filter(({ document, language }) => document === API && language !== "text");
const pairs = shown.flatMap((block, index) => {
  const answer = shown[index + 1];
  return block.language === "sh" && answer?.language === "json"
    ? [[`line ${block.line}`, block.text, answer.text] as const]
    : [];
});

const request = async (url: string, line: string): Promise<Response> => {
  const [, method = "GET"] = /-X (\w+)/.exec(line) ?? [];
  const [, body] = /-d '([^']*)'/.exec(line) ?? [];
  const [, path = ""] = /http:\/\/127\.0\.0\.1:4318([^"\s]*)/.exec(line) ?? [];
  const headers = { Authorization: `Bearer ${TOKEN}` };
  return fetch(url + path, body === undefined ? { method, headers } : { method: "POST", body });
};

describe("each answer is the one that is shown", () => {
  let folder = "";
  let collector: Awaited<ReturnType<typeof startCollector>>;

  beforeAll(async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: NOW });
    folder = await mkdtemp(join(tmpdir(), "waymark-api-"));
    await writeExample(folder);
    const configuration = join(folder, "waymark.json");
    collector = await startCollector({ data: join(folder, "data"), port: 0, token: TOKEN, configuration });
  });
  afterAll(async () => {
    vi.useRealTimers();
    await collector.stop();
    await rm(folder, { recursive: true });
  });

  const catchUp = async () => {
    for (;;) {
      const { applied, durable } = await (await request(collector.url, "http://127.0.0.1:4318/api/status")).json();
      if (applied >= durable) return;
      await new Promise(setImmediate);
    }
  };

  test.each(pairs)("%s", async (_, line, answer) => {
    await catchUp();
    const response = await request(collector.url, line);
    expect(response.status).toBe(200);
    expect(JSON.parse(await response.text())).toEqual(JSON.parse(answer));
  });
});

test("no request is without its answer, and each route of the collector is on the page", () => {
  expect(pairs).toHaveLength(shown.length / 2);
  const routes = findTable(readDocument("packages/collector/README.md"), "route", "does")
    .flatMap(([cell]) => codeIn(`${cell}`))
    .filter((route) => route.includes("/api/"))
    .map((route) => route.replace(/\?.*/, ""));
  expect(routes.length).toBeGreaterThan(6);
  expect(routes.filter((route) => !readDocument(API).includes(route))).toEqual([]);
});

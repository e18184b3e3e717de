import { randomUUID } from "node:crypto";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { answer, batch, post, readAll, send, start, touchpoint } from "./fixtures.ts";

const nested = (levels: number): unknown => (levels === 0 ? 1 : { a: nested(levels - 1) });

test.each<[name: string, body: string | Uint8Array<ArrayBuffer>, status: number, path: string]>([
  ["no JSON", "{", 400, "body"],
  ["no batch", "[]", 400, "body"],
  ["an empty body", "", 400, "body"],
  ["bad UTF-8", new Uint8Array(Buffer.from(JSON.stringify(batch([touchpoint({ name: "ü" })])), "latin1")), 400, "body"],
  ["another format", JSON.stringify({ ...batch([]), waymark: 2 }), 400, "waymark"],
  ["a visitor that is no UUID", JSON.stringify(batch([], { visitor: "-".repeat(36) })), 400, "visitor"],
  ["deep JSON", JSON.stringify(batch([nested(10)])), 400, "body"],
  ["very deep JSON", `${"[".repeat(30_000)}${"]".repeat(30_000)}`, 400, "body"],
  ["101 entries", JSON.stringify(batch(Array.from({ length: 101 }, () => 1))), 413, "entries"],
  ["more than 64 kB", `${JSON.stringify(batch([]))}${" ".repeat(64 * 1024)}`, 413, "body"],
  ["far more than 64 kB", " ".repeat(8_000_000), 413, "body"],
  ["a gzip that is none", new Uint8Array([0x1f, 0x8b, 1, 2, 3]), 400, "body"],
  ["a gzip bomb", new Uint8Array(gzipSync(" ".repeat(50_000_000))), 413, "body"],
  ["a gzip in a gzip", new Uint8Array(gzipSync(gzipSync(JSON.stringify(batch([]))))), 400, "body"],
])("%s is refused as a whole, with the path and the remedy", async (_, body, status, path) => {
  const { url } = await start();
  const response = await post(url, body);
  expect(response.status).toBe(status);
  expect(response.headers.get("Content-Type")).toBe("application/problem+json");
  expect(response.headers.get("Access-Control-Allow-Origin")).toBe("*");
  expect(await response.json()).toMatchObject({ status, path, title: expect.any(String), remedy: expect.any(String) });
  expect((await readAll(url)).durable).toBe(0);
});

test("gzip is known by its first bytes, and may inflate beyond the raw cap", async () => {
  const { url } = await start();
  const entries = Array.from({ length: 100 }, () => touchpoint({ data: { note: "a".repeat(4_000) } }));
  const zipped = gzipSync(JSON.stringify(batch(entries)));
  expect(zipped.byteLength).toBeLessThan(64 * 1024);
  expect(await (await post(url, new Uint8Array(zipped))).json()).toMatchObject({ accepted: 100 });
});

test("the deepest legal entry passes: four levels under the data of a touchpoint quoted as evidence", async () => {
  const { url } = await start();
  const cause = { id: randomUUID(), kind: "touchpoint", type: "custom", name: "x", before: 1, data: nested(5) };
  const evidence = { stage: null, step: "/", engaged: 1, last: [], cause };
  expect(await send(url, batch([answer({}, { evidence })]))).toMatchObject({ accepted: 1, refused: [] });
});

test("half a surrogate pair is replaced, a whole one and an escaped backslash stay", async () => {
  const { url } = await start();
  const body = JSON.stringify(batch([touchpoint({ data: { text: "TEXT" } })]));
  const receipt = await post(url, body.replace("TEXT", String.raw`\ud83d\ude00 \ud83d \udE00 \\ud83d`));
  expect(receipt.status).toBe(200);
  expect((await readAll(url)).entries[0]?.data).toEqual({ text: "\u{1f600} \ufffd \ufffd \\ud83d" });
});

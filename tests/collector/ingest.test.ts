import { receiptSchema } from "@waymark/protocol/schema";
import { expect, test } from "vitest";
import { createIngest } from "../../packages/collector/src/ingest.ts";
import { answer, batch, post, readAll, send, start, touchpoint } from "./fixtures.ts";

test("a batch is acknowledged with its own id and comes out as it went in", async () => {
  const { url } = await start();
  const sent = [touchpoint({ mono: 12.5, test: true }), answer({ seq: 2 })];
  const body = batch(sent, { plan: "h4sh", level: "idb", automated: true });
  const receipt = await send(url, body, { "User-Agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/128.0" });
  expect(receiptSchema.parse(receipt)).toEqual(receipt);
  expect(receipt).toMatchObject({ batch: body.batch, accepted: 2, refused: [] });
  const { entries } = await readAll(url);
  expect(entries).toEqual(
    sent.map((entry) => ({
      ...entry,
      rawAt: entry.at,
      site: "shop",
      sdk: "0.1.0",
      visitor: body.visitor,
      session: body.session,
      plan: "h4sh",
      level: "idb",
      automated: true,
      received: expect.any(Number),
      browser: { family: "firefox", major: 128, device: "desktop" },
    })),
  );
});

test("an entry without a plan has no place, one off the plan has a step alone", async () => {
  const { url } = await start();
  const unplaced = touchpoint({ stage: undefined, step: undefined });
  await send(url, batch([unplaced, touchpoint({ stage: null, step: "/imprint", seq: 2 })]));
  const { entries } = await readAll(url);
  expect(entries[0]).not.toHaveProperty("stage");
  expect(entries[0]).not.toHaveProperty("step");
  expect(entries[1]).toMatchObject({ stage: null, step: "/imprint" });
});

test("good entries of a mixed batch are kept and bad ones named", async () => {
  const { url } = await start();
  const [good, bad] = [touchpoint(), touchpoint({ type: "hit" })];
  const receipt = await send(url, batch([bad, good, { ...touchpoint(), id: "<script>" }, 7]));
  expect(receipt).toMatchObject({
    accepted: 1,
    refused: [
      { id: bad?.id, reason: expect.stringMatching(/^entries\[0\]\.type: /), retry: false },
      { id: "", reason: "entries[2].id: must be a UUID", retry: false },
      { id: "", reason: expect.stringMatching(/^entries\[3\]: /), retry: false },
    ],
  });
  expect((await readAll(url)).entries.map(({ id }) => id)).toEqual([good?.id]);
});

test("a receipt repeats nothing of an entry but its id", async () => {
  const { url } = await start();
  const body = JSON.stringify(batch([touchpoint({ data: { "<b>": "NUMBER" } })])).replace('"NUMBER"', "1e999");
  const { refused } = (await (await post(url, body)).json()) as { refused: { reason: string }[] };
  expect(refused[0]?.reason).toMatch(/^entries\[0\]\.data/);
  expect(refused[0]?.reason).not.toContain("<b>");
});

test("one entry over 24 KiB is refused alone", async () => {
  const { url } = await start();
  const receipt = await send(url, batch([touchpoint({ data: { note: "ü".repeat(12_300) } }), touchpoint()]));
  expect(receipt).toMatchObject({ accepted: 1, refused: [{ reason: "entries[0]: over 24576 bytes" }] });
});

test("free text is redacted again, and so is what claims to be a chosen value", async () => {
  const { url } = await start();
  const text = answer({}, { value: "ask eve@shop.example" });
  await send(url, batch([text, answer({ type: "choice", seq: 2 }, { value: "4111 1111 1111 1111" })]));
  const { entries } = await readAll(url);
  expect(entries.map(({ data }) => (data as { value: string }).value)).toEqual(["ask [email]", "[card]"]);
});

test("keys that mean something to JavaScript or SQL are plain keys", async () => {
  const { url } = await start();
  const data = `{"__proto__":{"polluted":1},"constructor":{"a":1},"'; DROP TABLE entries; --":1,"nul":"a\\u0000b"}`;
  const body = JSON.stringify(batch([touchpoint({ data: "DATA", name: "'; DROP TABLE entries; --" })]));
  expect((await post(url, body.replace('"DATA"', data))).status).toBe(200);
  const { entries } = await readAll(url);
  expect(entries[0]).toMatchObject({ name: "'; DROP TABLE entries; --", data: { nul: "a\u0000b" } });
  expect(Reflect.get({}, "polluted")).toBeUndefined();
});

test("an id counts once: twice in a batch, in two batches, in many copies of one request at a time", async () => {
  const { url } = await start();
  const [first, second] = [touchpoint(), touchpoint({ seq: 2 })];
  expect(await send(url, batch([first, first]))).toMatchObject({ accepted: 2, refused: [] });
  expect(await send(url, batch([first, second]))).toMatchObject({ accepted: 2, refused: [] });
  const copy = batch([touchpoint({ seq: 3 }), touchpoint({ seq: 4 })]);
  const receipts = await Promise.all(Array.from({ length: 20 }, () => send(url, copy)));
  for (const receipt of receipts) expect(receipt).toMatchObject({ batch: copy.batch, accepted: 2 });
  expect((await readAll(url)).entries.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
});

test("of two entries with one id the first counts", async () => {
  const { url } = await start();
  const entry = touchpoint({ name: "first" });
  await send(url, batch([entry, { ...entry, name: "second" }]));
  await send(url, batch([{ ...entry, name: "third" }]));
  expect((await readAll(url)).entries.map(({ name }) => name)).toEqual(["first"]);
});

test("a clock a day wrong is corrected, both times are kept, and nothing happens after it came", async () => {
  const { url } = await start();
  const day = 86_400_000;
  const now = Date.now();
  const early = touchpoint({ at: now - day - 5_000, seq: 1 });
  await send(url, batch([early, touchpoint({ at: now - day + 9_000, seq: 2 })], { sentAt: now - day }));
  const { entries } = await readAll(url);
  expect(entries[0]).toMatchObject({ rawAt: early?.at, at: Number(entries[0]?.received) - 5_000 });
  expect(entries[1]).toMatchObject({ at: entries[1]?.received });
});

test("over what may wait at once it says 503 and when to come back", async () => {
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const body = JSON.stringify(batch([touchpoint()]));
  const ingest = createIngest({ journal: { append: () => held }, now: Date.now, maxPendingBytes: body.length + 10 });
  const request = () => new Request("http://collector/ingest", { method: "POST", body });
  const first = ingest(request());
  await expect(ingest(request())).rejects.toMatchObject({ problem: { status: 503, retryAfterMs: 2_000 } });
  letGo();
  expect((await first).status).toBe(200);
  expect((await ingest(request())).status).toBe(200);
});

test("what cannot be written is not acknowledged", async () => {
  const full = new Error("ENOSPC");
  const seen: unknown[] = [];
  const ingest = createIngest({
    journal: { append: () => Promise.reject(full) },
    now: Date.now,
    onEntries: (entries) => seen.push(entries),
  });
  const request = new Request("http://collector/ingest", {
    method: "POST",
    body: JSON.stringify(batch([touchpoint()])),
  });
  await expect(ingest(request)).rejects.toMatchObject({ problem: { status: 503 }, cause: full });
  expect(seen).toEqual([]);
});

test("onEntries hears of entries when they are durable, as they are stored", async () => {
  const seen: string[] = [];
  const { url } = await start({ onEntries: (entries) => seen.push(...entries.map(({ id }) => id)) });
  const entry = touchpoint();
  await send(url, batch([entry, { bad: 1 }]));
  expect(seen).toEqual([entry?.id]);
});

import { receiptSchema } from "@waymark/protocol/schema";
import { expect, test, vi } from "vitest";
import { createIngest } from "../../packages/collector/src/ingest.ts";
import { answer, batch, makeFolder, post, readAll, send, start, touchpoint } from "./fixtures.ts";

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

test("copies over many connections, some before and some after a restart, give each entry once", {
  timeout: 60_000,
}, async () => {
  const data = await makeFolder();
  const copies = Array.from({ length: 4 }, (_, index) =>
    batch(Array.from({ length: 25 }, (_, seq) => touchpoint({ seq: seq + 1, tab: `tab-${index}` }))),
  );
  const sendCopies = (url: string) =>
    Promise.allSettled(Array.from({ length: 40 }, (_, index) => send(url, copies[index % copies.length])));
  const first = await start({ data });
  const early = sendCopies(first.url);
  await send(first.url, copies[0]);
  await first.stop();
  const second = await start({ data });
  const late = sendCopies(second.url);
  for (const { status } of await late) expect(status).toBe("fulfilled");
  for (const sent of [...(await early), ...(await late)]) {
    if (sent.status === "fulfilled") expect(sent.value).toMatchObject({ accepted: 25, refused: [] });
  }
  const { durable, entries } = await readAll(second.url);
  expect(durable).toBeGreaterThan(41 * 25);
  const idsOf = (list: readonly unknown[]) => list.map((each) => (each as { id: string }).id).sort();
  expect(idsOf(entries)).toEqual(idsOf(copies.flatMap((copy) => copy.entries)));
});

test("a batch of nothing but bad entries is echoed all the same, with each of them named", async () => {
  const { url } = await start();
  const bad = [
    { ...touchpoint(), at: "now" },
    { ...touchpoint(), data: null },
    { ...touchpoint(), seq: 0 },
  ];
  const body = batch(bad);
  const receipt = await send(url, body);
  expect(receipt).toMatchObject({ batch: body.batch, accepted: 0 });
  expect(receipt.refused.map(({ id, reason, retry }) => [id, reason.replace(/: .*/, ""), retry])).toEqual([
    [bad[0]?.id, "entries[0].at", false],
    [bad[1]?.id, "entries[1].data", false],
    [bad[2]?.id, "entries[2].seq", false],
  ]);
});

test.each([
  ["a day ahead", 86_400_000],
  ["a day behind", -86_400_000],
])("a clock %s is corrected within 30 s, though the request takes its time", async (_, skew) => {
  const { url } = await start();
  const ages = [0, 40_000, 3_600_000];
  const happened = Date.now();
  const entries = ages.map((age, seq) => touchpoint({ seq: seq + 1, at: happened + skew - age }));
  // On its way for 20 s by the clocks of both.
  await send(url, batch(entries, { sentAt: happened + skew - 20_000 }));
  for (const { at, received, seq } of (await readAll(url)).entries) {
    expect(Math.abs(Number(at) - (happened - Number(ages[Number(seq) - 1])))).toBeLessThanOrEqual(30_000);
    expect(at).toBeLessThanOrEqual(Number(received));
  }
});

test("a clock less than 30 s wrong is left alone", async () => {
  const { url } = await start();
  const now = Date.now();
  await send(url, batch([touchpoint({ at: now - 60_000 })], { sentAt: now - 20_000 }));
  expect((await readAll(url)).entries).toMatchObject([{ at: now - 60_000, rawAt: now - 60_000 }]);
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

/** An ingest on a disk that writes only when it is told to, with room for some bodies at once. */
const openSlowIngest = (room: number) => {
  const body = JSON.stringify(batch([touchpoint()]));
  const writes: (() => void)[] = [];
  const append = () => new Promise<void>((resolve) => writes.push(resolve));
  const ingest = createIngest({ journal: { append }, now: Date.now, maxPendingBytes: room * body.length });
  const post = () => ingest(new Request("http://collector/ingest", { method: "POST", body }));
  const write = async () => (await vi.waitUntil(() => writes.shift()))();
  return { post, write };
};

test("over what may wait at once it says 503 and when to come back", async () => {
  const { post, write } = openSlowIngest(1.5);
  const first = post();
  await expect(post()).rejects.toMatchObject({ problem: { status: 503, retryAfterMs: 10_000 } });
  await write();
  expect((await first).status).toBe(200);
  const second = post();
  await write();
  expect((await second).status).toBe(200);
});

test("with more than half of that waiting a receipt asks for a pause, the longer the less room there is", async () => {
  const { post, write } = openSlowIngest(4);
  const posted = [post(), post(), post(), post()];
  const asked = [];
  for (const each of posted) {
    await write();
    const reply = await each;
    const { accepted, retryAfterMs } = receiptSchema.parse(await reply.json());
    asked.push([accepted, retryAfterMs, reply.headers.get("Retry-After")]);
  }
  expect(asked).toEqual([
    [1, 10_000, "10"],
    [1, 7_500, "8"],
    [1, undefined, null],
    [1, undefined, null],
  ]);
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

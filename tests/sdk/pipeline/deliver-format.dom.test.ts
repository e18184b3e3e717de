// What a target of another format answers, in the queue's words; and that nothing is sent twice in the dark.
import type { Batch, Entry, Format } from "@waymark/protocol";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createFormatDeliver, type FormatContext } from "../../../packages/sdk/src/pipeline/deliver-format.ts";
import { meaningOf } from "../../../packages/sdk/src/pipeline/judge.ts";
import { createFakeClock, createFakeStore, createIds, makeEntry, silentReport } from "../fixtures.ts";

const plain: Format = {
  name: "plain",
  type: "text/plain",
  dedupes: false,
  preflight: false,
  maxBytes: 1000,
  maxEntries: 50,
  encode: ({ entries }) => ({ body: entries.map(({ id }) => id).join() }),
};
const single: Format = { ...plain, maxEntries: 1 };
const BATCH = "b1";

type Reply = Response | Error | (() => Promise<Response>);
let replies: Reply[] = [];
let bodies: string[] = [];
beforeEach(() => {
  replies = [];
  bodies = [];
  vi.stubGlobal("fetch", async (_: string, { body }: { body: string }) => {
    bodies.push(body);
    const reply = replies.shift() ?? new Response("ok");
    if (reply instanceof Error) throw reply;
    return reply instanceof Response ? reply : reply();
  });
});
afterEach(() => vi.unstubAllGlobals());

const page = (over: Partial<FormatContext> = {}) => {
  const clock = createFakeClock();
  const parts = { clock, store: createFakeStore(), report: silentReport(), makeId: createIds(clock.now).make };
  return { collector: "https://t.example/", unknown: over.unknown, ...parts };
};
const toText = (entries: readonly Entry[]) =>
  JSON.stringify({ batch: BATCH, site: "s", sentAt: 1, entries } as unknown as Batch);
const busy = () => new Response("", { status: 503, headers: { "Retry-After": "7" } });
const [a, b, c] = [makeEntry(), makeEntry(), makeEntry()];
const answer = makeEntry({ kind: "answer", type: "csat" });
const unknown = new TypeError("Failed to fetch");

test.each<[number, string]>([
  [200, "receipt"],
  [204, "receipt"],
  [400, "wrong"],
  [401, "denied"],
  [404, "denied"],
  [413, "too large"],
  [429, "trouble"],
  [500, "trouble"],
])("%i is for the queue: %s", async (status, meaning) => {
  replies = [new Response(status === 204 ? null : "", { status })];
  expect(meaningOf(await createFormatDeliver(plain, page())(toText([a]), BATCH))).toBe(meaning);
});

test("Retry-After is kept to, and a format's own reading wins over the status", async () => {
  replies = [busy(), new Response('{"full":1}')];
  const reads: Format = {
    ...plain,
    read: (_, reply) => (Reflect.get(Object(reply), "full") ? { outcome: "retry" } : undefined),
  };
  const deliver = createFormatDeliver(reads, page());
  expect(await deliver(toText([a]), BATCH)).toMatchObject({ status: 503, floor: 7000 });
  expect(meaningOf(await deliver(toText([a]), BATCH))).toBe("trouble");
});

test("a redirect has lost the body on its way: nothing of it counts as sent", async () => {
  const led = new Response("<html>");
  Object.defineProperty(led, "redirected", { value: true });
  Object.defineProperty(led, "url", { value: "https://www.t.example/" });
  replies = [led];
  const context = page();
  expect(meaningOf(await createFormatDeliver(plain, context)(toText([a]), BATCH))).toBe("denied");
  expect(context.report.problem.mock.calls[0]?.[1]).toContain("leads to https://www.t.example/");
});

describe("of several requests", () => {
  test("what is taken goes, what is not stays, and what follows is not tried", async () => {
    replies = [new Response("ok"), busy()];
    const { reply, floor, ...rest } = await createFormatDeliver(single, page())(toText([a, b, c]), BATCH);
    expect(rest).toEqual({ status: 200, isOurs: true });
    expect(reply.refused?.map(({ id, retry }) => [id, retry])).toEqual([
      [b.id, true],
      [c.id, true],
    ]);
    expect([bodies, floor]).toEqual([[a.id, b.id], 7000]);
  });

  test("what has arrived is not sent again though it still waits in the queue", async () => {
    replies = [new Response("ok"), busy()];
    const deliver = createFormatDeliver(single, page());
    await deliver(toText([a, b]), BATCH);
    expect((await deliver(toText([a, b]), BATCH)).reply.refused).toEqual([]);
    expect(bodies).toEqual([a.id, b.id, b.id]);
  });

  test("a page that goes sends all at once, in the task in which it goes", async () => {
    const sent = createFormatDeliver(single, page())(toText([a, b, c]), BATCH, true);
    await Promise.resolve(); // promises are settled before the next listener; a task would come too late
    expect(bodies).toEqual([a.id, b.id, c.id]);
    await sent;
  });
});

test("what the format leaves out is refused for good, with the reason", async () => {
  const some: Format = { ...plain, refuse: ({ id }) => (id === a.id ? "too old" : undefined) };
  const context = page();
  const { reply } = await createFormatDeliver(some, context)(toText([a, b]), BATCH);
  expect(reply.refused).toEqual([{ id: a.id, reason: "too old", retry: false }]);
  expect(context.report.problem).toHaveBeenCalledWith("data-format plain", "too old");
});

describe("an outcome that nobody knows", () => {
  const twice = async (format: Format, context = page()) => {
    replies = [unknown];
    const deliver = createFormatDeliver(format, context);
    expect(meaningOf(await deliver(toText([a, answer]), BATCH))).toBe("nothing");
    return deliver(toText([a, answer]), BATCH);
  };

  test("is not repeated into a target that can't tell doubles, but for answers", async () => {
    const { reply } = await twice(plain);
    expect(bodies[1]).toBe(answer.id);
    expect(reply.refused).toMatchObject([
      { id: a.id, retry: false, reason: expect.stringContaining("no answer came") },
    ]);
  });

  test.each([
    ["into one that can", { ...plain, dedupes: true }, page()],
    ["where the owner prefers doubles", plain, page({ unknown: "repeat" })],
  ])("is repeated %s", async (_, format, context) => {
    await twice(format, context);
    expect(bodies[1]).toBe(`${a.id},${answer.id}`);
  });

  test("stays unknown to a later page, and is waited for while another tab may still hear", async () => {
    const context = page();
    replies = [() => new Promise(() => {})];
    createFormatDeliver(plain, context)(toText([a]), BATCH, true);
    const later = createFormatDeliver(plain, context);
    expect((await later(toText([a, b]), BATCH)).reply.refused).toMatchObject([{ id: a.id, retry: true }]);
    context.clock.forward(21_000);
    expect((await later(toText([a]), BATCH)).reply.refused).toMatchObject([{ id: a.id, retry: false }]);
    expect(bodies).toEqual([a.id, b.id]);
  });

  test("is none where the target said no: that is sent again", async () => {
    replies = [busy()];
    const context = page();
    await createFormatDeliver(plain, context)(toText([a]), BATCH);
    await createFormatDeliver(plain, context)(toText([a]), BATCH);
    expect(bodies).toEqual([a.id, a.id]);
  });

  test("leaves nothing behind once it is told or has arrived", async () => {
    const context = page();
    const deliver = createFormatDeliver(plain, context);
    replies = [unknown];
    for (const entries of [[a], [a], [b], [c]]) await deliver(toText(entries), BATCH);
    expect(context.store.rows("t")).toHaveLength(1);
  });
});

import { describe, expect, test, vi } from "vitest";
import { type Answer, createDeliver } from "../../../packages/sdk/src/pipeline/deliver.ts";
import { meaningOf } from "../../../packages/sdk/src/pipeline/judge.ts";

const BATCH = "018f0000-0000-7000-8000-000000000001";
const URL = "https://collect.example/ingest";
const receipt = (rest: object = {}) =>
  JSON.stringify({ batch: BATCH, accepted: 1, refused: [], serverTime: 1, ...rest });
const answer = (status: number, body = "", headers: Record<string, string> = {}) =>
  new Response([204, 304].includes(status) ? null : body, { status, headers });
const deliver = (reply: Response | Error, body = "{}") =>
  createDeliver(URL, undefined, async () => {
    if (reply instanceof Error) throw reply;
    return reply;
  })(body, BATCH);

const nothing = { status: 0, isOurs: false, reply: {}, floor: 0 };

describe("what comes back", () => {
  test.each<[string, Response | Error, Partial<Answer>]>([
    ["200 with the echo is ours", answer(200, receipt()), { status: 200, isOurs: true, floor: 0 }],
    ["and with a wait", answer(200, receipt({ retryAfterMs: 9 })), { isOurs: true, floor: 9 }],
    ["200 with another batch's echo", answer(200, receipt({ batch: "other" })), { status: 200, isOurs: false }],
    ["200 HTML, as of a captive portal", answer(200, "<html>Please sign in"), { isOurs: false, reply: {} }],
    ["200 with JSON null", answer(200, "null"), { isOurs: false, reply: {} }],
    ["204", answer(204), { status: 204, isOurs: false }],
    ["429 with Retry-After in seconds", answer(429, "", { "Retry-After": "7" }), { status: 429, floor: 7000 }],
    ["429 with a wait in the body", answer(429, '{"retryAfterMs":3000}', {}), { floor: 3000 }],
    ["429 with both", answer(429, '{"retryAfterMs":3000}', { "Retry-After": "7" }), { floor: 7000 }],
    ["429 with rubbish", answer(429, '{"retryAfterMs":"soon"}', { "Retry-After": "later" }), { floor: 0 }],
    [
      "503 with Retry-After as a date",
      answer(503, "", { "Retry-After": "Fri, 31 Dec 1999 23:59:59 GMT" }),
      { status: 503, floor: 0 },
    ],
    ["500", answer(500, "oops"), { status: 500, isOurs: false, floor: 0 }],
    ["no network", new TypeError("Failed to fetch"), nothing],
    ["a time-out", new DOMException("late", "TimeoutError"), nothing],
  ])("%s", async (_, reply, expected) => {
    expect(await deliver(reply)).toMatchObject(expected);
  });
});

test.each([200, 400, 404, 500])("the body of a %i is always read to its end", async (status) => {
  const reply = answer(status, "x");
  await deliver(reply);
  expect(reply.bodyUsed).toBe(true);
});

test("where a status is enough, any 2xx is a receipt, and nothing else is", async () => {
  const by = (reply: Response) => createDeliver(URL, "status", async () => reply)("{}", BATCH);
  expect(meaningOf(await by(answer(204)))).toBe("receipt");
  expect(meaningOf(await by(answer(200, "<html>")))).toBe("receipt");
  expect(meaningOf(await by(answer(503)))).toBe("trouble");
});

test("half a reply is an outcome unknown", async () => {
  const body = new ReadableStream({
    start: (controller) => controller.error(new TypeError("network error")),
  });
  expect(await deliver(new Response(body, { status: 200 }))).toEqual(nothing);
});

test("a fetch that throws at once is borne", async () => {
  const send = vi.fn(() => {
    throw new TypeError("blocked");
  });
  expect(await createDeliver(URL, undefined, send)("{}", BATCH)).toEqual(nothing);
});

test("posts plain text without credentials, headers or preflight, and with a time limit", async () => {
  const send = vi.fn<typeof fetch>(async () => answer(200, receipt()));
  await createDeliver(URL, undefined, send)('{"a":1}', BATCH);
  const [url, init] = send.mock.calls[0] ?? [];
  expect(url).toBe(URL);
  expect(init).toMatchObject({ method: "POST", body: '{"a":1}', credentials: "omit", keepalive: true });
  expect(init).not.toHaveProperty("headers");
  expect(init?.signal).toBeInstanceOf(AbortSignal);
});

test("every request may outlive its page", async () => {
  const send = vi.fn<typeof fetch>(async () => answer(200));
  await createDeliver(URL, undefined, send)("x", BATCH);
  expect(send.mock.calls[0]?.[1]).toMatchObject({ keepalive: true, credentials: "omit", method: "POST", body: "x" });
});

import { describe, expect, test, vi } from "vitest";
import { createDeliver, type Result } from "../../../packages/sdk/src/pipeline/deliver.ts";

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

/** Of a receipt only what is named is compared. */
type Expected = Omit<Result, "receipt"> & { readonly receipt?: object | undefined };

describe("what becomes of a batch", () => {
  const refused = [{ id: "a", reason: "bad", retry: false }];
  test.each<[string, Response | Error, Expected]>([
    ["200 with the echo is a receipt", answer(200, receipt()), { receipt: { refused: [] }, floor: 0 }],
    ["with what was refused", answer(200, receipt({ refused })), { receipt: { refused }, floor: 0 }],
    ["and with a wait", answer(200, receipt({ retryAfterMs: 9 })), { receipt: {}, floor: 9 }],
    [
      "a receipt without a list refuses nothing",
      answer(200, `{"batch":"${BATCH}"}`),
      { receipt: { refused: [] }, floor: 0 },
    ],
    ["200 with another batch's echo", answer(200, receipt({ batch: "other" })), { deniedBy: 200, isUnknown: true }],
    ["200 HTML, as of a captive portal", answer(200, "<html>Please sign in"), { deniedBy: 200, isUnknown: true }],
    ["200 with JSON null", answer(200, "null"), { deniedBy: 200, isUnknown: true }],
    ["204", answer(204), { deniedBy: 204, isUnknown: true }],
    ["304", answer(304), { deniedBy: 304, isUnknown: true }],
    ["400", answer(400), { receipt: undefined, floor: 0, isToSplit: true }],
    ["413", answer(413), { isTooLarge: true }],
    ["422", answer(422), { receipt: undefined, floor: 0, isToSplit: true }],
    ["401", answer(401), { deniedBy: 401, isUnknown: false }],
    ["403", answer(403), { deniedBy: 403, isUnknown: false }],
    ["404", answer(404), { deniedBy: 404, isUnknown: false }],
    ["405", answer(405), { deniedBy: 405, isUnknown: false }],
    ["408", answer(408), { floor: 0 }],
    ["425", answer(425), { floor: 0 }],
    ["429 with Retry-After in seconds", answer(429, "", { "Retry-After": "7" }), { floor: 7000 }],
    ["429 with a wait in the body", answer(429, '{"retryAfterMs":3000}', {}), { floor: 3000 }],
    ["429 with both", answer(429, '{"retryAfterMs":3000}', { "Retry-After": "7" }), { floor: 7000 }],
    ["429 with rubbish", answer(429, '{"retryAfterMs":"soon"}', { "Retry-After": "later" }), { floor: 0 }],
    [
      "503 with Retry-After as a date",
      answer(503, "", { "Retry-After": "Fri, 31 Dec 1999 23:59:59 GMT" }),
      { floor: 0 },
    ],
    ["503 with the echo is none the less no receipt", answer(503, receipt()), { floor: 0 }],
    ["500", answer(500, "oops"), { floor: 0 }],
    ["no network", new TypeError("Failed to fetch"), { isUnknown: true }],
    ["a time-out", new DOMException("late", "TimeoutError"), { isUnknown: true }],
  ])("%s", async (_, reply, result) => {
    const got = await deliver(reply);
    expect(got).toMatchObject(result);
    expect(Object.keys(got)).toEqual(Object.keys(result));
  });
});

test.each([200, 400, 404, 500])("the body of a %i is always read to its end", async (status) => {
  const reply = answer(status, "x");
  await deliver(reply);
  expect(reply.bodyUsed).toBe(true);
});

test("where a status is enough, any 2xx is a receipt, and nothing else is", async () => {
  const by = (reply: Response) => createDeliver(URL, "status", async () => reply)("{}", BATCH);
  expect(await by(answer(204))).toEqual({ receipt: { refused: [] }, floor: 0 });
  expect(await by(answer(200, "<html>"))).toEqual({ receipt: { refused: [] }, floor: 0 });
  expect(await by(answer(503))).toEqual({ floor: 0 });
});

test("half a reply is an outcome unknown", async () => {
  const body = new ReadableStream({
    start: (controller) => controller.error(new TypeError("network error")),
  });
  expect(await deliver(new Response(body, { status: 200 }))).toEqual({ isUnknown: true });
});

test("a fetch that throws at once is borne", async () => {
  const send = vi.fn(() => {
    throw new TypeError("blocked");
  });
  expect(await createDeliver(URL, undefined, send)("{}", BATCH)).toEqual({ isUnknown: true });
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

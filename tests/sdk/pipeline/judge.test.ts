// What an answer means, and what is done about it; in any order of answers see the property tests beside.
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Answer, Reply } from "../../../packages/sdk/src/pipeline/deliver.ts";
import { createJudge, type Meaning, meaningOf } from "../../../packages/sdk/src/pipeline/judge.ts";
import type { Backoff } from "../../../packages/sdk/src/pipeline/sender.ts";
import { makeEntry, silentReport } from "../fixtures.ts";
import { LIMIT, open, page, rowsOf } from "./queue-fixture.ts";

const answer = (status: number, reply: Reply = {}, isOurs = false, floor = 0): Answer => ({
  ...{ status, isOurs, reply, floor },
});
const MINUTE = 60_000;

beforeEach(() => void vi.stubGlobal("navigator", { onLine: true }));
afterEach(() => void vi.unstubAllGlobals());

describe("what an answer means", () => {
  test.each<[string, Answer, Meaning]>([
    ["200 with the echo is a receipt", answer(200, {}, true), "receipt"],
    ["202 too", answer(202, {}, true), "receipt"],
    ["200 without it, as of a captive portal", answer(200), "foreign"],
    ["204", answer(204), "foreign"],
    ["304", answer(304, {}, true), "foreign"],
    ["400", answer(400), "wrong"],
    ["422 with the echo", answer(422, {}, true), "wrong"],
    ["400 for an entry", answer(400, { path: "entries.3.name" }), "wrong"],
    ["400 for what stands beside the entries", answer(400, { path: "site" }), "denied"],
    ["401", answer(401), "denied"],
    ["403", answer(403), "denied"],
    ["404", answer(404), "denied"],
    ["405", answer(405), "denied"],
    ["408", answer(408), "trouble"],
    ["410", answer(410), "trouble"],
    ["410 with the operator's word", answer(410, { stop: true }), "over"],
    ["413", answer(413), "too large"],
    ["425", answer(425), "trouble"],
    ["429", answer(429), "trouble"],
    ["500", answer(500), "trouble"],
    ["503 with the echo is none the less no receipt", answer(503, {}, true), "trouble"],
    ["none", answer(0), "nothing"],
  ])("%s", (_, given, meaning) => {
    expect(meaningOf(given)).toBe(meaning);
  });
});

/** A judge of two entries, who are the next to be sent. */
async function judging() {
  const { queue, store } = open();
  const [a, b] = [page("/a"), makeEntry({ type: "page", name: "/b" })] as const;
  await Promise.all([a, b].map(queue.add));
  const report = silentReport();
  const judge = createJudge({ queue, store, rows: store, report });
  const run = await queue.next(LIMIT);
  return {
    ...{ store, report, a, b },
    judge: (given: Answer, before: Partial<Backoff> = {}, entries = run.entries) =>
      judge({ ...run, entries }, given, { failures: 0, nextAt: 0, ...before }),
  };
}

describe("what is done", () => {
  test("what is refused for good is put apart, the rest goes", async () => {
    const { judge, store, b } = await judging();
    const refused = [{ id: b.id, reason: "no", retry: false }];
    expect(await judge(answer(200, { refused }, true))).toMatchObject({ pause: 0, failures: 0 });
    expect(rowsOf(store)).toHaveLength(0);
    expect(store.rows("x")).toEqual([[`["x","${b.id}"]`, { id: b.id, body: JSON.stringify(b), reason: "no" }]]);
  });

  test("what is refused for now stays, and is sent again after 5 s", async () => {
    const { judge, store, b } = await judging();
    expect(await judge(answer(200, { refused: [{ id: b.id, reason: "", retry: true }] }, true))).toMatchObject({
      pause: 5000,
    });
    expect(rowsOf(store).flatMap(({ entries }) => entries.map(({ id }) => id))).toEqual([b.id]);
    expect(store.rows("x")).toEqual([]);
  });

  test("a batch that nobody finds the fault of is halved", async () => {
    const { judge } = await judging();
    expect(await judge(answer(400))).toEqual({ pause: 0, most: 1 });
  });

  test("denied pauses 5 min, then longer, at most 6 h; and says so", async () => {
    const { judge, report } = await judging();
    expect(await judge(answer(403))).toEqual({ pause: 5 * MINUTE, failures: 1, denials: 1, isUnknown: false });
    expect(await judge(answer(403), { denials: 2 })).toMatchObject({ pause: 20 * MINUTE, denials: 3 });
    expect(await judge(answer(403), { denials: 30 })).toMatchObject({ pause: 360 * MINUTE });
    expect(report.problem).toHaveBeenCalledWith("data-collector", expect.stringContaining("answered 403"));
  });

  test("a wrong address after a long outage pauses 5 min all the same; what is taken ends it", async () => {
    const { judge } = await judging();
    expect(await judge(answer(404), { failures: 9 })).toMatchObject({ pause: 5 * MINUTE, failures: 10 });
    expect(await judge(answer(200, {}, true), { denials: 4 })).toMatchObject({ denials: 0, pause: 0 });
  });

  test("one alone is asked about twice before it is set apart, whatever was refused with it", async () => {
    const { judge, store } = await judging();
    expect(await judge(answer(400))).toEqual({ pause: 0, most: 1 });
    const alone = rowsOf(store)[0]?.entries.slice(0, 1);
    const ask = () => judge(answer(400), {}, alone);
    await ask();
    expect(store.rows("x")).toEqual([]);
    await ask();
    expect(store.rows("x")).toHaveLength(1);
  });

  test.each([200, 0])("a %i that proves nothing backs off, from the fifth time on for 5 min", async (status) => {
    const { judge } = await judging();
    expect(await judge(answer(status), { failures: 3 })).toBeUndefined();
    expect(await judge(answer(status), { failures: 4 })).toEqual({ pause: 5 * MINUTE, failures: 5, isUnknown: true });
  });

  test("trouble backs off", async () => {
    const { judge, store } = await judging();
    expect(await judge(answer(503), { failures: 9 })).toBeUndefined();
    expect(rowsOf(store)).toHaveLength(1);
  });
});

import { describe, expect, test, vi } from "vitest";
import { START } from "../fixtures.ts";
import { openingSchedules, pass } from "./schedule-fixture.ts";

const answerEntry = { kind: "answer", type: "text" };
const open = openingSchedules();

describe("when", () => {
  test("what an earlier page left goes after 5 s", async () => {
    const { queue, stop, store } = open();
    await queue("before");
    stop();
    const { sent } = open({ store });
    await pass(4999);
    expect(sent).toEqual([]);
    await pass(1);
    expect(sent).toEqual([{ at: START + 5000, names: ["before"] }]);
  });

  test("an entry waits 5 s at most, and those of that time go together", async () => {
    const { queue, sent } = open();
    await pass(6000);
    await queue("a");
    await pass(3000);
    await queue("b");
    await pass(1999);
    expect(sent).toEqual([]);
    await pass(1);
    expect(sent.map(({ names }) => names)).toEqual([["a", "b"]]);
  });

  test("an entry that comes while a run is ending is not left behind, though a flush was asked for meanwhile", async () => {
    const { queue, names, flush, store } = open();
    await queue("a");
    const { list } = store;
    // The run has looked for the last time when the entry is queued, and ends after it.
    vi.spyOn(store, "list").mockImplementation(async (prefix, limit) => {
      const rows = await list(prefix, limit);
      if (prefix === "e" && !rows.length && !names().includes("late")) {
        void queue("late");
        void flush();
      }
      return rows as never;
    });
    void flush();
    await pass(1000);
    expect(names()).toEqual(["a"]);
    await pass(5000);
    expect(names()).toEqual(["a", "late"]);
  });

  test("the twentieth sends at once", async () => {
    const { queue, sent } = open();
    await pass(6000);
    for (let i = 0; i < 19; i++) await queue(`${i}`);
    await pass(10);
    expect(sent).toEqual([]);
    await queue("19");
    await pass(0);
    expect(sent[0]?.names).toHaveLength(20);
  });

  test("an answer sends at once", async () => {
    const { queue, names } = open();
    await queue("answer", answerEntry);
    await pass(0);
    expect(names()).toEqual(["answer"]);
  });

  test("nothing goes before the entries have found their place", async () => {
    let settle = (_: unknown) => {};
    const { queue, names } = open({ settled: new Promise((resolve) => (settle = resolve)) });
    await queue("answer", answerEntry);
    await pass(60_000);
    expect(names()).toEqual([]);
    settle(undefined);
    await pass(0);
    expect(names()).toEqual(["answer"]);
  });

  test("nothing goes after its stop", async () => {
    const { queue, flush, stop, names, rows } = open();
    await queue("answer", answerEntry);
    stop();
    flush();
    for (const type of ["online", "pageshow", "pagehide"]) window.dispatchEvent(new Event(type));
    await pass(60_000);
    expect(names()).toEqual([]);
    expect(rows()).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });
});

test("one request at a time, 50 entries each and 200 ms between them", async () => {
  const { queue, setAnswer, flush, sent, mostInFlight, rows } = open();
  await Promise.all(Array.from({ length: 120 }, (_, i) => queue(`${i}`)));
  setAnswer(async () => {
    await new Promise((resolve) => setTimeout(resolve, 100));
    return { status: 200, isOurs: true };
  });
  flush();
  flush();
  await pass(5000);
  expect(mostInFlight()).toBe(1);
  expect(sent.map(({ at, names }) => [at - START, names.length])).toEqual([
    [0, 50],
    [300, 50],
    [600, 20],
  ]);
  expect(rows()).toEqual([]);
});

test("flush resolves when the queue is empty", async () => {
  const { queue, flush, rows } = open();
  await queue("a");
  const flushed = flush().then(() => rows().length);
  await pass(1000);
  expect(await flushed).toBe(0);
});

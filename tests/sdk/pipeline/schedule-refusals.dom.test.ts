// What the schedule does with parts of a batch, and when the page goes away.
import { describe, expect, test } from "vitest";
import { accept, openingSchedules, pass, setVisibility } from "./schedule-fixture.ts";

const open = openingSchedules();

describe("a part of a batch", () => {
  test("a poison entry is found by halves and put apart, the rest flows", async () => {
    const { queue, setAnswer, flush, sent, rows, store } = open();
    await Promise.all(Array.from({ length: 50 }, (_, i) => queue(i === 10 ? "poison" : `${i}`)));
    const stored = new Set<string>();
    setAnswer((entries) => {
      if (entries.some(({ name }) => name === "poison")) return { status: 400 };
      for (const { name } of entries) {
        expect(stored).not.toContain(name);
        stored.add(name);
      }
      return accept(entries);
    });
    flush();
    await pass(20_000);
    expect(stored.size).toBe(49);
    expect(store.rows("x")).toMatchObject([[expect.anything(), { body: expect.stringContaining("poison") }]]);
    expect(rows()).toEqual([]);
    expect(sent.length).toBeLessThan(30);
  });

  test("refused for good is put apart; refused for now is sent again after a while", async () => {
    const { queue, setAnswer, flush, sent, rows, store } = open();
    await Promise.all(["a", "bad", "later"].map((name) => queue(name)));
    setAnswer((entries) => ({
      status: 200,
      isOurs: true,
      reply: {
        refused: entries
          .filter(({ name }) => name !== "a")
          .map(({ id, name }) => ({ id, reason: "no", retry: name === "later" })),
      },
    }));
    flush();
    await pass(4999);
    expect(sent.map(({ names }) => names)).toEqual([["a", "bad", "later"]]);
    expect(store.rows("x")).toHaveLength(1);
    setAnswer(accept);
    await pass(1);
    expect(sent.map(({ names }) => names)[1]).toEqual(["later"]);
    expect(rows()).toEqual([]);
  });
});

describe("when the page goes away", () => {
  test("it sends at once what no receipt has named, and deletes nothing without one", async () => {
    const { queue, setAnswer, names, rows } = open();
    setAnswer(() => new Promise(() => {}));
    queue("a");
    setVisibility("hidden");
    expect(names()).toEqual(["a"]);
    await pass(10_000);
    expect(rows()).toHaveLength(1);
  });

  test("it sends beside a request that is under way, and before the place is found", () => {
    const { queue, names } = open({ settled: new Promise(() => {}) });
    queue("a");
    setVisibility("hidden");
    expect(names()).toEqual(["a"]);
  });

  test("the second of hidden and pagehide sends only what came since", async () => {
    const { queue, setAnswer, sent } = open();
    setAnswer(() => new Promise(() => {}));
    queue("a");
    setVisibility("hidden");
    window.dispatchEvent(new Event("pagehide"));
    expect(sent).toHaveLength(1);
    queue("b");
    window.dispatchEvent(new Event("pagehide"));
    expect(sent.map(({ names }) => names)).toEqual([["a"], ["b"]]);
  });

  test.each(["pagehide", "visibilitychange"])("what others tell on %s goes along, however late they came", (type) => {
    const { queue, sent } = open();
    queue("a");
    const aborter = new AbortController();
    window.addEventListener(type, () => queue("b"), { capture: true, signal: aborter.signal });
    if (type === "pagehide") window.dispatchEvent(new Event(type));
    else setVisibility("hidden");
    aborter.abort();
    expect(sent.map(({ names }) => names)).toEqual([["a", "b"]]);
  });

  test("what goes with a request of another kind under way goes once more: its outcome is unknown", async () => {
    const { queue, setAnswer, sent } = open();
    setAnswer(() => new Promise(() => {}));
    await queue("answer", { kind: "answer", type: "text" });
    await pass(0);
    setVisibility("hidden");
    expect(sent.map(({ names }) => names)).toEqual([["answer"], ["answer"]]);
  });

  test("a receipt that comes after all counts", async () => {
    const { queue, rows } = open();
    queue("a");
    setVisibility("hidden");
    await pass(0);
    expect(rows()).toEqual([]);
  });

  test("hidden it is silent, and comes back with what is left", async () => {
    const { queue, setAnswer, sent, rows } = open();
    setAnswer(() => ({}));
    queue("a");
    setVisibility("hidden");
    await queue("b");
    await pass(60_000);
    expect(sent).toHaveLength(1);
    setAnswer(accept);
    setVisibility("visible");
    await pass(0);
    expect(sent[1]?.names).toEqual(["a", "b"]);
    expect(rows()).toEqual([]);
  });

  test("with nothing to send there is no request", () => {
    const { sent } = open();
    setVisibility("hidden");
    expect(sent).toEqual([]);
  });
});

test("a page that comes back from the page cache sends", async () => {
  const { queue, names } = open();
  await queue("a");
  window.dispatchEvent(Object.assign(new Event("pageshow"), { persisted: true }));
  await pass(0);
  expect(names()).toEqual(["a"]);
});

// What the schedule does while the collector is in trouble.
import { describe, expect, test, vi } from "vitest";
import { noStore } from "../../../packages/sdk/src/store.ts";
import { createFakeStore, type FakeStore, START } from "../fixtures.ts";
import { accept, openingSchedules, pass } from "./schedule-fixture.ts";

const answerEntry = { kind: "answer", type: "text" };
const open = openingSchedules();

describe("after a failure", () => {
  test("it waits, longer each time, and keeps everything", async () => {
    const { queue, setAnswer, sent, rows } = open();
    setAnswer(() => ({ floor: 0 }));
    await queue("answer", answerEntry);
    await pass(10_000);
    // Half of 1, 2, 4, 8 … s, as `Math.random` has it here; a sending loop looks again after 200 ms at the earliest.
    expect(sent.map(({ at }) => at - START)).toEqual([0, 500, 1500, 3500, 7500]);
    expect(rows()).toHaveLength(1);
    setAnswer(accept);
    await pass(10_000);
    expect(rows()).toEqual([]);
  });

  test("never longer than 5 min, however often", async () => {
    const { queue, setAnswer, sent } = open();
    setAnswer(() => ({}));
    await queue("answer", answerEntry);
    await pass(3_600_000);
    const waits = sent.map(({ at }, index) => at - (sent[index - 1]?.at ?? at));
    expect(Math.max(...waits)).toBe(150_000);
  });

  test("a reload and another tab wait as well", async () => {
    const { queue, setAnswer, stop, store } = open();
    setAnswer(() => ({ floor: 60_000 }));
    await queue("answer", answerEntry);
    await pass(0);
    stop();
    const { sent } = open({ store });
    await pass(65_999);
    expect(sent).toEqual([]);
    await pass(1);
    expect(sent).toHaveLength(1);
  });

  test("without a store it waits, too", async () => {
    const { queue, setAnswer, sent } = open({ store: noStore as FakeStore });
    setAnswer(() => ({ floor: 60_000 }));
    await queue("answer", answerEntry);
    await pass(65_999);
    expect(sent).toHaveLength(1);
  });

  test("a receipt ends the back-off, and its `retryAfterMs` is kept to", async () => {
    const { queue, setAnswer, sent, store } = open();
    setAnswer(() => ({ status: 200, isOurs: true, floor: 30_000 }));
    await queue("a", answerEntry);
    await pass(0);
    await queue("b", answerEntry);
    await pass(29_999);
    expect(sent).toHaveLength(1);
    await pass(1);
    expect(sent).toHaveLength(2);
    expect(store.rows("b")[0]?.[1]).toMatchObject({ failures: 0 });
  });

  test("a new network ends the wait within 2 s", async () => {
    const { queue, setAnswer, names } = open();
    setAnswer(() => ({ status: 0, floor: 3_600_000 }));
    await queue("answer", answerEntry);
    await pass(5000);
    setAnswer(accept);
    window.dispatchEvent(new Event("online"));
    await pass(999);
    expect(names()).toHaveLength(1);
    await pass(1);
    expect(names()).toHaveLength(2);
  });

  test("a wait that a clock since set back has written counts from now", async () => {
    const store = createFakeStore();
    await store.put([
      [["b"], { failures: 3, since: START + 400 * 86_400_000, nextAt: START + 400 * 86_400_000 + 9000 }],
    ]);
    const { queue, names } = open({ store });
    await queue("answer", answerEntry);
    await pass(8999);
    expect(names()).toEqual([]);
    await pass(1);
    expect(names()).toEqual(["answer"]);
  });

  test("a collector that asks for a day gets no request every 200 ms", async () => {
    const { queue, setAnswer, sent } = open();
    setAnswer(() => ({ floor: 86_400_000 }));
    await queue("answer", answerEntry);
    await pass(10_000);
    expect(sent).toHaveLength(1);
  });
});

test("denied pauses 5 min, keeps everything and says so", async () => {
  const { queue, setAnswer, sent, report, rows } = open();
  setAnswer(() => ({ status: 403 }));
  await queue("answer", answerEntry);
  await pass(299_999);
  expect(sent).toHaveLength(1);
  expect(report.problem.mock.calls).toEqual([["data-collector", expect.stringContaining("answered 403")]]);
  setAnswer(accept);
  await pass(1);
  expect(rows()).toEqual([]);
});

test("a page that goes away with JSON broken hears nothing of it, and what it told goes when it is whole again", async () => {
  const { queue, names, setAnswer } = open();
  setAnswer(accept);
  const heard = vi.fn();
  window.addEventListener("error", heard);
  const broken = vi.spyOn(JSON, "stringify").mockImplementation(() => {
    throw new Error("broken");
  });
  queue("answer", answerEntry).catch(() => {});
  window.dispatchEvent(new Event("pagehide"));
  await pass(0);
  broken.mockRestore();
  window.removeEventListener("error", heard);
  expect(heard).not.toHaveBeenCalled();
  await queue("next", answerEntry);
  await pass(20_000);
  expect(names()).toEqual(expect.arrayContaining(["answer", "next"]));
});

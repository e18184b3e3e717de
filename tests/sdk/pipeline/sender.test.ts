// What a sender does by itself; what it does in any order of faults is in the property tests beside it.

import { batchSchema } from "@waymark/protocol/schema";
import { describe, expect, test, vi } from "vitest";
import type { Key } from "../../../packages/sdk/src/store.ts";
import { createFakeClock, createFakeStore, makeEntry } from "../fixtures.ts";
import { accept, type Collector, lose, openSender, reply, skippingWaits } from "./sender-fixture.ts";

const skipWaitsOf = skippingWaits();
const HOUR = 3_600_000;
const entries = (count: number) => Array.from({ length: count }, () => makeEntry());
const open = (collector: Collector = accept, store = createFakeStore()) => {
  const clock = createFakeClock();
  skipWaitsOf(clock);
  return openSender(collector, { clock, store });
};

describe("sendAll", () => {
  test("sends 50 at a time, 200 ms apart, until nothing is left", async () => {
    const { sender, add, arrivals, queued } = open();
    await add(entries(120));
    expect(await sender.sendAll()).toBeUndefined();
    expect(arrivals.map(({ entries }) => entries.length)).toEqual([50, 50, 20]);
    expect(arrivals.map(({ at }) => at - Number(arrivals[0]?.at))).toEqual([0, 200, 400]);
    expect(queued()).toEqual([]);
  });

  test("with nothing to send there is no request", async () => {
    const { sender, arrivals } = open();
    expect(await sender.sendAll()).toBeUndefined();
    expect(arrivals).toEqual([]);
  });

  test("what could not be read is looked for again ten seconds later", async () => {
    const store = createFakeStore();
    const { sender, add, arrivals } = open(accept, store);
    await add(entries(1));
    store.refuse("all");
    expect(await sender.sendAll()).toBe(10_000);
    store.refuse("nothing");
    expect(await sender.sendAll()).toBeUndefined();
    expect(arrivals).toHaveLength(1);
  });

  test("lets others on after 10 s, to be called again at once", async () => {
    const { sender, add, arrivals } = open();
    await add(entries(60 * 50));
    expect(await sender.sendAll()).toBe(200);
    expect(arrivals.length).toBeLessThan(60);
    expect(await sender.sendAll()).toBeUndefined();
    expect(arrivals).toHaveLength(60);
  });

  test("begins no request of a page that has gone away meanwhile", async () => {
    const opened = open();
    opened.setCollector((arrival) => {
      opened.setAway(true);
      return accept(arrival);
    });
    await opened.add(entries(120));
    expect(await opened.sender.sendAll()).toBeUndefined();
    expect(opened.arrivals).toHaveLength(1);
    expect(opened.queued()).toHaveLength(70);
  });

  test("counts the tries of what it sends again", async () => {
    const { sender, add, arrivals, clock } = open(lose);
    await add(entries(1));
    for (let i = 0; i < 3; i++) clock.forward((await sender.sendAll()) ?? 0);
    const attempts = arrivals.map(({ attempt }) => attempt);
    expect(attempts.slice(0, 3)).toEqual([1, 2, 3]);
  });

  test("that the browser thinks it is offline only puts off", async () => {
    const { sender, add, arrivals, clock } = open();
    vi.stubGlobal("navigator", { onLine: false });
    await add(entries(1));
    const pause = await sender.sendAll();
    expect([pause, arrivals.length]).toEqual([300_000, 0]);
    clock.forward(300_000);
    await sender.sendAll();
    expect(arrivals).toHaveLength(1);
  });

  test("what was told to stop settles nothing more: its rows were wiped", async () => {
    const opened = open(({ batch }) => {
      opened.stop();
      return reply(200, { batch });
    });
    await opened.add(entries(1));
    await opened.sender.sendAll();
    expect(opened.queued()).toHaveLength(1);
  });
});

test("a collector that wants no more: nothing stays queued, and nobody asks for a day; what was asked stays known", async () => {
  const { sender, add, arrivals, queued, clock, store } = open(() => reply(410, { stop: true }));
  await store.put([[["s"], "shown"]]);
  await add(entries(2));
  expect(await sender.sendAll()).toBeGreaterThan(23 * HOUR);
  expect(queued()).toEqual([]);
  await add(entries(1));
  clock.forward(23 * HOUR);
  await sender.sendAll();
  expect(arrivals).toHaveLength(1);
  expect(await store.list("s", 1)).toEqual(["shown"]);
});

test("a 410 that does not say so is trouble like any other", async () => {
  const { sender, add, queued } = open(() => reply(410));
  await add(entries(2));
  await sender.sendAll();
  expect(queued()).toHaveLength(2);
});

test("after five failures of the network in a row it pauses 5 min", async () => {
  const { add, arrivals, sendUntilEmpty } = open(lose);
  vi.spyOn(Math, "random").mockReturnValue(0.5);
  await add(entries(1));
  await sendUntilEmpty(20);
  const gaps = arrivals.map(({ at }, i) => at - Number(arrivals[i - 1]?.at ?? at));
  expect(gaps.slice(0, 7)).toEqual([0, 500, 1000, 2000, 4000, 300_000, 300_000]);
});

test("a new network ends the pause that the old one made, not one of a collector in trouble", async () => {
  const { sender, add, clock, store, setCollector } = open(lose);
  vi.spyOn(Math, "random").mockReturnValue(0.5);
  const backoff = () => store.rows("b")[0]?.[1];
  await add(entries(1));
  for (let i = 0; i < 8; i++) clock.forward((await sender.sendAll()) ?? 0);
  await sender.reset();
  expect(backoff()).toMatchObject({ failures: 0, nextAt: clock.now() + 1000 });
  setCollector(() => reply(503));
  clock.forward(1000);
  for (let i = 0; i < 3; i++) clock.forward((await sender.sendAll()) ?? 0);
  const before = backoff();
  await sender.reset();
  expect(backoff()).toEqual(before);
});

test("a collector that takes less than it is sent is sent half as much, and a tenth more each time it takes it", async () => {
  const { sender, add, arrivals, store } = open(({ bytes, batch }) =>
    bytes > 4000 ? reply(413) : reply(200, { batch }),
  );
  await add(entries(50));
  await sender.sendAll();
  expect(arrivals.slice(1).every(({ bytes }) => bytes < 4000 || bytes < Number(arrivals[0]?.bytes) / 2)).toBe(true);
  const [kept] = store.rows("b").map(([, value]) => (value as { bytes?: number }).bytes);
  expect(kept).toBeGreaterThan(1000);
});

test("what another tab is told holds, even while this one writes down what it heard", async () => {
  const [clock, store] = [createFakeClock(), createFakeStore()];
  skipWaitsOf(clock);
  const told = openSender(() => reply(503, { retryAfterMs: HOUR }), { clock, store });
  const meanwhile = async ([prefix]: Key = []) => {
    if (prefix === "b" && !told.arrivals.length) await told.sender.sendAll();
  };
  const put: typeof store.put = async (pairs) => {
    await meanwhile(pairs[0]?.[0]);
    return store.put(pairs);
  };
  const update: typeof store.update = async (key, change) => {
    await meanwhile(key);
    return store.update(key, change);
  };
  const { sender, add, leave } = openSender(lose, { clock, store: { ...store, put, update } });
  await add(entries(1));
  await leave();
  expect(told.arrivals).toHaveLength(1);
  expect(await sender.sendAll()).toBeGreaterThanOrEqual(HOUR);
});

describe("a page that goes away", () => {
  test("sends one request of what no receipt has named, most valuable first", async () => {
    const { add, leave, arrivals, queued } = open();
    await add([...entries(60), makeEntry({ type: "page" })]);
    await leave();
    expect(arrivals).toHaveLength(1);
    expect(arrivals[0]?.entries).toHaveLength(50);
    expect(arrivals[0]?.entries[0]?.type).toBe("page");
    expect(queued()).toHaveLength(11);
  });

  test("the second time only what came since", async () => {
    const { add, leave, arrivals } = open(lose);
    await add(entries(1));
    await leave();
    await add(entries(2));
    await leave(true);
    expect(arrivals.map(({ entries }) => entries.length)).toEqual([1, 2]);
  });

  test("asks the network again at once, but not a collector that has asked to be left alone", async () => {
    const { add, leave, arrivals, setCollector } = open(lose);
    await add(entries(1));
    await leave();
    await leave();
    expect(arrivals).toHaveLength(2);
    setCollector(() => reply(429, { retryAfterMs: HOUR }));
    await leave();
    await leave();
    expect(arrivals).toHaveLength(3);
  });
});

test("what a browser is to send by itself is one request of what no receipt has named", async () => {
  const { sender, add } = open();
  expect(sender.toLast()).toBe("");
  await add(entries(60));
  expect(batchSchema.parse(JSON.parse(sender.toLast())).entries).toHaveLength(50);
  await sender.sendAll();
  expect(sender.toLast()).toBe("");
});

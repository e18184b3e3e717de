import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createIdentity } from "../../packages/sdk/src/identity.ts";
import { noStore, type Store } from "../../packages/sdk/src/store.ts";
import { createFakeClock, createFakeStore, createIds } from "./fixtures.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;
let clock = createFakeClock();
let store = createFakeStore();
const { signal } = new AbortController();
const begin = (from: Store = store) => createIdentity("shop", from, clock, createIds(clock.now).make, signal);
const open = async (from: Store = store) => {
  const identity = begin(from);
  await identity.settled;
  return identity;
};
const written = () => JSON.parse(localStorage.getItem("waymark.shop") ?? "{}");

beforeEach(() => {
  localStorage.clear();
  clock = createFakeClock();
  store = createFakeStore();
});
afterEach(() => vi.restoreAllMocks());

test("a visitor stays the same from page to page", async () => {
  const first = await open();
  const visitor = first.visitor();
  expect((await open()).visitor()).toBe(visitor);
});

test("it survives a lost localStorage by the copy in the store", async () => {
  const first = await open();
  const session = first.sessionAt(clock.now());
  first.setProgress({ checkout: { state: "started", attempt: 1, reached: "a", step: "a", since: 1, told: [] } });
  localStorage.clear();
  const second = await open();
  expect(second.visitor()).toBe(first.visitor());
  expect(second.progress()).toEqual(first.progress());
  expect(second.sessionAt(clock.now())).toBe(session);
});

test("of two copies the newer counts: a killed browser loses the last seconds of localStorage", async () => {
  const before = await open();
  const lost = localStorage.getItem("waymark.shop") ?? "";
  clock.forward(1000);
  before.rotate();
  localStorage.setItem("waymark.shop", lost);
  expect((await open()).visitor()).toBe(before.visitor());
});

test("it survives a lost store by localStorage", async () => {
  const first = await open();
  expect((await open(createFakeStore())).visitor()).toBe(first.visitor());
});

test.each(["no json", "[]", "null", '{"visitor":"x"}', "5"])("%s under its name is no identity", async (text) => {
  localStorage.setItem("waymark.shop", text);
  expect((await open(noStore)).visitor()).toMatch(/^[0-9a-f-]{36}$/);
});

test("refused storage makes a visitor of this page alone", async () => {
  vi.spyOn(window, "localStorage", "get").mockImplementation(() => {
    throw new DOMException("no", "SecurityError");
  });
  store.refuse("all");
  const identity = await open();
  const visitor = identity.visitor();
  identity.save();
  expect(identity.sessionAt(clock.now())).toMatch(/^[0-9a-f-]{36}$/);
  expect(identity.visitor()).toBe(visitor);
});

test("a visitor's id lives 13 months from its making, however often it is used", async () => {
  const visitor = (await open()).visitor();
  for (let month = 1; month <= 13; month++) {
    clock.forward(30 * DAY);
    const each = await open();
    each.sessionAt(clock.now());
    expect(each.visitor()).toBe(visitor);
  }
  clock.forward(5 * DAY);
  expect((await open()).visitor()).not.toBe(visitor);
});

describe("a session", () => {
  test("ends after 30 min without anything", async () => {
    const { sessionAt } = await open();
    const first = sessionAt(clock.now());
    expect(sessionAt(clock.now() + 29 * MINUTE)).toBe(first);
    expect(sessionAt(clock.now() + 29 * MINUTE + 30 * MINUTE)).not.toBe(first);
  });

  test("is written when it begins, then every 10 s at most, and when saved", async () => {
    const { sessionAt, save } = await open();
    const write = vi.spyOn(localStorage, "setItem");
    const start = clock.now();
    sessionAt(start);
    expect(write).toHaveBeenCalledTimes(1);
    for (let i = 0; i < 1000; i++) sessionAt(start + i * 10);
    expect(write).toHaveBeenCalledTimes(1);
    save();
    expect(written().session.lastAt).toBe(start + 9990);
    sessionAt(start + 10_001);
    expect(write).toHaveBeenCalledTimes(3);
  });

  test("is one of both tabs", async () => {
    const [a, b] = [await open(), await open()];
    const session = a.sessionAt(clock.now());
    expect(b.visitor()).toBe(a.visitor());
    for (let i = 0; i < 5; i++) {
      clock.forward(20 * MINUTE);
      expect(a.sessionAt(clock.now())).toBe(session);
    }
    clock.forward(MINUTE);
    expect(b.sessionAt(clock.now())).toBe(session);
  });
});

test("progress is one of both tabs", async () => {
  const [a, b] = [await open(), await open()];
  a.setProgress({ checkout: { state: "started", attempt: 1, reached: "a", step: "a", since: 1, told: [] } });
  expect(b.progress()).toEqual(a.progress());
});

describe("a visitor who is made new", () => {
  test("has nothing of the old", async () => {
    const identity = await open();
    const before = { visitor: identity.visitor(), session: identity.sessionAt(clock.now()) };
    identity.setProgress({ checkout: { state: "started", attempt: 1, reached: "a", step: "a", since: 1, told: [] } });
    identity.rotate();
    expect(identity.visitor()).not.toBe(before.visitor);
    expect(identity.sessionAt(clock.now())).not.toBe(before.session);
    expect(identity.progress()).toEqual({});
    expect((await open()).visitor()).toBe(identity.visitor());
    expect(JSON.stringify(store.rows("i"))).not.toContain(before.visitor);
  });
  test("stays new when a second tab goes away", async () => {
    const [a, b] = [await open(), await open()];
    a.rotate();
    b.save();
    expect((await open()).visitor()).toBe(a.visitor());
  });
});
test("a tab that goes away after a while sets nothing back", async () => {
  const [a, b] = [await open(), await open()];
  b.sessionAt(clock.now());
  clock.forward(40 * MINUTE);
  const session = a.sessionAt(clock.now());
  b.save();
  expect((await open()).sessionAt(clock.now())).toBe(session);
});

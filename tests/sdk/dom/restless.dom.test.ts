import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createRestless, type Restless } from "../../../packages/sdk/src/dom/restless.ts";
import { createFakeClock } from "../fixtures.ts";

const EVERY = 5000;
let aborter: AbortController;
let clock: ReturnType<typeof createFakeClock>;
let restless: Restless;
const find = (selector: string) => document.querySelector(selector) as HTMLElement;
const pass = async (ms: number) => {
  clock.forward(ms);
  await vi.advanceTimersByTimeAsync(ms);
};
/** A look each five seconds; in the first second of each `change` happens. */
const live = async (times: number, change = () => {}) => {
  for (let i = 0; i < times; i++) {
    restless.look([document]);
    await pass(500);
    change();
    await pass(EVERY - 500);
  }
};
const tick = () => find("#clock").append("x");

beforeEach(() => {
  vi.useFakeTimers();
  document.body.innerHTML = `<p id="clock">x</p><p id="other">x</p>`;
  aborter = new AbortController();
  clock = createFakeClock();
  clock.forward(10_000);
  restless = createRestless(clock, aborter.signal);
});
afterEach(() => {
  aborter.abort();
  vi.useRealTimers();
});

test("what changed in each of three looks is restless, and nothing else", async () => {
  await live(2, tick);
  expect(restless.has(find("#clock"))).toBe(false);
  await live(1, tick);
  expect(restless.has(find("#clock"))).toBe(true);
  expect([find("#other"), document.body, null].map(restless.has)).toEqual([false, false, false]);
});

test("what changes now and then is not", async () => {
  for (let i = 0; i < 5; i++) {
    await live(2, tick);
    await live(1);
  }
  expect(restless.has(find("#clock"))).toBe(false);
});

test("what has come to rest is not restless any more", async () => {
  await live(4, tick);
  await live(2);
  expect(restless.has(find("#clock"))).toBe(false);
});

test("what changes many times in one look counts once", async () => {
  await live(1, () => {
    for (let i = 0; i < 10; i++) tick();
  });
  expect(restless.has(find("#clock"))).toBe(false);
});

test("nothing is looked at for a while after the visitor did something: that would be the answer", async () => {
  await live(5, () => {
    tick();
    find("#other").dispatchEvent(new Event("pointerdown", { bubbles: true }));
    find("#other").append("x");
  });
  expect(restless.has(find("#other"))).toBe(false);
});

test.each([
  [2400, false],
  [2600, true],
])("a look %i ms after a key: %s", async (ms, is) => {
  for (let i = 0; i < 3; i++) {
    find("#other").dispatchEvent(new Event("keydown", { bubbles: true }));
    clock.forward(ms);
    await live(1, tick);
  }
  expect(restless.has(find("#clock"))).toBe(is);
});

test("a look that was cut short breaks no row", async () => {
  await live(2, tick);
  restless.look([document]);
  find("#other").dispatchEvent(new Event("pointerdown", { bubbles: true }));
  await pass(EVERY);
  await live(1, tick);
  expect(restless.has(find("#clock"))).toBe(true);
});

test("what scrolls by itself is restless, too", async () => {
  await live(3, () => find("#other").dispatchEvent(new Event("scroll")));
  expect(restless.has(find("#other"))).toBe(true);
});

test("a look lasts little more than a second, and ends with its signal", async () => {
  for (let i = 0; i < 4; i++) {
    restless.look([document]);
    await pass(1300);
    tick();
    await pass(EVERY);
  }
  expect(restless.has(find("#clock"))).toBe(false);
  restless.look([document]);
  aborter.abort();
  tick();
  await pass(100);
  expect(restless.has(find("#clock"))).toBe(false);
});

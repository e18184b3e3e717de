import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { trackAttention } from "../../../packages/sdk/src/plan/attention.ts";
import { createFakeClock } from "../fixtures.ts";

let aborter = new AbortController();
let clock = createFakeClock();
const open = () => trackAttention(document, clock, aborter.signal);
const input = (type = "keydown") => window.dispatchEvent(new Event(type));
const setThere = (isVisible: boolean, hasFocus = isVisible) => {
  vi.spyOn(document, "visibilityState", "get").mockReturnValue(isVisible ? "visible" : "hidden");
  vi.spyOn(document, "hasFocus").mockReturnValue(hasFocus);
  input("visibilitychange");
};

beforeEach(() => {
  aborter = new AbortController();
  clock = createFakeClock();
  setThere(true);
});
afterEach(() => {
  aborter.abort();
  vi.restoreAllMocks();
});

test("time counts while the page is visible and has focus", () => {
  const engaged = open();
  clock.forward(1000);
  expect(engaged()).toBe(1000);
});

test("not while it is hidden, or another window has the focus", () => {
  const engaged = open();
  clock.forward(1000);
  setThere(false);
  clock.forward(5000);
  setThere(true, false);
  clock.forward(5000);
  setThere(true);
  clock.forward(500);
  expect(engaged()).toBe(1500);
});

test("for a minute after the last input", () => {
  const engaged = open();
  clock.forward(40_000);
  input();
  clock.forward(600_000);
  expect(engaged()).toBe(100_000);
  clock.forward(600_000);
  expect(engaged()).toBe(100_000);
  input("pointermove");
  clock.forward(1000);
  expect(engaged()).toBe(101_000);
});

const INPUTS = ["pointermove", "pointerdown", "keydown", "wheel", "focus", "blur"];
test.each([...INPUTS.map((type) => [type, 61_000]), ["scroll, which a page does by itself,", 60_000]])(
  "%s makes %i ms of ten minutes and a second",
  (type, ms) => {
    const engaged = open();
    clock.forward(600_000);
    input(`${type}`.split(",")[0]);
    clock.forward(1000);
    expect(engaged()).toBe(ms);
  },
);

test("reading it often changes nothing", () => {
  const engaged = open();
  for (let i = 0; i < 10; i++) {
    clock.forward(100);
    engaged();
  }
  expect(engaged()).toBe(1000);
});

test("after its stop it hears no input any more", () => {
  const engaged = open();
  aborter.abort();
  clock.forward(100_000);
  input();
  clock.forward(100_000);
  expect(engaged()).toBe(60_000);
});

import { afterEach, expect, test } from "vitest";
import { trackErrorBursts } from "../../../packages/sdk/src/trackers/error-bursts.ts";
import { makeEntry } from "../fixtures.ts";
import { watchFriction } from "./friction-fixture.ts";

let watched: ReturnType<typeof watchFriction>;
const fail = (after = 1000, type = "error") => {
  watched.clock.forward(after);
  watched.hear(makeEntry({ type, name: "TypeError", at: watched.clock.now() }));
};
const track = (...given: Parameters<typeof watchFriction>) => {
  watched = watchFriction(...given);
  return watched.run(trackErrorBursts);
};

afterEach(() => watched.end());

test("three errors in a short time are told once, by the class of the last, until there was a pause", () => {
  track();
  for (let i = 0; i < 5; i++) fail();
  expect(watched.signs).toEqual([{ type: "errors", name: "TypeError", data: { errors: 3 } }]);
  fail(10_001);
  fail();
  expect(watched.signs).toHaveLength(1);
  fail();
  expect(watched.signs).toHaveLength(2);
});

test("slow ones, and other entries, are none", () => {
  track();
  for (let i = 0; i < 5; i++) fail(5001);
  for (let i = 0; i < 5; i++) fail(100, "click");
  expect(watched.signs).toEqual([]);
});

test("errors from before this part was loaded count", () => {
  watched = watchFriction();
  for (let i = 0; i < 3; i++) fail();
  watched.run(trackErrorBursts);
  expect(watched.signs).toHaveLength(1);
});

test("the owner says how many", () => {
  track({ errors: { times: 2 } });
  fail();
  fail();
  expect(watched.signs).toHaveLength(1);
});

test("nothing is told after its stop", () => {
  track()();
  for (let i = 0; i < 5; i++) fail();
  expect(watched.signs).toEqual([]);
});

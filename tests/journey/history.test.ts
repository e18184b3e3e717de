import { toEnded, toHistory } from "@waymark/journey";
import { expect, test } from "vitest";
import { toShow } from "./decide-fixture.ts";

const history = [toShow(2, { submission: "a" }), toShow(1, { submission: "b" })];

test("a show is added at the end, the last hundred are kept", () => {
  const all = Array.from({ length: 120 }, (_, i) => toShow(0, { submission: `${i}` })).reduce(toHistory, history);
  expect(all).toHaveLength(100);
  expect(all.at(-1)?.submission).toBe("119");
});

test.each([
  ["answer", "answered"],
  ["completed", "answered"],
  ["dismissed", "dismissed"],
  ["snoozed", "snoozed"],
])("%s ends a show as %s, and no other one", (type, ending) =>
  expect(toEnded(history, "a", type).map((show) => show.ending)).toEqual([ending, undefined]),
);

test("the first ending counts", () => {
  const ended = toEnded(history, "b", "answer");
  expect(toEnded(ended, "b", "dismissed")).toBe(ended);
  expect(toEnded(ended, "b", "snoozed").at(-1)?.ending).toBe("answered");
});

test.each([
  ["shown is no ending", "a", "shown"],
  ["another submission", "c", "dismissed"],
])("%s", (_, submission, type) => expect(toEnded(history, submission, type)).toBe(history));

import type { Entry } from "@waymark/protocol";
import { expect, test } from "vitest";
import { compareAsks } from "../../../packages/cli/src/replay/compare-asks.ts";
import type { JourneyAsk } from "../../../packages/cli/src/replay/tally.ts";

const ask = (journey: string, survey: string, at: number, more: object = {}): JourneyAsk => ({
  ...{ journey, survey, trigger: "t", session: "s", at: at + 1000, isRecorded: false },
  cause: { id: `${at}`, at, type: "click", name: "a" } as Entry,
  ...more,
});
const namesOf = (asks: readonly JourneyAsk[]) =>
  asks.map(({ journey, survey, cause }) => `${journey} ${survey} ${cause.at}`);

const compare = (before: readonly JourneyAsk[], after: readonly JourneyAsk[]) => {
  const { gained, lost, moved } = compareAsks(before, after);
  return {
    gained: namesOf(gained),
    lost: namesOf(lost),
    moved: moved.map(({ from, to }) => `${from.journey} ${from.survey} ${from.cause.at} -> ${to.cause.at}`),
  };
};
const SAME = { gained: [], lost: [], moved: [] };

test("the same asks are no difference, whichever trigger asks and whatever ids are made", () => {
  const other = { trigger: "u", cause: { ...ask("a", "x", 1).cause, id: "other" } };
  expect(compare([ask("a", "x", 1)], [ask("a", "x", 1, other)])).toEqual(SAME);
});

test("asks are gained, lost, and moved within a journey", () => {
  const before = [ask("a", "x", 1), ask("b", "x", 2), ask("c", "x", 3), ask("c", "x", 4), ask("d", "x", 5)];
  const after = [ask("a", "x", 9), ask("c", "x", 4), ask("c", "x", 8), ask("d", "y", 5), ask("e", "x", 2)];
  expect(compare(before, after)).toEqual({
    gained: ["d y 5", "e x 2"],
    lost: ["b x 2", "d x 5"],
    moved: ["a x 1 -> 9", "c x 3 -> 8"],
  });
});

test("first is moved to first, second to second; what is left over is gained or lost", () => {
  const many = (...at: number[]) => at.map((each) => ask("a", "x", each));
  expect(compare(many(1, 2), many(3, 4, 5))).toEqual({
    ...SAME,
    moved: ["a x 1 -> 3", "a x 2 -> 4"],
    gained: ["a x 5"],
  });
  expect(compare(many(3, 4, 5), many(1))).toEqual({ ...SAME, moved: ["a x 3 -> 1"], lost: ["a x 4", "a x 5"] });
});

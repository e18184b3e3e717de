import { type Change, toObservation } from "@waymark/journey";
import { entrySchema } from "@waymark/protocol/schema";
import { expect, test } from "vitest";

const make = (change: Partial<Change>) =>
  toObservation({
    ...{ stage: "checkout", state: "started", attempt: 2, step: "cart", reached: "pay", engaged: 7, at: 5 },
    ...change,
  });
const id = "0193a5e0-0000-7000-8000-000000000000";
const rest = { step: "cart", reached: "pay", engaged: 7, attempt: 2 };
const about = { name: "checkout", place: { stage: "checkout", step: "cart" } };

test.each(["started", "progressing", "completed"] as const)("%s is a touchpoint of the stage", (state) =>
  expect(make({ state })).toEqual({ kind: "touchpoint", type: "stage", ...about, data: { state, ...rest } }),
);

test.each([
  ["stalled", "idle", 0.4],
  ["leaving", "exit-intent", 1],
  ["abandoned", "closed", 1],
  ["recovered", undefined, 0],
] as const)("%s is friction, with its reason and weight", (state, reason, weight) => {
  const data = { state, ...rest, ...(reason && { reason }), weight };
  expect(make({ state, reason })).toEqual({ kind: "friction", type: "abandon", ...about, data });
});

test.each([{ state: "completed" }, { state: "leaving", reason: "page" }] as const)("%o is an entry", (change) => {
  const { place, ...observation } = make(change);
  const entry = { id, at: 5, ...observation, ...place };
  expect(entrySchema.parse(entry)).toEqual(entry);
});

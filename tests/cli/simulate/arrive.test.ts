import type { Configuration } from "@waymark/protocol";
import { expect, test } from "vitest";
import { entriesOf, makeParcels, PLAN } from "./fixtures.ts";

/** The plan with the names of touchpoints as events of a dataLayer. */
const pushing: Configuration = {
  ...PLAN,
  stages: PLAN.stages?.map((stage) => ({
    ...stage,
    steps: stage.steps?.map(({ touchpoint, ...step }) => ({ ...step, dataLayer: touchpoint })),
  })),
};
const namesIn = (plan: Configuration) =>
  plan.stages?.flatMap(({ steps = [] }) => steps.flatMap(({ id, dataLayer }) => (dataLayer ? [[id, dataLayer]] : [])));

test("a step that an event of a dataLayer shows is come to by that event", () => {
  const names = namesIn(pushing) ?? [];
  expect(names.length).toBeGreaterThan(0);
  const entries = entriesOf(makeParcels({ plan: pushing }));
  for (const [step, name] of names) {
    const told = entries.find((entry) => entry.type === "custom" && entry.name === name);
    expect(told).toMatchObject({ step, data: { source: "dataLayer" } });
    expect(entries.some((entry) => entry.type === "step" && entry.name === step)).toBe(true);
  }
});

// Simulated visitors are asked by the page's own rules, too: replayed by the plan that asked them, they are asked the same.
import type { Entry, SubmissionData } from "@waymark/protocol";
import { expect, test } from "vitest";
import { replayJourney } from "../../../packages/cli/src/replay/replay-journey.ts";
import { createSorting } from "../../../packages/cli/src/replay/sort-journeys.ts";
import { toRows } from "../../../packages/cli/src/replay/to-rows.ts";
import { makeParcels, PLAN } from "../simulate/fixtures.ts";

/** What the parcels call the plan. */
const HASH = "1xgyf5x";
const isShown = ({ kind, type }: Entry) => kind === "survey" && type === "shown";

test("replay asks whom the simulation has asked, by the same triggers and for the same entries", () => {
  const sorting = createSorting();
  for (const { batch } of makeParcels({ journeys: 300 })) toRows(batch)?.forEach(sorting.add);
  const [asked, shown]: [string[], string[]] = [[], []];
  let late = 0;
  const [causes, answered]: [Set<string>, string[]] = [new Set(), []];
  for (const journey of sorting.end().journeys) {
    const entries = journey.told.map(({ entry }) => entry);
    // Known by its hash: who has gone on before the simulation's calm moment, which takes longer than a second, was not asked.
    const recorded = replayJourney(PLAN, journey, HASH).asks;
    asked.push(...recorded.map(({ trigger, survey }) => `${journey.visitor} ${trigger} ${survey}`));
    // The simulation may wait for longer than a page looks for a calm moment: then only an answer tells whose it is.
    const isKnown = ({ tab, at, data }: Entry) =>
      entries.some(({ kind, type, data: other, ...each }) =>
        kind === "answer"
          ? (data as SubmissionData).submission === other.submission
          : each.tab === tab && (kind === "friction" || type === "goal") && at > each.at && at - each.at < 40_000,
      );
    const prompt = entries.filter(isShown).filter(isKnown);
    late += entries.filter(isShown).length - prompt.length;
    shown.push(...prompt.map(({ data }) => `${journey.visitor} ${data.trigger} ${data.survey}`));
    for (const { cause } of recorded) causes.add(cause.id);
    for (const { kind, data } of entries) if (kind === "answer") answered.push(`${data.evidence.cause?.id}`);
  }
  expect(asked).toEqual(shown);
  expect(shown.length).toBeGreaterThan(100);
  expect(late).toBeLessThan(10);
  expect(answered.length).toBeGreaterThan(20);
  expect(answered.filter((id) => !causes.has(id))).toEqual([]);
});

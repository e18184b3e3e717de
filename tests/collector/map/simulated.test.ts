// What is put into simulated visitors is what their map shows: drop-off, friction and mood of each step.
import type { JourneyMap } from "@waymark/protocol";
import { beforeAll, describe, expect, test } from "vitest";
import { toPopulation } from "../../../packages/cli/src/simulate/to-population.ts";
import { createMapApi } from "../../../packages/collector/src/map/map-api.ts";
import { openReadModel } from "../../../packages/collector/src/read-model.ts";
import { toLines, toOwnPart, toSharedPart } from "../../../packages/collector/src/stored-entry.ts";
import { toBrowser } from "../../../packages/collector/src/to-browser.ts";
import { makeParcels, PLAN, SHOP, UNTIL } from "../../cli/simulate/fixtures.ts";
import { stepOf } from "./fixtures.ts";

const DAY = 86_400_000;
const JOURNEYS = 2_000;
const { stops } = toPopulation(PLAN, SHOP);

/** Everyone, and those on a desktop: of visitors who began long enough ago to have come back, or not. */
let all: JourneyMap;
let desktop: JourneyMap;

beforeAll(async () => {
  const readModel = await openReadModel(":memory:");
  const lines = makeParcels({ journeys: JOURNEYS }).flatMap(({ batch: { entries, ...batch }, userAgent }) =>
    toLines(
      entries.map((entry) => JSON.stringify(toOwnPart(entry, batch.sentAt, batch.sentAt))),
      toSharedPart(batch, { received: batch.sentAt, browser: toBrowser(userAgent) }),
    ),
  );
  await readModel.apply({ from: 0, lines });
  const answer = createMapApi({ readModel, configuration: PLAN, now: () => UNTIL, threshold: 1 });
  const read = async (more: string): Promise<JourneyMap> => {
    const period = `from=${UNTIL - 30 * DAY}&until=${UNTIL - 12 * DAY}`;
    return (await answer(new URLSearchParams(`include=simulated&${period}${more}`))).json();
  };
  all = await read("");
  desktop = await read("&device=desktop");
  await readModel.close();
}, 120_000);

/** Four standard errors of a share: seldom wrong, and a wrong share of a tenth is never let through. */
const expectShare = (share: number, n: number, wanted: number) => {
  expect(n).toBeGreaterThan(40);
  expect(Math.abs(share - wanted)).toBeLessThan(4 * Math.sqrt((wanted * (1 - wanted)) / n) + 0.01);
};

test("all of them are on it", () => {
  expect(all.visitors).toBeGreaterThan(JOURNEYS / 3);
  expect(all.inProgress).toBeLessThan(all.visitors / 100);
});

describe.each(stops.map((stop, i) => ({ ...stop, next: stops[i + 1]?.key })))(
  "$key",
  ({ key, next, leave, friction, mood, step }) => {
    // Where no step is skipped, who comes to the next one is who did not leave: in the checkout.
    if (next && key.startsWith("checkout") && !step.goal)
      test("drop-off", () => {
        const [here, there] = [stepOf(all, key), stepOf(all, next)].map(({ visitors }) => visitors ?? 0) as [
          number,
          number,
        ];
        expectShare(1 - there / here, here, leave);
      });

    for (const type of ["rage-click", "exit-intent"] as const) {
      const use = friction[type];
      if (use === undefined) continue;
      test(type, () => {
        const { visitors, friction: told } = stepOf(type === "exit-intent" ? desktop : all, key);
        const rate = told.find((each) => each.type === type)?.rate ?? 0;
        expectShare(rate, visitors ?? 0, typeof use === "object" ? use.share : use);
      });
    }

    test("mood, where enough answered", () => {
      const { n, mean } = stepOf(all, key).emotion;
      if (n < 20 || mean === null) return;
      // Cut to the scale, a mood near its end comes out up to a tenth milder.
      expect(Math.abs(mean - mood.mean)).toBeLessThan((4 * mood.spread) / Math.sqrt(n) + 0.1);
    });
  },
);

test("enough answered for a curve", () => {
  const told = all.stages.flatMap(({ steps }) => steps).filter(({ emotion }) => emotion.n >= 20);
  expect(told.length).toBeGreaterThan(2);
});

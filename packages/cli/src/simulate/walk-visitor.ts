// One simulated visitor from the first page to the last: visits, stays and what is told of them.
import type { Deal } from "./answer-survey.ts";
import { attendSurvey, type Setting } from "./attend-survey.ts";
import { createClock } from "./clock.ts";
import { createTab } from "./create-tab.ts";
import { createVisitor, type Visitor } from "./create-visitor.ts";
import { drawVisits } from "./draw-visits.ts";
import type { Random } from "./random.ts";
import { spendStay } from "./spend-stay.ts";
import type { Population } from "./to-population.ts";

/** Between two visits, ms: half come back within a day, nobody within the session's half hour. */
const AWAY = { median: 86_400_000, spread: 2.5, least: 2_400_000 };

/** Those who go look at a page elsewhere on the site, where they may be asked why. */
function lookOut(setting: Setting): void {
  const { population, random, clock, tab } = setting;
  tab.tell({ kind: "touchpoint", type: "click", name: "a" });
  clock.pass(random.between(20, 200));
  tab.go(random.pick(population.out) ?? "/", "navigate");
  clock.pass(random.between(500, 4000));
  attendSurvey(setting);
  clock.pass(random.between(2000, 20_000));
}

/** @param start when they come, and `until` when nothing more has happened yet, ms since the epoch */
export function walkVisitor(population: Population, random: Random, deal: Deal, start: number, until: number): Visitor {
  const clock = createClock(start);
  const visitor = createVisitor(population, random, clock, until);
  const walker = { population, random, clock, visitor };
  for (const { stays, looksOut } of drawVisits(population, random)) {
    const tab = createTab(walker, random.weigh(population.referrers) ?? "");
    const setting = { ...walker, tab, deal };
    for (const stay of stays) {
      spendStay(setting, stay);
      clock.pass(random.between(20, 300));
    }
    if (looksOut) lookOut(setting);
    tab.close();
    clock.pass(AWAY.least + AWAY.median * AWAY.spread ** random.normal(), true);
  }
  return visitor;
}

// One fault in each engine where it can be driven.
import { describe } from "vitest";
import type { Engine } from "../harness/driver.ts";
import { describeIn, SELECTED_ENGINES } from "../harness/engines.ts";
import { SCENARIOS, titleOf } from "./scenarios.mjs";

/** @throws Error for a number that is not in the list */
export const describeScenario = (number: number, suite: (engine: Engine) => void): void => {
  const scenario = SCENARIOS.find((each) => each.number === number);
  if (!scenario) throw new Error(`There is no scenario ${number}.`);
  const engines = SELECTED_ENGINES.filter((engine) => !scenario.notIn?.[engine]);
  describe(titleOf(scenario), () => describeIn(engines, suite));
};

// Types of `scenarios.mjs`, which the runner reads before anything is built.
import type { Engine } from "../find-browser.mjs";

export interface Scenario {
  readonly number: number;
  readonly fault: string;
  readonly notIn?: { readonly [engine in Engine]?: string };
}
export const SCENARIOS: readonly Scenario[];
export function titleOf(scenario: Scenario): string;

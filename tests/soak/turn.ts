// One act's turn: what it is done with, all of it drawn by the seed and the act's number.
import type { Place } from "../browser/harness/driver.ts";
import { createRandom, type Random } from "./random.ts";
import type { OpenTab, Visit } from "./visit.ts";
import type { World } from "./world.ts";

export interface Turn {
  readonly visit: Visit;
  readonly world: World;
  /** The tab that it is about. */
  readonly open: OpenTab;
  /** Touchpoints to tell on the way, and bytes of each. */
  readonly few: number;
  readonly size: number;
  /** Where a new tab opens. */
  readonly place: Place;
  readonly random: Random;
}

export interface Act {
  readonly weight: number;
  /** Says in a few words what came of it. */
  readonly run: (turn: Turn) => Promise<string>;
}

const SIZES = [0, 0, 100, 500, 2000];

export const toTurn = (visit: Visit, world: World, seed: number, number: number): Turn => {
  const random = createRandom(seed, number);
  return {
    visit,
    world,
    open: random.of(visit.tabs),
    few: random.whole(1, 10),
    size: random.of(SIZES),
    // Firefox opens windows alone: its tab in the background keeps a driver waiting.
    place: visit.lab.engine === "chromium" ? random.of<Place>(["window", "tab"]) : "window",
    random,
  };
};

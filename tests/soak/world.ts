// What lies beyond the browser: the weather on the way to the collector, and a collector that is killed and started again.
import { endBackoff } from "../browser/harness/in-page.ts";
import { createRandom, type Random } from "./random.ts";
import type { Visit } from "./visit.ts";
import { CLEAR, WEATHERS, type Weather } from "./weather.ts";

export interface World {
  /** Lets pass what passes between two acts; says so, if anything did. */
  readonly turn: (number: number, random: Random) => Promise<readonly string[]>;
  readonly setWeather: (weather: Weather) => Promise<void>;
  /** Lets the present pause after failures be over: by a long one nothing would be proven. */
  readonly endPause: () => Promise<void>;
  /** The collector is well, and can be had. */
  readonly recover: () => Promise<void>;
  /** How often the collector was killed. */
  readonly kills: () => number;
}

const CHANGE = 0.15;
const KILL = 0.015;

export const createWorld = (visit: Visit, seed: number): World => {
  const { relay, collector, told, site } = visit.lab;
  let kills = 0;
  let restartsAt: number | undefined;
  const setWeather = async ({ decide, delay = 0 }: Weather) => {
    // By the arrival's number, below all acts'.
    const randomOf = (number: number) => createRandom(seed, -number);
    relay.set(
      (arrival) => decide(arrival, randomOf(arrival.number)),
      ({ number }) => randomOf(number).whole(0, delay),
    );
    // What was left unanswered would take up the few connections that a browser opens.
    await relay.disconnect();
    await relay.connect();
  };
  const endPause = async () => {
    const isThere = [...told.values()].some(({ level }) => level === "idb");
    const [first] = visit.tabs;
    // A frozen page may hold the database.
    if (first && isThere && !visit.tabs.some(({ isFrozen }) => isFrozen)) await endBackoff(first.tab, site);
  };
  const recover = async () => {
    await setWeather(CLEAR);
    if (restartsAt !== undefined) await collector.restart();
    restartsAt = undefined;
  };
  return {
    setWeather,
    endPause,
    recover,
    kills: () => kills,
    async turn(number, random) {
      const seen: string[] = [];
      if (restartsAt !== undefined && number >= restartsAt) {
        await collector.restart();
        restartsAt = undefined;
        seen.push("the collector is started again");
      } else if (restartsAt === undefined && random.isLikely(KILL)) {
        await collector.kill9();
        kills++;
        restartsAt = number + random.whole(1, 6);
        seen.push("the collector is killed");
      }
      if (random.isLikely(CHANGE)) {
        const weather = random.of(WEATHERS);
        await setWeather(weather);
        await endPause();
        seen.push(`the weather is ${weather.name}`);
      }
      return seen;
    },
  };
};

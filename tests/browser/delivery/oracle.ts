// What a test has told Waymark, remembered outside of any browser: what has to arrive is measured against it.
import { randomBytes } from "node:crypto";
import type { JsonObject } from "@waymark/protocol";
import type { Tab } from "../harness/driver.ts";

/** What is given to `waymark.track()`. */
export interface Told {
  readonly name: string;
  readonly data: JsonObject;
  /** What its promise resolved to; absent when nobody heard of it. */
  readonly level?: string | undefined;
}

export interface TrackOptions {
  /** About how many bytes each one's data takes; at most 8,000, beyond which Waymark leaves data out. */
  readonly size?: number;
  /** Each in a task of its own, and so a row of its own; default: all in one task. */
  readonly isApart?: boolean;
}

export interface Oracle {
  /** All that was told, by name. */
  readonly told: ReadonlyMap<string, Told>;
  /** Makes up touchpoints that a test tells by itself, and counts them as told from now on. */
  readonly invent: (count: number, size?: number) => readonly Told[];
  /** Notes what their promises resolved to. */
  readonly heard: (told: readonly Told[], levels: readonly string[]) => void;
  /** Tells unique touchpoints in a page, and resolves with how well each is kept. */
  readonly track: (tab: Tab, count: number, options?: TrackOptions) => Promise<readonly string[]>;
}

/** Letters alone, so that nothing in it looks personal; compressing halves it. */
const toFiller = (size: number) =>
  randomBytes(Math.ceil(size / 2))
    .toString("hex")
    .replace(/\d/g, (digit) => "ghijklmnop"[+digit] ?? "");

export const createOracle = (): Oracle => {
  const told = new Map<string, Told>();
  const invent = (count: number, size = 0): readonly Told[] =>
    Array.from({ length: count }, () => {
      const number = told.size + 1;
      const one: Told = { name: `told-${number}`, data: { number, ...(size && { filler: toFiller(size) }) } };
      told.set(one.name, one);
      return one;
    });
  const heard = (those: readonly Told[], levels: readonly string[]) => {
    for (const [i, one] of those.entries()) told.set(one.name, { ...one, level: levels[i] });
  };
  return {
    told,
    invent,
    heard,
    async track(tab, count, { size, isApart = false } = {}) {
      const those = invent(count, size);
      const levels = await tab.evaluate(
        async (all, apart) => {
          const { waymark } = window as never as { waymark: { track(name: string, data: object): Promise<string> } };
          const kept: Promise<string>[] = [];
          for (const { name, data } of all) {
            kept.push(waymark.track(name, data));
            if (apart) await new Promise((resolve) => setTimeout(resolve));
          }
          return Promise.all(kept);
        },
        those,
        isApart,
      );
      heard(those, levels);
      return levels;
    },
  };
};

// The way of one simulated visitor through the steps: on, back, round and away, and for some again another day.
import type { Act, StruggleType } from "@waymark/protocol";
import type { Arrival } from "./arrive.ts";
import type { Random } from "./random.ts";
import type { Population, Stop } from "./to-population.ts";

/** A stay at a step. */
export interface Stay extends Arrival {
  readonly stop: Stop;
  /** What of the step's acts they come to; all: they go on. */
  readonly acts: readonly Act[];
  readonly struggles: ReadonlySet<StruggleType>;
  /** Times the usual engaged time. */
  readonly dwell: number;
  /** They go back or round, by this link; by the browser's button where it is absent. */
  readonly click?: string | undefined;
}

export interface Visit {
  readonly stays: readonly Stay[];
  /** Ends with a look at a page outside of the step. */
  readonly looksOut: boolean;
}

/** Times that somebody goes back or round in a visit; then they go on. */
const MOST_DETOURS = 6;
/** Of visitors: whether they leave and what goes wrong hang together. */
const TOGETHER = 0.6;
/** Of the usual time, where they have been before. */
const AGAIN = 0.5;

/** What a visitor has behind them; both grow. */
interface Memory {
  readonly seen: Set<number>;
  furthest: number;
}

/** One number decides of leaving and, often, of what goes wrong: so those who struggle leave, and all shares stay true. */
function drawFate(random: Random, { leave, friction }: Stop) {
  const luck = random.next();
  const struggles = new Set<StruggleType>();
  for (const [type, use = 0] of Object.entries(friction)) {
    const share = typeof use === "object" ? use.share : use;
    if ((random.chance(TOGETHER) ? luck : random.next()) < share) struggles.add(type as StruggleType);
  }
  return { leaves: luck < leave, struggles };
}

/** Where to next; detours lead to a step that was passed already. */
function drawNext(random: Random, stops: readonly Stop[], at: number) {
  const { back = 0, repeat = 0, skip = 0, pages = [] } = stops[at] ?? {};
  const draw = random.next();
  if (draw < back && at > 0) return { to: at - 1, ...(random.chance(0.5) && { load: "back-forward" as const }) };
  if (draw >= back && draw < back + repeat && pages.length > 1) return { to: at, isRepeat: true };
  return { to: draw >= 1 - skip && at + 2 < stops.length ? at + 2 : at + 1 };
}

const isDrawn = ({ step }: Stop): boolean => !!(step.visible || step.touchpoint || step.dataLayer);

/** @param patience how many new steps they take in before they break off */
function drawVisit(stops: readonly Stop[], random: Random, memory: Memory, start: number, patience: number) {
  const stays: Stay[] = [];
  let next: Arrival & { readonly to: number } = { to: start };
  for (let detours = 0, fresh = 0; ; ) {
    const { to: at, ...arrival } = next;
    const stop = stops[at] as Stop;
    const isNew = !memory.seen.has(at);
    const fate = isNew ? drawFate(random, stop) : undefined;
    const isOver = at === stops.length - 1 || (at > memory.furthest && !!fate?.leaves);
    memory.seen.add(at);
    memory.furthest = Math.max(memory.furthest, at);
    fresh += isNew ? 1 : 0;
    const struggles = fate?.struggles ?? new Set<StruggleType>();
    const stay = { stop, ...arrival, struggles, isSlow: struggles.has("slow-page"), dwell: isNew ? 1 : AGAIN };
    if (isOver || fresh >= patience) {
      // Who rages has come to the last act, the one that does nothing.
      const least = struggles.has("rage-click") ? stop.acts.length - 1 : 0;
      const done = stop.step.goal ? stop.acts.length : random.between(Math.max(0, least), stop.acts.length);
      stays.push({ ...stay, acts: stop.acts.slice(0, done) });
      return { isOver, visit: { stays, looksOut: random.chance(stop.lookOut) } };
    }
    next = detours < MOST_DETOURS ? drawNext(random, stops, at) : { to: at + 1 };
    const target = stops[next.to];
    const isDetour = next.to <= at;
    detours += isDetour ? 1 : 0;
    const click = isDetour && !next.load ? (target && isDrawn(target) ? "button" : "a") : undefined;
    stays.push({ ...stay, acts: isDetour ? [] : stop.acts, click });
  }
}

/** All visits of a visitor, one or two. The population has at least one stop. */
export function drawVisits({ stops, starts, returning }: Population, random: Random): readonly Visit[] {
  const memory: Memory = { seen: new Set(), furthest: -1 };
  const toIndex = (key: string | undefined) =>
    Math.max(
      0,
      stops.findIndex((stop) => stop.key === key),
    );
  const isReturning = random.chance(returning);
  const patience = isReturning ? random.between(1, 5) : Infinity;
  const first = drawVisit(stops, random, memory, toIndex(random.weigh(starts)), patience);
  if (!isReturning) return [first.visit];
  const stageOf = ({ key }: Stop) => key.split("/")[0];
  const reached = stops[memory.furthest] as Stop;
  const home = Math.min(toIndex(random.weigh(starts)), memory.furthest);
  const resumed = stops.findIndex((stop) => stageOf(stop) === stageOf(reached));
  const landed = { stop: stops[home] as Stop, struggles: new Set<StruggleType>(), dwell: AGAIN };
  if (first.isOver) return [first.visit, { stays: [{ ...landed, acts: [] }], looksOut: false }];
  const { visit } = drawVisit(stops, random, memory, resumed, Infinity);
  const landing = home === resumed ? [] : [{ ...landed, acts: landed.stop.acts }];
  return [first.visit, { ...visit, stays: [...landing, ...visit.stays] }];
}

// Makes entries of observations: id, order within the tab, stage and step; and lets everybody know of them.
import type { Place } from "@waymark/journey";
import type { Entry, Stop } from "@waymark/protocol";
import type { Draft, Kept, Observation } from "../observation.ts";
import { type Queue, toPriority } from "./queue.ts";

export interface EnrichContext {
  readonly queue: Queue;
  readonly makeId: () => string;
  /** Names the document; absent with consent `anonymous`, and then no entry can be tied to another. */
  readonly tabId: string | undefined;
  readonly onQueued: (isUrgent: boolean) => void;
}

/** Where the visitor stands. */
export interface Whereabouts {
  readonly place: () => Place | undefined;
  /** Takes in an observation and returns what follows from it; the new place holds already. */
  readonly observe: (draft: Draft) => readonly Observation[];
}

export interface Enrich {
  /** An observation of type `step` is no entry itself: it only has the place looked at anew, or set by its name. */
  readonly add: (draft: Draft) => Promise<Kept>;
  /** Places whatever came before, and all that comes; without whereabouts that is left to the collector. */
  readonly settle: (whereabouts?: Whereabouts) => void;
  /** Hears of every placed entry, and first of those there were in this document already. */
  readonly onEntry: (hear: (entry: Entry) => void) => Stop;
}

/** Entries that are kept for hearers who come later. */
const MOST_TOLD = 50;

const NOWHERE = { place: () => undefined, observe: () => [] };

export function createEnrich({ queue, makeId, tabId, onQueued }: EnrichContext): Enrich {
  const hearers = new Set<(entry: Entry) => void>();
  const told: Entry[] = [];
  let late: (readonly [Draft, Entry | undefined])[] = [];
  let whereabouts: Whereabouts | undefined;
  let count = 0;

  /** Fields that are `undefined` are left out by JSON. */
  const toEntry = (draft: Draft, at?: Place) =>
    ({ id: makeId(), ...draft, tab: tabId, seq: tabId && ++count, ...at, place: undefined }) as Entry;
  const keep = (entry: Entry): Promise<Kept> => {
    onQueued(!toPriority(entry));
    return queue.add(entry);
  };
  const tell = (entry: Entry) => {
    // The first tells how the document was loaded, which is not told again.
    if (told.push(entry) > MOST_TOLD) told.splice(1, 1);
    for (const hear of hearers) hear(entry);
  };
  /** Takes a draft where it belongs; what follows from it is of the same moment and place. */
  const locate = (draft: Draft, by: Whereabouts) => {
    const following = draft.place ? [] : by.observe(draft);
    return { place: draft.place ?? by.place(), following };
  };
  const file = (draft: Draft, place: Place | undefined, observations: readonly Observation[]): Promise<Kept> => {
    let kept: Promise<Kept> | undefined;
    for (const each of observations) {
      const entry = toEntry(each === draft ? draft : { ...draft, ...each }, place);
      const isKept = keep(entry);
      kept ??= isKept;
      tell(entry);
    }
    return kept ?? Promise.resolve("memory");
  };

  return {
    add(draft) {
      const isEntry = draft.type !== "step";
      if (whereabouts) {
        const { place, following } = locate(draft, whereabouts);
        return file(draft, place, isEntry ? [draft, ...following] : following);
      }
      const entry = isEntry ? toEntry(draft) : undefined;
      late.push([draft, entry]);
      return entry ? keep(entry) : Promise.resolve("memory");
    },
    settle(next = NOWHERE) {
      whereabouts = next;
      const revised: Entry[] = [];
      for (const [draft, entry] of late) {
        const { place, following } = locate(draft, next);
        if (entry) {
          const placed = { ...entry, ...place };
          revised.push(placed);
          tell(placed);
        }
        file(draft, place, following);
      }
      queue.revise(revised);
      late = [];
    },
    onEntry(hear) {
      // Added before it hears of the past: what follows from that must be heard, too.
      const past = [...told];
      hearers.add(hear);
      for (const entry of past) hear(entry);
      return () => hearers.delete(hear);
    },
  };
}

// Makes entries of observations: id, order within the tab, stage and step; and lets everybody know of them.
import type { Place } from "@waymark/journey";
import type { Entry, Stop } from "@waymark/protocol";
import type { Draft, Kept, Observation } from "../observation.ts";
import type { Whereabouts } from "../whereabouts.ts";
import { type Queue, toPriority } from "./queue.ts";

export interface EnrichContext {
  readonly queue: Queue;
  readonly makeId: () => string;
  /** Names the document; absent with consent `anonymous`, and then no entry can be tied to another. */
  readonly tabId: string | undefined;
  readonly onQueued: (isUrgent: boolean) => void;
}

export interface Enrich {
  /** An observation of type `step` is no entry itself: it only has the place looked at anew, or set by its name. */
  readonly add: (draft: Draft) => Promise<Kept>;
  /** Places whatever came before the plan was there, and all that comes. */
  readonly settle: (whereabouts: Whereabouts) => void;
  /** Hears of every placed entry, and first of those there were in this document already. */
  readonly onEntry: (hear: (entry: Entry) => void) => Stop;
}

/** Entries that are kept for hearers who come later. */
const MOST_TOLD = 50;

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
  /** Takes a draft where it belongs; what follows from it is of the same moment. */
  const go = (draft: Draft, by: Whereabouts, early?: Entry): Promise<Kept> => {
    const following: readonly Observation[] = draft.place ? [] : by.observe(draft);
    const place = draft.place ?? by.place();
    let kept: Promise<Kept> | undefined;
    if (early) {
      const placed = { ...early, ...place };
      queue.revise(placed);
      tell(placed);
    }
    const fresh = early || draft.type === "step" ? following : [draft, ...following];
    for (const each of fresh) {
      const entry = toEntry({ ...draft, ...each }, place);
      const isKept = keep(entry);
      kept ??= isKept;
      tell(entry);
    }
    return kept ?? Promise.resolve("memory");
  };

  return {
    add(draft) {
      if (whereabouts) return go(draft, whereabouts);
      const entry = draft.type === "step" ? undefined : toEntry(draft);
      late.push([draft, entry]);
      return entry ? keep(entry) : Promise.resolve("memory");
    },
    settle(next) {
      whereabouts = next;
      for (const [draft, entry] of late) go(draft, next, entry);
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

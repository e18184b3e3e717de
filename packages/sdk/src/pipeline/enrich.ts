// Makes entries of observations: id, order within the tab, stage and step; and lets everybody know of them.
import type { Place } from "@waymark/journey";
import type { Entry, Stop } from "@waymark/protocol";
import type { Draft, Kept } from "../observation.ts";
import type { Placing } from "./placing.ts";
import { type Queue, toPriority } from "./queue.ts";

export interface EnrichContext {
  readonly queue: Queue;
  readonly makeId: () => string;
  /** Names the document; absent with consent `anonymous`, and then no entry can be tied to another. */
  readonly tab?: string | undefined;
  readonly onQueued: (isUrgent: boolean) => void;
}

export interface Enrich {
  /** An observation of type `step` is no entry itself: it only has the place looked at anew, or set by its name. */
  readonly add: (draft: Draft) => Promise<Kept>;
  /** Places whatever came before the plan was there, and all that comes. */
  readonly settle: (placing: Placing) => void;
  /** Hears of every placed entry. */
  readonly onEntry: (hear: (entry: Entry) => void) => Stop;
}

export function createEnrich({ queue, makeId, tab, onQueued }: EnrichContext): Enrich {
  const hearers = new Set<(entry: Entry) => void>();
  let late: { readonly draft: Draft; readonly entry: Entry | undefined }[] = [];
  let placing: Placing | undefined;
  let count = 0;

  const toEntry = ({ kind, type, name, data, at, mono, page }: Draft, place?: Place): Entry =>
    ({
      id: makeId(),
      kind,
      type,
      name: name.slice(0, 512),
      at,
      mono: Math.round(mono),
      ...(tab && { tab, seq: ++count }),
      ...place,
      page,
      data: data ?? {},
    }) as Entry;
  const keep = (draft: Draft, place?: Place) => {
    const entry = toEntry(draft, place);
    const kept = queue.add(entry);
    if (place) tell(entry);
    onQueued(toPriority(entry) === 0);
    return { entry, kept };
  };
  const tell = (entry: Entry) => {
    for (const hear of hearers) hear(entry);
  };
  /** What follows from an observation, being told where the visitor went, stands at the same moment. */
  const follow = (draft: Draft): readonly Draft[] =>
    draft.place || !placing
      ? []
      : placing.observe(draft, draft.page.url).map((each) => ({ ...draft, data: {}, ...each }));
  const keepAll = (drafts: readonly Draft[]) => drafts.map((draft) => keep(draft, placing?.place()));

  return {
    add(draft) {
      const isLook = draft.type === "step";
      if (!placing) {
        const kept = isLook ? undefined : keep(draft);
        late.push({ draft, entry: kept?.entry });
        return kept?.kept ?? Promise.resolve("memory");
      }
      const following = follow(draft);
      const kept = isLook ? undefined : keep(draft, draft.place ?? placing.place());
      const all = [...(kept ? [kept] : []), ...keepAll(following)];
      return all[0]?.kept ?? Promise.resolve("dropped");
    },
    settle(next) {
      placing = next;
      const waiting = late;
      late = [];
      for (const { draft, entry } of waiting) {
        const following = follow(draft);
        if (entry) {
          const placed = { ...entry, ...(draft.place ?? next.place()) };
          queue.revise(placed);
          tell(placed);
        }
        keepAll(following);
      }
    },
    onEntry(hear) {
      hearers.add(hear);
      return () => hearers.delete(hear);
    },
  };
}

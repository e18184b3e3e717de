// Puts recorded entries together again, visitor by visitor.
import type { Journey } from "./journey.ts";
import type { Row } from "./to-rows.ts";

/** What is not replayed, and why. */
export interface PassedOver {
  /** Entries without a visitor: nobody is asked there. */
  anonymous: number;
  /** Of previews. */
  test: number;
  /** Of visitors who wanted to be forgotten. */
  forgotten: number;
  /** Recorded more than once. */
  doubled: number;
}

export interface Sorted {
  readonly journeys: readonly Journey[];
  readonly passedOver: PassedOver;
}

export interface Sorting {
  readonly add: (row: Row) => void;
  readonly end: () => Sorted;
}

/** (at, tab, seq, id), as everywhere. */
const compare = (a: Row, b: Row): number =>
  a.order - b.order ||
  compareText(a.entry.tab ?? "", b.entry.tab ?? "") ||
  (a.entry.seq ?? 0) - (b.entry.seq ?? 0) ||
  compareText(a.entry.id, b.entry.id);

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Rows may come in any order. */
export function createSorting(): Sorting {
  const visitors = new Map<string, Row[]>();
  const forgotten = new Set<string>();
  const passedOver: PassedOver = { anonymous: 0, test: 0, forgotten: 0, doubled: 0 };

  const toJourney = (rows: Row[]): Journey => {
    const seen = new Set<string>();
    const told = rows.sort(compare).filter(({ entry: { id } }) => !seen.has(id) && seen.add(id));
    passedOver.doubled += rows.length - told.length;
    const visitor = `${rows[0]?.visitor}`;
    return { name: visitor, visitor, told: told.map(({ entry, session, plan }) => ({ entry, session, plan })) };
  };

  return {
    add(row) {
      const { site, visitor, entry } = row;
      if (visitor === undefined) passedOver.anonymous += 1;
      else if (entry.test) passedOver.test += 1;
      else {
        const key = `${site}/${visitor}`;
        if (entry.kind === "forget") forgotten.add(key);
        const rows = visitors.get(key);
        if (rows) rows.push(row);
        else visitors.set(key, [row]);
      }
    },
    end() {
      for (const key of forgotten) {
        passedOver.forgotten += visitors.get(key)?.length ?? 0;
        visitors.delete(key);
      }
      return { journeys: [...visitors.values()].map(toJourney), passedOver };
    },
  };
}

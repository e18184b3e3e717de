// What another configuration changes for the same journeys: who is asked as well, no longer, or at another moment.
import type { JourneyAsk } from "./tally.ts";

export interface Difference {
  readonly gained: readonly JourneyAsk[];
  readonly lost: readonly JourneyAsk[];
  /** The same survey, for another entry. */
  readonly moved: readonly { readonly from: JourneyAsk; readonly to: JourneyAsk }[];
}

const groupBy = (asks: readonly JourneyAsk[], toKey: (ask: JourneyAsk) => string): Map<string, JourneyAsk[]> => {
  const groups = new Map<string, JourneyAsk[]>();
  for (const ask of asks) {
    const group = groups.get(toKey(ask));
    if (group) group.push(ask);
    else groups.set(toKey(ask), [ask]);
  }
  return groups;
};

/** Not by id: what is played anew by another plan has others. */
const toCause = ({ journey, survey, cause: { at, type, name } }: JourneyAsk): string =>
  JSON.stringify([journey, survey, at, type, name]);
const toSurvey = ({ journey, survey }: JourneyAsk): string => JSON.stringify([journey, survey]);

/** Whoever is asked the same by both, only otherwise, is moved: first to first, second to second. */
export function compareAsks(before: readonly JourneyAsk[], after: readonly JourneyAsk[]): Difference {
  const [had, has] = [groupBy(before, toCause), groupBy(after, toCause)];
  const gone = groupBy(
    before.filter((ask) => !has.has(toCause(ask))),
    toSurvey,
  );
  const gained: JourneyAsk[] = [];
  const moved: { from: JourneyAsk; to: JourneyAsk }[] = [];
  for (const to of after) {
    if (had.has(toCause(to))) continue;
    const from = gone.get(toSurvey(to))?.shift();
    if (from) moved.push({ from, to });
    else gained.push(to);
  }
  return { gained, moved, lost: [...gone.values()].flat() };
}

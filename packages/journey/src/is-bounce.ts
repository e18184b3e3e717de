// Which visits went nowhere.
import type { Entry } from "@waymark/protocol";

const ENGAGED_FROM = 10_000;

/** The engaged time that a document's entries tell of: of each step when it was left, of the last one when the page was hidden. */
function toEngaged(entries: readonly Entry[]): number | undefined {
  let left = 0;
  let present: number | undefined;
  for (const { type, data } of entries) {
    const { dwell } = data as { readonly dwell?: number };
    if (typeof dwell !== "number") continue;
    if (type === "step") [left, present] = [left + dwell, 0];
    if (type === "dwell") present = dwell;
  }
  return present === undefined ? undefined : left + present;
}

/**
 * Whether a visit was a bounce, by GA4's rule: it was not engaged, which is 10 s and more in view, a goal, or two pages and
 * more. (GA4 lets its owner set 10–60 s; Adobe: exactly one hit; Matomo: a single page; Plausible: a single page and no event
 * that counts as interactive.) Without any step the time from first to last entry stands for the time in view.
 *
 * @param entries of one session, in the order in which they happened
 */
export function isBounce(entries: readonly Entry[]): boolean {
  const count = (type: string) => entries.filter((entry) => entry.type === type).length;
  const span = (entries.at(-1)?.at ?? 0) - (entries[0]?.at ?? 0);
  return count("goal") === 0 && count("page") < 2 && (toEngaged(entries) ?? span) < ENGAGED_FROM;
}

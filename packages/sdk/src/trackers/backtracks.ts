// A `backtrack` friction: on to a page and straight back; told of that page.
import { isBacktrack } from "@waymark/journey";
import { onSeen } from "./on-seen.ts";
import type { FrictionContext } from "./tracker.ts";

export const trackBacktracks = (context: FrictionContext): void =>
  onSeen(context, (pages, page) => {
    if (!isBacktrack(pages, context.tuning.backtrack)) return;
    const { name, engaged, stage, step } = pages[pages.length - 2] ?? page;
    context.tell("backtrack", name, { engaged: page.engaged - engaged }, { stage, step });
  });

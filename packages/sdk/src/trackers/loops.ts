// A `loop` friction: the same page again and again in a short time, with others between.
import { isLoop } from "@waymark/journey";
import { onSeen } from "./on-seen.ts";
import type { FrictionContext } from "./tracker.ts";

export const trackLoops = (context: FrictionContext): void =>
  onSeen(context, (pages, { name, stage, step }) => {
    const times = pages.filter((page) => page.name === name).length;
    if (isLoop(pages, context.tuning.loop)) context.tell("loop", name, { times }, { stage, step });
  });

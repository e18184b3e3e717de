// How each stage that has a goal goes on: told as it changes, and kept for all tabs and later visits.
import { advance, isSamePlace, type Moment, type Place, toMoment, toObservation } from "@waymark/journey";
import { listenAway } from "../dom/is-away.ts";
import type { FrictionContext } from "./tracker.ts";

/** How often an entry that moves nobody is taken to look whether a stage was abandoned meanwhile, ms. */
const LOOK_EVERY = 10_000;

/** `abandon` friction and `stage` touchpoints, as `toObservation` makes them; `advance` says when. */
export function trackAbandonment(context: FrictionContext, stopped: AbortSignal): void {
  const { root, plan, identity, clock, emit, place, dwell, engaged, onEntry, onTick } = context;
  let last: Place | undefined;
  let lookedAt = 0;
  let engagedSo = 0;
  const go = (moment: Moment) => {
    const before = identity.progress();
    const { progress, changes } = advance(plan, before, moment);
    if (progress !== before) identity.setProgress(progress);
    for (const change of changes) emit(toObservation(change));
  };
  const here = (sign: "touch" | "hidden") => go({ at: clock.now(), place: place(), dwell: dwell(), sign });
  onEntry((entry) => {
    const moment = toMoment(entry);
    // Reading it at every click would cost more than the click. Hiding is heard of below, in time.
    const isSoon = moment?.sign === "touch" && Math.abs(entry.at - lookedAt) < LOOK_EVERY;
    if (!moment?.place || moment.sign === "hidden" || isSoon) return;
    // A route that moves the visitor is followed by its step, which knows how long they stood where they were.
    const isFollowed = entry.type === "page" && last && !isSamePlace(last, moment.place);
    last = moment.place;
    if (moment.sign) lookedAt = entry.at;
    if (!isFollowed) go(moment);
  });
  // Engaged is a sign of life, and finds out who stalls.
  onTick(() => {
    const isEngaged = engaged() > engagedSo;
    engagedSo = engaged();
    if (isEngaged) here("touch");
  });
  listenAway(stopped, ({ type }) => {
    if (type === "pagehide" || root.visibilityState === "hidden") here("hidden");
  });
}

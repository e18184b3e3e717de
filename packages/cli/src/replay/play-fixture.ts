// Plays a journey written by hand: makes the entries that a page would have told.
import {
  createIds,
  FRICTION_WEIGHTS,
  nextSession,
  type Place,
  type Session,
  scrubUrl,
  stepsOf,
  toMilliseconds,
  toPath,
} from "@waymark/journey";
import type { Configuration, Entry, FixtureEntry, JourneyFixture } from "@waymark/protocol";
import type { Observation } from "../simulate/observation.ts";
import { createPlacing } from "../simulate/place-visitor.ts";
import { createStages } from "../simulate/watch-stages.ts";
import { type Journey, OPEN, type Told } from "./journey.ts";

const START = "2026-01-01T12:00:00Z";
const ORIGIN = "https://fixture";
/** A page looks this often how far its visitor is, ms. */
const TICK = 5000;
/** Somebody without a hand on anything counts as engaged no longer, ms. */
const ENGAGED_FOR = 60_000;
/** Who is away for longer than a session lasts has closed the page before, after so many ms. */
const CLOSED_AFTER = 30_000;

const LOOKS = { phone: { width: 390, touch: true }, tablet: { width: 820, touch: true }, desktop: { width: 1280 } };

/** What happens, as a page observes it; nothing for what is done by hand. */
function toObservation(entry: FixtureEntry, look: object, stage: string | null): Observation | undefined {
  const { page, load = "navigate", step, touchpoint, dataLayer, type, friction, name, data = {}, identify } = entry;
  const touched = (type: Observation["type"], name: string, data: object): Observation => ({
    kind: "touchpoint",
    type,
    name,
    data,
  });
  if (page !== undefined)
    return touched("page", toPath(scrubUrl(ORIGIN + page)), { load, ...(load === "route" ? {} : look) });
  if (step !== undefined) return touched("step", step, {});
  if (touchpoint !== undefined) return touched("custom", touchpoint, data);
  if (dataLayer !== undefined) return touched("custom", dataLayer, { ...data, source: "dataLayer" });
  if (type !== undefined) return touched(type, name ?? "", data);
  if (identify !== undefined) return touched("identify", "traits", identify);
  if (friction === undefined) return undefined;
  const weight = friction === "abandon" ? 1 : FRICTION_WEIGHTS[friction];
  const called = name ?? (friction === "abandon" ? `${stage}` : "");
  return { kind: "friction", type: friction, name: called, data: { weight, ...data } };
}

/** Of the survey that is open when it comes to that. */
const toOutcome = (survey: FixtureEntry["survey"]): Observation => ({
  kind: "survey",
  type: survey === "snoozed" || survey === "dismissed" ? survey : "completed",
  name: "",
  data: { survey: "", submission: OPEN },
});

/** Makes entries of observations, with the id, time, tab and session that a page would give them. */
function createTeller(now: () => number) {
  let ids = createIds(now, []);
  let session: Session | undefined;
  let [documents, sessions, seq] = [0, 0, 0];
  const told: Told[] = [];
  return {
    told,
    load() {
      documents += 1;
      seq = 0;
      ids = createIds(now, [0, 0, 0, documents]);
    },
    tell({ kind, type, name, data = {} }: Observation, place: Place, url: string): Entry {
      session = nextSession(session, now(), () => `visit-${++sessions}`).session;
      const head = { id: ids.make(), kind, type, name, at: now(), tab: ids.tab, seq: ++seq };
      const entry = { ...head, ...place, page: { url }, data } as Entry;
      told.push({ session: session.id, entry });
      return entry;
    },
    /** Whether what happens after so many ms belongs to another session. */
    isOverAfter: (gap: number) => !!session && nextSession(session, now() + gap, () => "").isNew,
  };
}

/** One visitor in one tab: time that passes, documents that are loaded and left, and what follows from what is done. */
function createVisit(plan: Configuration, start: number, isWatched: boolean) {
  let [now, engaged, url, isHidden] = [start, 0, `${ORIGIN}/`, true];
  let rendered: string | undefined;
  const teller = createTeller(() => now);
  const placing = createPlacing(plan, () => engaged);
  const stages = isWatched ? createStages(plan) : undefined;

  const tell = (observation: Observation): void => {
    const following = observation.place ? [] : placing.observe(observation, url, rendered);
    const place = observation.place ?? placing.place();
    // A step is told only where it is another one.
    const fresh = observation.type === "step" ? following : [observation, ...following];
    fresh
      .map((each) => teller.tell(each, place, url))
      .flatMap((entry) => stages?.hear(entry) ?? [])
      .forEach(tell);
  };
  const spend = (ms: number) => {
    const end = now + ms;
    const engagedUntil = isHidden ? now : now + Math.min(ms, ENGAGED_FOR);
    while (now < engagedUntil) {
      const passed = Math.min(TICK, engagedUntil - now);
      now += passed;
      engaged += passed;
      const moment = { at: now, place: placing.place(), dwell: placing.dwell(), sign: "touch" } as const;
      if (passed === TICK) for (const each of stages?.tick(moment) ?? []) tell(each);
    }
    now = end;
  };
  const hide = () => {
    if (!isHidden)
      tell({ kind: "touchpoint", type: "dwell", name: placing.place().step, data: { dwell: placing.dwell() } });
    isHidden = true;
  };
  return {
    told: teller.told,
    stage: () => placing.place().stage,
    hide,
    pass(gap: number) {
      const isAway = !isHidden && teller.isOverAfter(gap - CLOSED_AFTER);
      if (isAway) spend(CLOSED_AFTER);
      if (isAway) hide();
      spend(isAway ? gap - CLOSED_AFTER : gap);
    },
    tell(observation: Observation) {
      isHidden = false;
      // What a page shows first gives way to what it tells of later.
      if (observation.type === "custom") rendered = undefined;
      tell(observation);
    },
    open(page: string, isLoaded: boolean, visible: string | undefined) {
      if (isLoaded) hide();
      if (isLoaded) teller.load();
      url = scrubUrl(ORIGIN + page);
      rendered = visible;
    },
    stands: (step: string) => placing.place().step === step,
  };
}

/** @param fixture as `checkFixture` lets it through */
export function playFixture(fixture: JourneyFixture, plan: Configuration, name: string): Journey {
  const { start = START, visitor, device = "desktop", width, language = "en", entries, expect } = fixture;
  const look = { language, ...LOOKS[device], ...(width && { width: Math.round(width / 10) * 10 }) };
  const steps = (plan.stages ?? []).flatMap(stepsOf);
  const visit = createVisit(plan, Date.parse(start), !entries.some(({ friction }) => friction === "abandon"));
  for (const entry of entries) {
    const { after = "1s", page, load, step, survey, close } = entry;
    visit.pass(toMilliseconds(after));
    if (close) visit.hide();
    if (page) visit.open(page, load !== "route", steps.find(({ id }) => id === step)?.visible);
    const observation = survey ? toOutcome(survey) : toObservation(entry, look, visit.stage());
    if (observation) visit.tell(observation);
    if (page && step && !visit.stands(step)) visit.tell({ kind: "touchpoint", type: "step", name: step });
  }
  return { name, visitor: visitor ?? name, told: visit.told, expect, isSampled: visitor === undefined };
}

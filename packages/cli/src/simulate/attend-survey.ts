// A survey meets a simulated visitor: it is shown in a calm moment, and answered, closed or left alone.
import { type Change, redact, toEvidence, toRemembered } from "@waymark/journey";
import type { Entry } from "@waymark/protocol";
import { answerSurvey, type Deal } from "./answer-survey.ts";
import type { Tab, Walker } from "./create-tab.ts";

export interface Setting extends Walker {
  readonly tab: Tab;
  readonly deal: Deal;
}

/** A calm moment, and until what is shown counts as shown, ms: who is gone sooner is not asked. */
export const CALM_AFTER = 2500;
/** Of those who do not answer: close it, or put it off; the rest leaves it alone. */
const DISMISS = 0.55;
const SNOOZE = 0.1;

/** Shows the survey that waits, if there is one; how it ends takes the visitor's time. */
export function attendSurvey(setting: Setting): void {
  const { population, random, clock, visitor, tab } = setting;
  const submission = visitor.makeId();
  const asked = visitor.asking.claim(tab.placing.place(), submission, visitor.session(), clock.now() + CALM_AFTER);
  const survey = asked && population.plan.surveys?.[asked.survey];
  if (!survey) return;
  const { cause, trigger } = asked;
  const place = { stage: cause.stage ?? null, step: cause.step ?? "" };
  const about = { submission, trigger, survey: asked.survey };
  const tellOutcome = (type: "shown" | "dismissed" | "snoozed" | "completed") =>
    tab.tell({ kind: "survey", type, name: asked.survey, data: about, place });
  clock.pass(CALM_AFTER - 1000);
  const attempt = visitor.told.findLast(({ entry }) => isState(entry, place.stage))?.entry.data as Partial<Change>;
  const last = tab.last().map(toRemembered);
  const evidence = toEvidence(place, tab.engagedAt(place), cause, last, clock.now(), attempt?.state);
  clock.pass(1000);
  tellOutcome("shown");

  const stop = population.stops.find(({ key }) => key === `${place.stage}/${place.step}`);
  if (!stop || !random.chance(stop.answers)) {
    refuse(setting, tellOutcome);
    return;
  }
  const mood = stop.mood.mean + stop.mood.spread * random.normal();
  for (const { after, kind, value, ...rest } of answerSurvey(
    [asked.survey, survey],
    stop,
    mood,
    random,
    setting.deal,
  )) {
    clock.pass(after);
    const isTyped = kind === "text" || rest.other;
    const words = { language: population.language, value: isTyped ? redact(String(value)) : value };
    const data = { ...about, ...rest, ...words, evidence };
    tab.tell({ kind: "answer", type: kind, name: `${asked.survey}/${rest.question}`, data, place });
    visitor.asking.end("answer");
  }
  tellOutcome("completed");
}

/** Whether an entry tells how far the visitor is at a stage. */
const isState = ({ type, name }: Entry, stage: string | null): boolean =>
  (type === "abandon" || type === "stage") && name === stage;

function refuse({ random, clock, visitor }: Setting, tellOutcome: (type: "dismissed" | "snoozed") => void): void {
  const draw = random.next();
  if (draw >= DISMISS + SNOOZE) return;
  const type = draw < DISMISS ? "dismissed" : "snoozed";
  clock.pass(random.between(800, 6000));
  tellOutcome(type);
  visitor.asking.end(type);
}

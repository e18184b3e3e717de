// Who is simulated: the profile, with all that it leaves out derived from the plan.
import { stepsOf } from "@waymark/journey";
import type {
  Configuration,
  SimulationProfile,
  Stage,
  Step,
  StepKey,
  StepProfile,
  StruggleType,
} from "@waymark/protocol";

type Filled<T> = { readonly [K in keyof T]-?: Exclude<T[K], undefined> };

/** A step as its visitors find it. */
export interface Stop extends Filled<StepProfile> {
  readonly key: StepKey;
  readonly step: Step;
}

export interface Population extends Omit<Filled<SimulationProfile>, "steps"> {
  readonly plan: Configuration;
  /** Every step of the plan, in its order. */
  readonly stops: readonly Stop[];
  /** Query keys that the plan's globs name: a page that is matched by them must keep them. */
  readonly keep: readonly string[];
}

type Friction = { readonly [type in StruggleType]: number };

const VERBATIMS: Stop["verbatims"] = [
  { mood: -2, text: "I gave up, it just didn't work for me" },
  { mood: -1.5, text: "Too many steps and no idea how many are left" },
  { mood: -1, text: "Took me a while to find what I wanted" },
  { mood: -0.5, text: "a bit slow on my phone" },
  { mood: 0, text: "It was ok" },
  { mood: 0.5, text: "Fine, could be clearer in places" },
  { mood: 1, text: "Easy enough, thanks" },
  { mood: 1.5, text: "Quick and clear" },
  { mood: 2, text: "Really easy to use, no complaints" },
];

const toFriction = (isEarnest: boolean, isPayment: boolean): Friction => ({
  "rage-click": isPayment ? 0.12 : 0.03,
  "exit-intent": isEarnest ? 0.15 : 0.08,
  error: 0.02,
  "slow-page": 0.06,
});

/** The nearest page to a glob: `/blog/**` is `/blog`, `/products/*` is `/products/example`. */
const toPage = (glob: string): string => glob.replaceAll("/**", "").replaceAll("*", "example").replace(/^$/, "/");

/** The steps of a stage that has a goal are earnest: fewer look round there, more go away annoyed, most of all at paying. */
function toStop(stage: Stage, step: Step, profile: StepProfile | undefined): Stop {
  const steps = stepsOf(stage);
  const isEarnest = steps.some(({ goal }) => goal);
  const { goal = false, payment = false } = step;
  // A step without pages is drawn on those of the step before it.
  const index = steps.findIndex(({ id }) => id === step.id);
  const { pages = [] } = steps.slice(0, index + 1).findLast((each) => each.pages) ?? {};
  const given = {
    pages: pages.map(toPage),
    load: "navigate" as const,
    leave: goal ? 0 : payment ? 0.3 : isEarnest ? 0.2 : 0.12,
    lookOut: isEarnest && !goal ? 0.4 : 0,
    back: goal ? 0 : 0.1,
    repeat: isEarnest ? 0 : 0.1,
    skip: 0,
    dwell: { median: isEarnest && !goal ? 30_000 : 12_000, spread: 2 },
    acts: [{ click: isEarnest ? "button" : "a" }],
    friction: toFriction(isEarnest, payment),
    mood: { mean: goal ? 1 : payment ? -0.8 : isEarnest ? -0.2 : 0.5, spread: 0.8 },
    answers: 0.3,
    choices: {},
    verbatims: VERBATIMS,
  };
  return { ...given, ...profile, key: `${stage.id}/${step.id}`, step } as Stop;
}

const toKeys = (globs: readonly string[]): readonly string[] =>
  globs.flatMap((glob) => [...new URL(glob, "https://page").searchParams.keys()]);

/** The plan has at least one step. */
export function toPopulation(plan: Configuration, profile: SimulationProfile = {}): Population {
  const stages = plan.stages ?? [];
  const stops = stages.flatMap((stage) =>
    stepsOf(stage).map((step) => toStop(stage, step, profile.steps?.[`${stage.id}/${step.id}`])),
  );
  const { site = "localhost" } = profile;
  return {
    language: "en",
    devices: { phone: 55, tablet: 5, desktop: 40 },
    returning: 0.2,
    starts: { [stops[0]?.key ?? ""]: 1 },
    referrers: { "": 1 },
    out: [stops.find(({ pages }) => pages.length)?.pages[0] ?? "/"],
    origin: `https://${site}`,
    ...(profile as Partial<Filled<SimulationProfile>>),
    site,
    plan,
    stops,
    keep: toKeys(stages.flatMap((stage) => stepsOf(stage).flatMap(({ pages = [] }) => pages))),
  };
}

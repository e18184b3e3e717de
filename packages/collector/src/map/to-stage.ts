// A stage and its steps as the map tells them.
import type { FrictionRate, MapNotes, MapStage, MapStep } from "@waymark/protocol";
import { toEmotion } from "./emotion.ts";
import type { MapPlan, PlannedStage, PlannedStep } from "./map-plan.ts";
import type { Chances } from "./markov.ts";
import type { Figures, Outcome } from "./read-figures.ts";
import { toCount } from "./to-count.ts";
import { toVerbatim } from "./to-verbatim.ts";

interface InStage {
  readonly stage_no: number | null;
}
interface InStep {
  readonly step_no: number | null;
}
interface Ended {
  readonly outcome: Outcome;
  readonly visitors: number;
}

const countAll = (rows: readonly Ended[]): number => rows.reduce((sum, { visitors }) => sum + visitors, 0);
const countOf = (rows: readonly Ended[], outcome: Outcome): number =>
  countAll(rows.filter((row) => row.outcome === outcome));

const toFriction = (rows: Figures["friction"], among: number, threshold: number): readonly FrictionRate[] =>
  rows
    .toSorted((a, b) => b.visitors - a.visitors || `${a.type} ${a.state}`.localeCompare(`${b.type} ${b.state}`))
    .map(({ type, state, visitors: exact }) => {
      const visitors = toCount(exact, threshold);
      // Over 1 where the touchpoints that a sign belongs to were lost.
      const rate = visitors === null || among === 0 ? null : Math.min(1, exact / among);
      return { type, ...(state === null ? {} : { state }), visitors, rate };
    });

const NOBODY = { visitors: 0, visits: 0, repeated: 0, in_order: 0 };

const toStep = (
  { number, id, label, isGoal }: PlannedStep,
  figures: Figures,
  chance: number | null,
  threshold: number,
): MapStep => {
  const isHere = ({ step_no }: InStep) => step_no === number;
  const { visitors: exact, visits, repeated, in_order } = figures.steps.find(isHere) ?? NOBODY;
  const further = figures.steps.filter(({ step_no }) => step_no > number);
  const skipped = further.reduce((sum, { furthest }) => sum + furthest, 0) - in_order;
  const visitors = toCount(exact, threshold);
  const endings = figures.endings.filter(isHere);
  const dwell = figures.dwells.find(isHere);
  return {
    id,
    label,
    isGoal,
    visitors,
    visits: visitors === null ? null : visits,
    dropped: toCount(countOf(endings, "dropped"), threshold),
    inProgress: toCount(countOf(endings, "inProgress"), threshold),
    skipped: toCount(skipped, threshold),
    repeated: toCount(repeated, threshold),
    outside: toCount(figures.outside.find(isHere)?.visitors ?? 0, threshold),
    dwell: dwell && dwell.visitors >= threshold ? dwell.dwell : null,
    chance: visitors === null ? null : chance,
    emotion: toEmotion(figures.scores.filter(isHere), threshold),
    friction: toFriction(figures.friction.filter(isHere), exact, threshold),
  };
};

/** Makes what tells a stage of the plan by its index. */
export const createToStage =
  (figures: Figures, plan: MapPlan, chances: Chances, notes: MapNotes, threshold: number) =>
  ({ id, label, steps }: PlannedStage, index: number): MapStage => {
    const isHere = ({ stage_no }: InStage) => stage_no === index;
    const outcomes = figures.stages.filter(isHere);
    const tell = (outcome: Outcome) => toCount(countOf(outcomes, outcome), threshold);
    return {
      id,
      label,
      visitors: toCount(countAll(outcomes), threshold),
      continued: index === plan.end ? null : tell("continued"),
      dropped: tell("dropped"),
      inProgress: tell("inProgress"),
      steps: steps.map((step) =>
        toStep(step, figures, plan.hasGoal ? (chances.from[step.number] ?? null) : null, threshold),
      ),
      emotion: toEmotion(figures.scores.filter(isHere), threshold),
      friction: toFriction(figures.friction.filter(isHere), countAll(outcomes), threshold),
      verbatims: figures.verbatims.filter(isHere).map(toVerbatim),
      reasons: figures.reasons.filter(isHere).map(({ question, value, n, share }) => ({ question, value, n, share })),
      channels: figures.channels
        .filter(isHere)
        .map(({ channel, imported, visitors }) => ({ channel, imported, visitors: toCount(visitors, threshold) })),
      notes: notes.stages?.[id],
    };
  };

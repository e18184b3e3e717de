// Every figure of the map as rows of tables.
import type { Emotion, FrictionRate, JourneyMap, StepKey } from "@waymark/protocol";
import { listSteps } from "../layout/steps.ts";
import { toDay } from "./dates.ts";
import { toEvidence } from "./evidence.ts";
import { toFixWords } from "./fix.ts";
import { toFrictionName, toLabel } from "./friction.ts";
import { toKpiWords } from "./kpi.ts";
import { toCount, toDuration, toNumber, toPercent, toScore, toShare, toShareText } from "./numbers.ts";
import { toScaleName } from "./scales.ts";
import { toScoreGroups } from "./score-groups.ts";

export type Row = readonly string[];

const toScoreText = (score: number | null): string => (score === null ? "–" : toScore(score));

/** Stage, visitors, went on, share, left, share, in progress. */
export const toStageRows = ({ stages, threshold }: JourneyMap): readonly Row[] =>
  stages.map(({ label, visitors, continued, dropped, inProgress }) => [
    label,
    toCount(visitors, threshold),
    ...[continued, dropped, inProgress].flatMap((count) => [
      toCount(count, threshold),
      toShareText(toShare(count, visitors)),
    ]),
  ]);

/** Step, stage, visitors, visits, left, in progress, time there, chance of the goal. */
export const toStepRows = (map: JourneyMap): readonly Row[] =>
  listSteps(map).map(({ step, stage }) => [
    step.label,
    stage.label,
    ...[step.visitors, step.visits, step.dropped, step.inProgress].map((count) => toCount(count, map.threshold)),
    step.dwell === null ? "–" : toDuration(step.dwell),
    toShareText(step.chance),
  ]);

/** Step, stage, and visitors with their share who skipped it, came again, and left it for pages outside of the plan. */
export const toPlanRows = (map: JourneyMap): readonly Row[] =>
  listSteps(map).map(({ step, stage }) => [
    step.label,
    stage.label,
    ...(
      [
        [step.skipped, map.visitors],
        [step.repeated, step.visitors],
        [step.outside, step.visitors],
      ] as const
    ).flatMap(([count, of]) => [toCount(count, map.threshold), toShareText(toShare(count, of))]),
  ]);

/** Page, visitors, share of all. */
export const toOutsideRows = ({ outside, visitors, threshold }: JourneyMap): readonly Row[] =>
  outside.map((each) => [each.page, toCount(each.visitors, threshold), toShareText(toShare(each.visitors, visitors))]);

/** Stage, channel, how it is known, visitors, share. */
export const toChannelRows = ({ stages, threshold }: JourneyMap): readonly Row[] =>
  stages.flatMap(({ label, channels, visitors: all }) =>
    channels.map(({ channel, imported, visitors }) => [
      label,
      toLabel(channel),
      imported ? "imported" : "tracked",
      toCount(visitors, threshold),
      toShareText(toShare(visitors, all)),
    ]),
  );

/** Stage, owner, what visitors want, opportunity, KPI, value, target, whether it is met. */
export const toOwnerRows = ({ stages, threshold }: JourneyMap): readonly Row[] =>
  stages.flatMap((stage) => {
    const { owner = "–", goal = "–", kpis = [], opportunities = [] } = stage.notes ?? {};
    const start = [stage.label, owner, goal, opportunities.join("; ") || "–"];
    const told = kpis.map((kpi) => {
      const { label, value, target, isMet } = toKpiWords(stage, kpi, threshold);
      return [...start, label, isMet === null ? "–" : isMet ? "met" : "missed", value, target ?? "–"];
    });
    return told.length > 0 || !stage.notes ? told : [[...start, "–", "–", "–", "–"]];
  });

/** Stage, step, what is quoted, group, answers, share. */
export const toScoreRows = (map: JourneyMap): readonly Row[] =>
  listPlaces(map).flatMap(({ place, part, emotion }) =>
    emotion.scales.flatMap((scale) => {
      const quoted = toScoreGroups(scale);
      return (quoted?.groups ?? []).map(({ name, n, share }) => [
        place,
        part,
        quoted?.text ?? "",
        name,
        toNumber(n),
        toPercent(share),
      ]);
    }),
  );

/** From, to, direction, visitors, times. */
export const toMoveRows = (map: JourneyMap): readonly Row[] => {
  const steps = new Map(listSteps(map).map((each) => [each.key, each]));
  const toDirection = (from: StepKey, to: StepKey): string => {
    const distance = (steps.get(to)?.order ?? 0) - (steps.get(from)?.order ?? 0);
    return distance > 0 ? "forward" : distance < 0 ? "back" : "again";
  };
  return map.moves.map(({ from, to, visitors, times }) => [
    steps.get(from)?.step.label ?? from,
    steps.get(to)?.step.label ?? to,
    toDirection(from, to),
    toCount(visitors, map.threshold),
    toCount(times, map.threshold),
  ]);
};

const toScales = (scales: Emotion["scales"]): string =>
  scales
    .map(
      (scale) => `${toScaleName(scale)}: ${scale.values.map(({ value, n }) => `${value} × ${toNumber(n)}`).join(", ")}`,
    )
    .join("; ");

/** Stages and steps in order of the plan, each with the stage it is of. */
const listPlaces = ({ stages }: JourneyMap) =>
  stages.flatMap((stage) => [
    { place: stage.label, part: "whole stage", ...stage },
    ...stage.steps.map((step) => ({ place: stage.label, part: step.label, ...step })),
  ]);

/** Stage, step, mood, low, high, answers, raw answers. */
export const toEmotionRows = (map: JourneyMap): readonly Row[] =>
  listPlaces(map)
    .filter(({ emotion }) => emotion.n > 0)
    .map(({ place, part, emotion: { mean, low, high, n, scales } }) => [
      place,
      part,
      toScales(scales),
      ...[mean, low, high].map(toScoreText),
      mean === null ? `< ${Math.max(5, map.threshold)}` : toNumber(n),
    ]);

/** Stage, step, sign, visitors, share. */
export const toFrictionRows = (map: JourneyMap): readonly Row[] => {
  const toRow = (place: string, part: string, sign: FrictionRate): Row => [
    place,
    part,
    toFrictionName(sign),
    toCount(sign.visitors, map.threshold),
    toShareText(sign.rate),
  ];
  return listPlaces(map).flatMap(({ place, part, friction }) => friction.map((sign) => toRow(place, part, sign)));
};

/** Stage, question, answer, times, share. */
export const toReasonRows = ({ stages }: JourneyMap): readonly Row[] =>
  stages.flatMap(({ label, reasons }) =>
    reasons.map(({ question, value, n, share }) => [label, question, value, toNumber(n), toPercent(share)]),
  );

/** Stage, words, evidence, chosen, question, day, score. */
export const toVoiceRows = ({ stages }: JourneyMap): readonly Row[] =>
  stages.flatMap(({ label, steps, verbatims }) =>
    verbatims.map((verbatim) => [
      label,
      verbatim.text,
      toEvidence(verbatim, steps.find(({ id }) => id === verbatim.step)?.label ?? verbatim.step),
      verbatim.chosen.join(", "),
      verbatim.question,
      toDay(verbatim.at),
      toScoreText(verbatim.score),
    ]),
  );

/** Survey, shown, answered, share, completed, dismissed, declined, snoozed, ignored. */
export const toSurveyRows = ({ surveys }: JourneyMap): readonly Row[] =>
  surveys.map(({ id, shown, answered, completed, dismissed, declined, snoozed, ignored }) => [
    id,
    toNumber(shown),
    toNumber(answered),
    toShareText(toShare(answered, shown)),
    ...[completed, dismissed, declined, snoozed, ignored].map(toNumber),
  ]);

/** What, why, gain, goal now, goal then. */
export const toFixRows = (map: JourneyMap): readonly Row[] =>
  map.fixes.flatMap((fix) => {
    const words = toFixWords(map, fix);
    return words ? [[words.title, words.text, words.gain, toPercent(fix.goal), toPercent(fix.goalAfter)]] : [];
  });

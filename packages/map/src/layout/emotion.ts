// The mood of each step as geometry: dots over the steps' columns, a curve through them and the band of certainty.
import type { JourneyMap } from "@waymark/protocol";
import { area, curveMonotoneX, line } from "d3-shape";
import { NODE_WIDTH } from "./place-nodes.ts";
import { toStageColumns, toStepColumns } from "./step-columns.ts";
import { listSteps, type StepInStage } from "./steps.ts";

export interface MoodDot extends StepInStage {
  readonly x: number;
  /** px; on the line of zero where the mood is not known. */
  readonly y: number;
  /** px. */
  readonly radius: number;
  /** −2 to +2; `null` where too few answered. */
  readonly mean: number | null;
  readonly n: number;
}

export interface EmotionLayout {
  readonly width: number;
  readonly height: number;
  /** Heights of +2, 0 and −2, px. */
  readonly ends: readonly [high: number, zero: number, low: number];
  /** Steps with at least one answer. */
  readonly dots: readonly MoodDot[];
  readonly curve: string;
  readonly band: string;
}

const HIGH = 32;
const PER_POINT = 22;
const HEIGHT = 148;
/** Between two dots, px: room for a figure above and below. */
const GAP = 54;

const toY = (mean: number): number => HIGH + (2 - mean) * PER_POINT;

/** Steps of one column step aside, within their stage where it has the room. */
const spread = (wanted: readonly number[], from: number, to: number): readonly number[] => {
  const gap = Math.min(GAP, (to - from) / Math.max(1, wanted.length));
  const xs: number[] = [];
  for (const x of wanted) xs.push(Math.max(x, (xs.at(-1) ?? Number.NEGATIVE_INFINITY) + gap));
  for (let i = xs.length - 1, most = to - gap / 2; i >= 0; i--, most = (xs[i + 1] ?? most) - gap)
    xs[i] = Math.min(xs[i] ?? most, most);
  return xs;
};

/** Of the steps at which somebody of any of the maps has answered, in the columns of the first. */
const toPlaces = (maps: readonly [JourneyMap, ...JourneyMap[]], width: number): ReadonlyMap<string, number> => {
  const [map] = maps;
  const columns = toStepColumns(map, width);
  const stages = toStageColumns(map);
  const answered = new Set(
    maps.flatMap((each) => listSteps(each).flatMap(({ key, step }) => (step.emotion.n > 0 ? [key] : []))),
  );
  const asked = listSteps(map).filter(({ key }) => answered.has(key));
  const places = new Map<string, number>();
  for (const { id, left, share } of stages) {
    const keys = asked.filter(({ stage }) => stage.id === id).map(({ key }) => key);
    const wanted = keys.map((key) => (columns.get(key)?.x ?? 0) + NODE_WIDTH / 2);
    const xs = spread(wanted, left * width, (left + share) * width);
    for (const [i, key] of keys.entries()) places.set(key, xs[i] ?? 0);
  }
  return places;
};

/** Lays out the moods for a width, px; `maps`: all that are drawn together, the one whose columns they stand in first. */
export const toEmotion = (
  map: JourneyMap,
  width: number,
  maps: readonly [JourneyMap, ...JourneyMap[]] = [map],
): EmotionLayout => {
  const places = toPlaces(maps, width);
  const asked = listSteps(map).filter(({ key, step }) => places.has(key) && step.emotion.n > 0);
  const most = Math.max(1, ...asked.map(({ step }) => step.emotion.n));
  const dots = asked.map((each): MoodDot => {
    const { mean, n } = each.step.emotion;
    const radius = 4 + 5 * Math.sqrt(n / most);
    return { ...each, x: places.get(each.key) ?? 0, y: toY(mean ?? 0), radius, mean, n };
  });
  const isKnown = ({ mean }: MoodDot) => mean !== null;
  const toCurve = line<MoodDot>()
    .defined(isKnown)
    .x(toX)
    .y(({ y }) => y)
    .curve(curveMonotoneX)
    .digits(1);
  const toBand = area<MoodDot>()
    .defined(isKnown)
    .x(toX)
    .y0(({ step: { emotion }, y }) => (emotion.high === null ? y : toY(emotion.high)))
    .y1(({ step: { emotion }, y }) => (emotion.low === null ? y : toY(emotion.low)))
    .curve(curveMonotoneX)
    .digits(1);
  return {
    width,
    height: HEIGHT,
    ends: [toY(2), toY(0), toY(-2)],
    dots,
    curve: toCurve(dots) ?? "",
    band: toBand(dots) ?? "",
  };
};

const toX = ({ x }: MoodDot): number => x;

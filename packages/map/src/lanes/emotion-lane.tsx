// EMOTION: how people felt at each step, by their own word and never guessed.
import type { JourneyMap, StepKey } from "@waymark/protocol";
import type { JSX } from "preact";
import { type MoodDot, toEmotion } from "../layout/emotion.ts";
import { toStageColumns } from "../layout/step-columns.ts";
import type { Versus } from "../page/versus.ts";
import { Lane } from "../parts/lane.tsx";
import { StageLines } from "../parts/stage-lines.tsx";
import { toNumber, toScore } from "../words/numbers.ts";
import { toScaleNote } from "../words/scales.ts";

/** Fewer answers make no mean, whatever the threshold. */
const LEAST_ANSWERS = 5;

/** What two figures need, px. */
const TWO_FIGURES = 76;

interface EmotionLaneProps {
  readonly map: JourneyMap;
  readonly versus: Versus | undefined;
  /** Of the axis, px. */
  readonly width: number;
  readonly lit: StepKey | null;
}

const toTone = (mean: number): string => (mean <= -0.5 ? "bad" : mean >= 0.5 ? "good" : "fair");

const Dot = ({ dot, least, isOff, other, hasRoom }: DotProps): JSX.Element => {
  const { x, y, radius, mean, n, step } = dot;
  const off = isOff ? " off" : "";
  if (mean === null)
    return (
      <g class={`mood thin${off}`}>
        <title>{`${step.label}: too few answers`}</title>
        <circle cx={x} cy={y} r={4} />
        <text class="figure" x={x} y={y + 19} text-anchor="middle">
          n {"<"} {least}
        </text>
      </g>
    );
  return (
    <g class={`mood ${toTone(mean)}${off}`}>
      <title>{`${step.label}: mood ${toScore(mean)} from ${toNumber(n)} answers`}</title>
      <circle cx={x} cy={y} r={radius} />
      <text class="label" x={x} y={y - radius - 7} text-anchor="middle">
        {toScore(mean)}
        {other !== undefined && hasRoom && <tspan class="versus"> · {other === null ? "–" : toScore(other)}</tspan>}
      </text>
      <text class="figure" x={x} y={y + radius + 15} text-anchor="middle">
        n {toNumber(n)}
      </text>
    </g>
  );
};

interface DotProps {
  readonly dot: MoodDot;
  readonly least: number;
  readonly isOff: boolean;
  /** Mean of the group that this is compared with; undefined where there is none. */
  readonly other: number | null | undefined;
  /** Whether both figures can stand side by side; the tables have both. */
  readonly hasRoom: boolean;
}

/** A square, so that it is told from the first group without colour; its figure stands beside that of the first. */
const OtherDot = ({ dot: { x, y, mean, n, step }, name, isAlone, isOff }: OtherDotProps): JSX.Element | null =>
  mean === null ? null : (
    <g class={isOff ? "mood other off" : "mood other"}>
      <title>{`${name}, ${step.label}: mood ${toScore(mean)} from ${toNumber(n)} answers`}</title>
      <rect x={x - 3.5} y={y - 3.5} width="7" height="7" />
      {isAlone && (
        <text class="label" x={x} y={y - 10} text-anchor="middle">
          – <tspan class="versus">· {toScore(mean)}</tspan>
        </text>
      )}
    </g>
  );

interface OtherDotProps {
  readonly dot: MoodDot;
  readonly name: string;
  /** Whether the first group has no figure here. */
  readonly isAlone: boolean;
  readonly isOff: boolean;
}

const toHeard = (dots: readonly MoodDot[], least: number): string =>
  `Mood by step, from −2 to +2. ${dots
    .map(
      ({ step, mean, n }) => `${step.label} ${mean === null ? `n < ${least}` : `${toScore(mean)}, n ${toNumber(n)}`}`,
    )
    .join("; ")}.`;

export const EmotionLane = ({ map, versus, width, lit }: EmotionLaneProps): JSX.Element => {
  const { height, ends, dots, curve, band } = toEmotion(map, width, versus && [map, versus.map]);
  const other = versus && toEmotion(versus.map, width, [map, versus.map]);
  const least = Math.max(LEAST_ANSWERS, map.threshold);
  const note = toScaleNote(map.stages.flatMap(({ steps }) => steps.map(({ emotion }) => emotion)));
  const [high, zero, low] = ends;
  if (dots.length + (other?.dots.length ?? 0) === 0)
    return (
      <Lane name="Emotion">
        <p class="wide none">
          {map.stages.some(({ emotion }) => emotion.n > 0)
            ? `Too few have said how they feel: the curve begins with ${least} answers at a step.`
            : "Nobody has said yet how they feel: answers to a survey with a scale draw this curve."}
        </p>
      </Lane>
    );
  return (
    <Lane name="Emotion" note={<p>{note}</p>}>
      <div class="wide">
        <svg
          viewBox={`0 0 ${width} ${height}`}
          role="img"
          aria-label={[
            toHeard(dots, least),
            ...(other ? [`${versus.names[1]}: ${toHeard(other.dots, least)}`] : []),
          ].join(" ")}
        >
          <StageLines columns={toStageColumns(map)} width={width} height={height} />
          <line class="zero" x1={0} x2={width} y1={zero} y2={zero} />
          {(["+2", "0", "−2"] as const).map((end, i) => (
            <text key={end} class="end" x={width - 10} y={([high, zero, low][i] ?? 0) + 4} text-anchor="end">
              {end}
            </text>
          ))}
          <path class="band" d={band} />
          {other && <path class="curve other" d={other.curve} />}
          <path class={other ? "curve own" : "curve"} d={curve} />
          {other?.dots.map((dot) => (
            <OtherDot
              key={dot.key}
              dot={dot}
              name={versus?.names[1] ?? ""}
              isAlone={!dots.some(({ key }) => key === dot.key)}
              isOff={lit !== null && lit !== dot.key}
            />
          ))}
          {dots.map((dot) => (
            <Dot
              key={dot.key}
              dot={dot}
              least={least}
              isOff={lit !== null && lit !== dot.key}
              hasRoom={dots.every(({ x }) => x === dot.x || Math.abs(x - dot.x) >= TWO_FIGURES)}
              other={other?.dots.find(({ key }) => key === dot.key)?.mean}
            />
          ))}
        </svg>
      </div>
    </Lane>
  );
};

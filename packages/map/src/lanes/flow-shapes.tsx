// What lies behind the bars: exits lowest, then ribbons, those in progress, and arcs back with their figures.
import type { Count, JourneyMap, StepKey } from "@waymark/protocol";
import type { JSX } from "preact";
import type { FlowArc, FlowLayout } from "../layout/flow.ts";
import { listSteps } from "../layout/steps.ts";
import { toShortCount, toVisitors } from "../words/numbers.ts";

interface FlowShapesProps {
  readonly layout: FlowLayout;
  readonly steps: Pick<JourneyMap, "stages">;
  readonly threshold: number;
  readonly lit: StepKey | null;
}

/** Where people leave is hatched, so that it is told from ribbons without colour. */
const Hatch = (): JSX.Element => (
  <defs>
    <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <line class="hatch" y2="6" />
    </pattern>
    <marker
      id="arrow"
      viewBox="0 0 8 8"
      refX="7"
      refY="4"
      markerWidth="9"
      markerHeight="9"
      markerUnits="userSpaceOnUse"
      orient="auto"
    >
      <path class="arrow" d="M0 0L8 4L0 8Z" />
    </marker>
  </defs>
);

const ArcFigure = ({ arc: { label, visitors }, threshold }: ArcFigureProps): JSX.Element | null =>
  label && (
    <text class="figure over" x={label[0]} y={label[1] + 4} text-anchor="middle">
      {toShortCount(visitors, threshold)} back
    </text>
  );

interface ArcFigureProps {
  readonly arc: FlowArc;
  readonly threshold: number;
}

export const FlowShapes = ({ layout, steps, threshold, lit }: FlowShapesProps): JSX.Element => {
  const labels = new Map(listSteps(steps).map(({ key, step }) => [key, step.label]));
  const labelOf = (key: StepKey): string => labels.get(key) ?? key;
  const dim = (...keys: readonly StepKey[]): string => (lit === null || keys.includes(lit) ? "" : " off");
  const tell = (place: string, count: Count, end = "") => (
    <title>{`${place}: ${toVisitors(count, threshold)}${end}`}</title>
  );
  const print = (count: Count) => toShortCount(count, threshold);
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in it takes the focus; the tables tell the same.
    <g aria-hidden="true">
      <Hatch />
      {layout.exits.map(({ from, path, visitors }) => (
        <g key={from} class={`leaving${dim(from)}`}>
          {tell(labelOf(from), visitors, " left here")}
          <path class="exit" d={path} />
          <path class="exit-hatch" d={path} />
        </g>
      ))}
      {layout.ribbons.map(({ from, to, path, visitors }) => (
        <path key={`${from} ${to}`} class={`ribbon${dim(from, to)}`} d={path}>
          {tell(`${labelOf(from)} → ${labelOf(to)}`, visitors)}
        </path>
      ))}
      {layout.standing.map(({ from, path, visitors }) => (
        <path key={from} class={`standing${dim(from)}`} d={path}>
          {tell(labelOf(from), visitors, " still in progress")}
        </path>
      ))}
      {layout.arcs.map((arc) => (
        <g key={`${arc.from} ${arc.to}`} class={dim(arc.from, arc.to)}>
          <path
            class={arc.isBack ? "arc" : "arc side"}
            d={arc.path}
            stroke-width={arc.width}
            marker-end={arc.isBack ? "url(#arrow)" : undefined}
          >
            {tell(`${labelOf(arc.from)} → ${labelOf(arc.to)}`, arc.visitors)}
          </path>
          <ArcFigure arc={arc} threshold={threshold} />
        </g>
      ))}
      {layout.exits.map(
        ({ from, visitors, label }) =>
          label !== null && (
            <text key={from} class={`figure${dim(from)}`} x={label} y={layout.height - 9} text-anchor="middle">
              {visitors !== null && "−"}
              {print(visitors)}
            </text>
          ),
      )}
    </g>
  );
};

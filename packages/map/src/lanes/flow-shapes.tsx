// What lies behind the bars: exits lowest, then ribbons, those in progress, and arcs back with their figures.
import type { StepKey } from "@waymark/protocol";
import type { JSX } from "preact";
import type { FlowArc, FlowLayout, FlowRibbon } from "../layout/flow.ts";
import type { Teller } from "./flow-teller.ts";

interface FlowShapesProps {
  readonly layout: FlowLayout;
  readonly teller: Teller;
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

const ArcFigure = ({ arc: { from, to, label }, teller }: ArcFigureProps): JSX.Element | null =>
  label && (
    <text class="figure over" x={label[0]} y={label[1] + 4} text-anchor="middle">
      {teller.ofMove(from, to)} back
    </text>
  );

interface ArcFigureProps {
  readonly arc: FlowArc;
  readonly teller: Teller;
}

const Ribbon = ({ ribbon: { from, to, path, halves, isSkip }, teller, dim }: RibbonProps): JSX.Element => {
  const skip = isSkip ? " skip" : "";
  return (
    <g class={dim}>
      <title>
        {`${teller.labelOf(from)} → ${teller.labelOf(to)}: ${teller.ofMove(from, to)}${isSkip ? ", past a planned step" : ""}`}
      </title>
      {halves ? (
        <>
          <path class={`ribbon other${skip}`} d={halves[1]} />
          <path class={`ribbon${skip}`} d={halves[0]} />
        </>
      ) : (
        <path class={`ribbon${skip}`} d={path} />
      )}
    </g>
  );
};

interface RibbonProps {
  readonly ribbon: FlowRibbon;
  readonly teller: Teller;
  readonly dim: string;
}

export const FlowShapes = ({ layout, teller, lit }: FlowShapesProps): JSX.Element => {
  const { labelOf } = teller;
  const dim = (...keys: readonly StepKey[]): string => (lit === null || keys.includes(lit) ? "" : " off");
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in it takes the focus; the tables tell the same.
    <g aria-hidden="true">
      <Hatch />
      {layout.exits.map(({ from, path }) => (
        <g key={from} class={`leaving${dim(from)}`}>
          <title>{`${labelOf(from)}: ${teller.sentence(from, "dropped")} left here`}</title>
          <path class="exit" d={path} />
          <path class="exit-hatch" d={path} />
        </g>
      ))}
      {layout.ribbons.map((ribbon) => (
        <Ribbon
          key={`${ribbon.from} ${ribbon.to}`}
          ribbon={ribbon}
          teller={teller}
          dim={`move${dim(ribbon.from, ribbon.to)}`}
        />
      ))}
      {layout.standing.map(({ from, path }) => (
        <path key={from} class={`standing${dim(from)}`} d={path}>
          <title>{`${labelOf(from)}: ${teller.sentence(from, "inProgress")} still in progress`}</title>
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
            <title>{`${labelOf(arc.from)} → ${labelOf(arc.to)}: ${teller.ofMove(arc.from, arc.to)}`}</title>
          </path>
          <ArcFigure arc={arc} teller={teller} />
        </g>
      ))}
      {layout.exits.map(
        ({ from, label }) =>
          label !== null && (
            <text key={from} class={`figure${dim(from)}`} x={label} y={layout.height - 9} text-anchor="middle">
              {teller.stepOf(from)?.dropped !== null && !teller.parts && "−"}
              {teller.ofStep(from, "dropped")}
            </text>
          ),
      )}
    </g>
  );
};

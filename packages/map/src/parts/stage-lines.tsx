// The lines between stages, where a lane is one drawing.
import type { JSX } from "preact";
import type { StageColumn } from "../layout/step-columns.ts";

interface StageLinesProps {
  readonly columns: readonly StageColumn[];
  /** px */
  readonly width: number;
  readonly height: number;
}

export const StageLines = ({ columns, width, height }: StageLinesProps): JSX.Element => (
  <g>
    {columns.slice(1).map(({ id, left }) => (
      <line key={id} class="border" x1={left * width} x2={left * width} y1={0} y2={height} />
    ))}
  </g>
);

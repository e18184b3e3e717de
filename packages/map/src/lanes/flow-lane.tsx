// FLOW: the steps as bars, the moves between them as ribbons, and where people leave.
import type { JourneyMap, StepKey } from "@waymark/protocol";
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { type FlowLayout, toFlow } from "../layout/flow.ts";
import { joinMaps } from "../layout/parts.ts";
import { toStageColumns } from "../layout/step-columns.ts";
import type { Versus } from "../page/versus.ts";
import { Lane } from "../parts/lane.tsx";
import { StageLines } from "../parts/stage-lines.tsx";
import { FlowLegend } from "./flow-legend.tsx";
import { FlowNodeLabel } from "./flow-node-label.tsx";
import { FlowNodeMark } from "./flow-node-mark.tsx";
import { FlowShapes } from "./flow-shapes.tsx";
import { createTeller, type Teller } from "./flow-teller.ts";
import type { Focus } from "./focus.ts";

interface FlowLaneProps {
  readonly map: JourneyMap;
  readonly versus: Versus | undefined;
  /** Of the axis, px. */
  readonly width: number;
  readonly focus: Focus;
}

/** One tab stop for all steps; arrows walk them in the order of the plan. */
const Nodes = ({ layout, teller, focus }: NodesProps): JSX.Element => {
  const [current, setCurrent] = useState(0);
  const stop = Math.min(current, layout.nodes.length - 1);
  const isOff = (key: StepKey): boolean =>
    focus.lit !== null && focus.lit !== key && !isNeighbour(layout, focus.lit, key);
  return (
    <>
      <g>
        {layout.nodes.map((node, i) => (
          <FlowNodeMark
            key={node.key}
            node={node}
            teller={teller}
            isCurrent={i === stop}
            onCurrent={() => setCurrent(i)}
            focus={focus}
            isOff={isOff(node.key)}
          />
        ))}
      </g>
      {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in it takes the focus; each mark says the same. */}
      <g aria-hidden="true">
        {layout.nodes.map((node) => (
          <FlowNodeLabel key={node.key} node={node} teller={teller} isOff={isOff(node.key)} />
        ))}
      </g>
    </>
  );
};

interface NodesProps {
  readonly layout: FlowLayout;
  readonly teller: Teller;
  readonly focus: Focus;
}

const isNeighbour = ({ ribbons, arcs }: FlowLayout, lit: StepKey, key: StepKey): boolean =>
  [...ribbons, ...arcs].some(({ from, to }) => (from === lit && to === key) || (from === key && to === lit));

export const FlowLane = ({ map, versus, width, focus }: FlowLaneProps): JSX.Element => {
  const joined = versus && joinMaps(map, versus.map);
  const drawn = joined?.map ?? map;
  const layout = toFlow(drawn, width, joined?.parts);
  const teller = createTeller(map, versus?.map, joined?.parts);
  return (
    <Lane name="Flow" note={<FlowLegend layout={layout} />}>
      <div class="wide">
        {/* biome-ignore lint/a11y/useSemanticElements: SVG has no fieldset. */}
        <svg
          viewBox={`0 0 ${width} ${layout.height}`}
          role="group"
          aria-label="Steps and the moves between them. Arrow keys walk the steps, Enter opens one."
        >
          <StageLines columns={toStageColumns(drawn)} width={width} height={layout.height} />
          <FlowShapes layout={layout} teller={teller} lit={focus.lit} />
          <Nodes layout={layout} teller={teller} focus={focus} />
        </svg>
      </div>
    </Lane>
  );
};

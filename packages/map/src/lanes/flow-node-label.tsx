// The name of a step and its visitors, beside its bar.
import type { JSX } from "preact";
import { fitLabel, toTextWidth } from "../layout/fit-label.ts";
import { type FlowNode, NODE_WIDTH } from "../layout/place-nodes.ts";
import type { Teller } from "./flow-teller.ts";

const FONT_SIZE = 12.5;
/** In columns narrower than this, px, labels are smaller. */
const TIGHT = 76;
const TIGHT_FONT_SIZE = 11.5;
/** Between bar and label, px. */
export const LABEL_GAP = 7;
/** Of the two lines of a label, px. */
export const LABEL_HEIGHT = 30;

export interface NodeLabel {
  /** As much of it as has room. */
  readonly name: string;
  readonly figure: string;
  /** Font size, and upper edge, px. */
  readonly size: number;
  readonly top: number;
}

/** A label stands at the head of a tall bar, where ribbons are, and not at its foot, where exits are. */
export const toNodeLabel = ({ key, step, column, top, bottom }: FlowNode, teller: Teller): NodeLabel => {
  const size = column.room < TIGHT ? TIGHT_FONT_SIZE : FONT_SIZE;
  const room = column.room - NODE_WIDTH - LABEL_GAP - 3;
  const forms = teller.forms(key, "visitors");
  const isTall = bottom - top > LABEL_HEIGHT + 8;
  return {
    name: fitLabel(step.label, room, size),
    figure: forms.find((form) => toTextWidth(form, TIGHT_FONT_SIZE) <= room) ?? forms.at(-1) ?? "",
    size,
    top: isTall ? top + 4 : (top + bottom - LABEL_HEIGHT) / 2,
  };
};

interface FlowNodeLabelProps {
  readonly node: FlowNode;
  readonly teller: Teller;
  readonly isOff: boolean;
}

export const FlowNodeLabel = ({ node, teller, isOff }: FlowNodeLabelProps): JSX.Element => {
  const { name, figure, size, top } = toNodeLabel(node, teller);
  const x = node.x + NODE_WIDTH + LABEL_GAP;
  return (
    <g class={isOff ? "node-label off" : "node-label"}>
      <text class={size === TIGHT_FONT_SIZE ? "label tight" : "label"} x={x} y={top + 11}>
        {name}
      </text>
      <text class="figure" x={x} y={top + 25}>
        {figure}
      </text>
    </g>
  );
};

// One step of the flow: its bar, its label, and the button that both are.
import type { JSX, TargetedKeyboardEvent } from "preact";
import { toTextWidth } from "../layout/fit-label.ts";
import { type FlowNode, NODE_WIDTH } from "../layout/place-nodes.ts";
import { toShare } from "../words/numbers.ts";
import { LABEL_GAP, LABEL_HEIGHT, toNodeLabel } from "./flow-node-label.tsx";
import { type Teller, toClause } from "./flow-teller.ts";
import type { Focus } from "./focus.ts";

interface FlowNodeMarkProps {
  readonly node: FlowNode;
  readonly teller: Teller;
  /** Whether it is the one of all steps that Tab reaches. */
  readonly isCurrent: boolean;
  readonly onCurrent: () => void;
  readonly focus: Focus;
  readonly isOff: boolean;
}

/** Least size of what can be pressed, px. */
const LEAST_TARGET = 26;

/** From this share of its visitors on, 0–1, a step is marked as a way out of the plan. */
const NOTABLE = 0.01;

const toHeard = ({ key, step, stage }: FlowNode, teller: Teller): string => {
  const { dropped = 0, inProgress = 0, outside = 0 } = teller.stepOf(key) ?? {};
  return [
    `${step.label}, ${stage.label}: ${teller.sentence(key, "visitors")}`,
    ...toClause(dropped, "left here", teller.threshold),
    ...toClause(inProgress, "in progress", teller.threshold),
    ...toClause(outside, "to pages outside of the plan", teller.threshold),
  ].join(", ");
};

const AIMS: ReadonlyMap<string, (mark: Element) => Element | null | undefined> = new Map([
  ["ArrowRight", (mark) => mark.nextElementSibling],
  ["ArrowDown", (mark) => mark.nextElementSibling],
  ["ArrowLeft", (mark) => mark.previousElementSibling],
  ["ArrowUp", (mark) => mark.previousElementSibling],
  ["Home", (mark) => mark.parentElement?.firstElementChild],
  ["End", (mark) => mark.parentElement?.lastElementChild],
]);

/** Moves the focus from one mark to another; false for any other key. */
const walk = (mark: Element, key: string): boolean => {
  const aim = AIMS.get(key)?.(mark);
  if (aim instanceof SVGElement) aim.focus();
  return AIMS.has(key);
};

export const FlowNodeMark = ({ node, teller, isCurrent, onCurrent, focus, isOff }: FlowNodeMarkProps): JSX.Element => {
  const { key, step, x, top, bottom } = node;
  const { name, figure, size, top: labelTop } = toNodeLabel(node, teller);
  const width = NODE_WIDTH + LABEL_GAP + Math.max(toTextWidth(name, size), toTextWidth(figure, size));
  const edge = Math.min(top, labelTop) - 2;
  const height = Math.max(LEAST_TARGET, Math.max(bottom, labelTop + LABEL_HEIGHT) + 2 - edge);
  const part = teller.parts?.ofStep(key);
  const strayed = toShare(teller.stepOf(key)?.outside ?? 0, teller.stepOf(key)?.visitors ?? 0) ?? 0;
  const press = (event: TargetedKeyboardEvent<SVGGElement>) => {
    if (event.key === "Enter" || event.key === " ") focus.open(key);
    else if (!walk(event.currentTarget, event.key)) return;
    event.preventDefault();
  };
  return (
    // The label lies in a layer of its own: in here it would have to be part of the name word for word, cut as it is.
    // biome-ignore lint/a11y/useSemanticElements: SVG has no button.
    <g
      class={`node${isOff ? " off" : ""}${step.isGoal ? " goal" : ""}${step.visitors === 0 ? " nobody" : ""}`}
      role="button"
      // In SVG the name of an attribute is taken as it is written.
      tabindex={isCurrent ? 0 : -1}
      aria-label={toHeard(node, teller)}
      data-step={key}
      onFocus={() => {
        onCurrent();
        focus.point(key);
      }}
      onBlur={() => focus.point(null)}
      onPointerEnter={() => focus.point(key)}
      onPointerLeave={() => focus.point(null)}
      onClick={() => focus.open(key)}
      onKeyDown={press}
    >
      <rect class="ring" x={x - 5} y={edge - 3} width={width + 12} height={height + 6} rx="6" />
      <rect class="bar" x={x} y={top} width={NODE_WIDTH} height={bottom - top} rx={Math.min(3, (bottom - top) / 2)} />
      {part !== undefined && (
        <rect
          class="bar other"
          x={x}
          y={top + (bottom - top) * part}
          width={NODE_WIDTH}
          height={(bottom - top) * (1 - part)}
          rx={Math.min(3, ((bottom - top) * (1 - part)) / 2)}
        />
      )}
      {strayed >= NOTABLE && <circle class="outside" cx={x + NODE_WIDTH / 2} cy={bottom + 7} r="3.5" />}
    </g>
  );
};

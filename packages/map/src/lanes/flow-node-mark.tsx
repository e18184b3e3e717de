// One step of the flow: its bar, its label, and the button that both are.
import type { JSX, TargetedKeyboardEvent } from "preact";
import { toTextWidth } from "../layout/fit-label.ts";
import { type FlowNode, NODE_WIDTH } from "../layout/place-nodes.ts";
import { toCount, toVisitors } from "../words/numbers.ts";
import { LABEL_GAP, LABEL_HEIGHT, toNodeLabel } from "./flow-node-label.tsx";
import type { Focus } from "./focus.ts";

interface FlowNodeMarkProps {
  readonly node: FlowNode;
  readonly threshold: number;
  /** Whether it is the one of all steps that Tab reaches. */
  readonly isCurrent: boolean;
  readonly onCurrent: () => void;
  readonly focus: Focus;
  readonly isOff: boolean;
}

/** Least size of what can be pressed, px. */
const LEAST_TARGET = 26;

const toHeard = ({ step, stage }: FlowNode, threshold: number): string =>
  [
    `${step.label}, ${stage.label}: ${toVisitors(step.visitors, threshold)}`,
    ...(step.dropped === 0 ? [] : [`${toCount(step.dropped, threshold)} left here`]),
    ...(step.inProgress === 0 ? [] : [`${toCount(step.inProgress, threshold)} in progress`]),
  ].join(", ");

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

export const FlowNodeMark = ({
  node,
  threshold,
  isCurrent,
  onCurrent,
  focus,
  isOff,
}: FlowNodeMarkProps): JSX.Element => {
  const { key, step, x, top, bottom } = node;
  const { name, figure, size, top: labelTop } = toNodeLabel(node, threshold);
  const width = NODE_WIDTH + LABEL_GAP + Math.max(toTextWidth(name, size), toTextWidth(figure, size));
  const edge = Math.min(top, labelTop) - 2;
  const height = Math.max(LEAST_TARGET, Math.max(bottom, labelTop + LABEL_HEIGHT) + 2 - edge);
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
      aria-label={toHeard(node, threshold)}
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
    </g>
  );
};

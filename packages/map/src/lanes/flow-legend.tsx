// How to read the flow: each shape that is drawn, with its name.
import type { ComponentChildren, JSX } from "preact";
import type { FlowLayout } from "../layout/flow.ts";

const Row = ({ children, word }: { readonly children: ComponentChildren; readonly word: string }): JSX.Element => (
  <li>
    <svg class="swatch" viewBox="0 0 18 10" aria-hidden="true">
      {children}
    </svg>
    {word}
  </li>
);

export const FlowLegend = ({ layout }: { readonly layout: FlowLayout }): JSX.Element => (
  <ul class="legend">
    {layout.ribbons.length > 0 && (
      <Row word="go on">
        <rect class="ribbon" y="1" width="18" height="8" rx="1" />
      </Row>
    )}
    {layout.ribbons.some(({ isSkip }) => isSkip) && (
      <Row word="past a step">
        <rect class="ribbon skip" y="1" width="18" height="8" rx="1" />
      </Row>
    )}
    {layout.arcs.length > 0 && (
      <Row word="go back">
        <path class="arc" d="M2 9C2 0 16 0 16 9" stroke-width="2.5" />
      </Row>
    )}
    {layout.exits.length > 0 && (
      <Row word="left">
        <rect class="exit" y="1" width="18" height="8" rx="1" />
        <rect class="exit-hatch" y="1" width="18" height="8" rx="1" />
      </Row>
    )}
    {layout.standing.length > 0 && (
      <Row word="in progress">
        <rect class="standing" x=".5" y="1.5" width="17" height="7" rx="1" />
      </Row>
    )}
    {layout.nodes.some(({ step }) => step.outside !== 0) && (
      <Row word="outside of the plan">
        <circle class="outside" cx="9" cy="5" r="3.5" />
      </Row>
    )}
  </ul>
);

// One lane of the map: its name at the left, and its cells on the axis of the stages.
import type { ComponentChildren, JSX } from "preact";

interface LaneProps {
  readonly name: string;
  /** Small print below the name. */
  readonly note?: ComponentChildren;
  readonly children: ComponentChildren;
}

export const Lane = ({ name, note, children }: LaneProps): JSX.Element => {
  const [id = ""] = name.toLowerCase().split(",");
  return (
    <section class={`lane ${id}`} aria-labelledby={`lane-${id}`}>
      <div class="name">
        <h2 id={`lane-${id}`}>{name}</h2>
        {note}
      </div>
      {children}
    </section>
  );
};

interface CellProps {
  /** Label of the stage, for those who hear the map. */
  readonly stage: string;
  readonly children?: ComponentChildren;
}

export const Cell = ({ stage, children }: CellProps): JSX.Element => (
  <div class="cell">
    <h3 class="heard">{stage}</h3>
    {children}
  </div>
);

// FIX THIS FIRST: where mending pays most, with why and how much.
import type { JourneyMap, StepKey } from "@waymark/protocol";
import type { JSX } from "preact";
import { toFixWords } from "../words/fix.ts";
import { toGoal } from "../words/headline.ts";

interface FixesProps {
  readonly map: JourneyMap;
  readonly onOpen: (key: StepKey) => void;
}

export const Fixes = ({ map, onOpen }: FixesProps): JSX.Element | null => {
  const cards = map.fixes.flatMap((fix) => {
    const words = toFixWords(map, fix);
    return words ? [{ key: fix.step, ...words }] : [];
  });
  if (cards.length === 0) return null;
  return (
    <section class="fixes" aria-labelledby="fixes">
      <h2 id="fixes">Fix this first</h2>
      <ol>
        {cards.map(({ key, title, gain, text }) => (
          <li key={key} class="card">
            <div class="title">
              <h3>
                <button type="button" onClick={() => onOpen(key)}>
                  {title}
                </button>
              </h3>
              <strong class="gain">
                {gain}
                <span class="heard"> visitors at the goal</span>
              </strong>
            </div>
            <p>{text}</p>
          </li>
        ))}
      </ol>
      <p class="small">
        Gain: further visitors of the period who would reach “{toGoal(map) ?? "the goal"}”, were half of those who leave
        at the step to go on like the others there, and all else as observed.
      </p>
    </section>
  );
};

// The frame of a map before its figures are there, so that nothing jumps when they come.
import type { JSX } from "preact";
import { toDuration } from "../words/numbers.ts";

const LANES = ["Stages", "Flow", "Plan", "Emotion", "Friction", "Voice", "Asked"];
/** Whoever waits for longer is told that the collector is still at it, ms. */
const LONG = 2_000;

export const Skeleton = ({ waited }: { readonly waited: number }): JSX.Element => (
  <div class="page">
    <main aria-busy="true">
      <header>
        <div class="masthead">
          <div>
            <h1>Journey map</h1>
            <p class="headline" role="status">
              {waited < LONG
                ? "Gathering the figures …"
                : `Counting visitor by visitor: ${toDuration(Math.floor(waited / 1000) * 1000)} so far. Millions of entries take some seconds.`}
            </p>
          </div>
        </div>
        <div class="filters" />
      </header>
      <div class="frame" aria-hidden="true">
        <div class="lanes">
          {LANES.map((name) => (
            <div key={name} class={`lane skeleton ${name.toLowerCase()}`}>
              <div class="name">
                <p>{name}</p>
              </div>
              <div class="wide" />
            </div>
          ))}
        </div>
      </div>
    </main>
  </div>
);

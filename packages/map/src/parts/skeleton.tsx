// The frame of a map before its figures are there, so that nothing jumps when they come.
import type { JSX } from "preact";

const LANES = ["Stages", "Flow", "Emotion", "Friction", "Voice", "Asked"];

export const Skeleton = (): JSX.Element => (
  <div class="page">
    <main aria-busy="true">
      <header>
        <div class="masthead">
          <div>
            <h1>Journey map</h1>
            <p class="headline">Gathering the figures …</p>
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

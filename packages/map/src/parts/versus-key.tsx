// Which of the two is which, where two groups are drawn on one map.
import type { JSX } from "preact";
import type { Versus } from "../page/versus.ts";
import { isolate } from "../words/isolate.ts";
import { toVisitors } from "../words/numbers.ts";

export const VersusKey = ({ versus: { map, names } }: { readonly versus: Versus }): JSX.Element => (
  <p class="versus-key">
    <span class="own">
      <svg class="swatch" viewBox="0 0 18 10" aria-hidden="true">
        <rect class="ribbon" width="18" height="5" />
        <path class="curve" d="M0 8H18" />
      </svg>
      {isolate(names[0])}
    </span>
    <span class="heard"> compared with </span>
    <span class="rival">
      <svg class="swatch" viewBox="0 0 18 10" aria-hidden="true">
        <rect class="ribbon other" width="18" height="5" />
        <path class="curve other" d="M0 8H18" />
      </svg>
      {isolate(names[1])}, {toVisitors(map.visitors, map.threshold)}
    </span>
    <span class="soft">
      {map.visitors === 0
        ? "There is nobody to compare with."
        : "Figures are shares of each group, the second after the dot. In the flow the upper part of each bar and ribbon is the first group. Voices and fixes are of the first."}
    </span>
  </p>
);

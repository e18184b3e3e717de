// What people chose from a list, most given first.
import type { Reason } from "@waymark/protocol";
import type { JSX } from "preact";
import { toNumber, toPercent } from "../words/numbers.ts";
import { Meter } from "./meter.tsx";

export const Reasons = ({ reasons }: { readonly reasons: readonly Reason[] }): JSX.Element | null =>
  reasons.length > 0 ? (
    <ul class="meters reasons">
      {reasons.map(({ question, value, n, share }) => (
        <Meter
          key={`${question} ${value}`}
          label={value}
          figure={toNumber(n)}
          size={share}
          tone="quiet"
          aside={`, ${toPercent(share)} of the answers to ${question}`}
        />
      ))}
    </ul>
  ) : null;

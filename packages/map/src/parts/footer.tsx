// The small print: definitions, and when the figures were made.
import type { JourneyMap } from "@waymark/protocol";
import type { JSX } from "preact";
import { toDay, toTime } from "../words/dates.ts";
import { toDefinitions } from "../words/definitions.ts";

export const Footer = ({ map }: { readonly map: JourneyMap }): JSX.Element => (
  <section class="definitions" aria-labelledby="definitions">
    <h2 id="definitions">How to read it</h2>
    <ul>
      {toDefinitions(map).map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
    <p>
      Figures of {toDay(map.now)}, {toTime(map.now)}
    </p>
  </section>
);

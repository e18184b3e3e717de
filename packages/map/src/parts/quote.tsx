// What somebody wrote, with their score and what stood behind it.
import type { MapStage, Verbatim } from "@waymark/protocol";
import type { JSX } from "preact";
import { toDay } from "../words/dates.ts";
import { toEvidence, toEvidenceLine } from "../words/evidence.ts";
import { isolate } from "../words/isolate.ts";
import { toScore } from "../words/numbers.ts";

const toTone = (score: number): string => (score < -0.25 ? "bad" : score > 0.25 ? "good" : "fair");

export const ScorePill = ({ score }: { readonly score: number }): JSX.Element => (
  <span class={`pill ${toTone(score)}`}>
    <span class="heard">Mood </span>
    {toScore(score)}
  </span>
);

interface QuoteProps {
  readonly verbatim: Verbatim;
  readonly stage: MapStage;
  /** With day, choice, and all that came before. */
  readonly isWhole?: boolean;
}

export const Quote = ({ verbatim, stage, isWhole = false }: QuoteProps): JSX.Element => {
  const step = stage.steps.find(({ id }) => id === verbatim.step)?.label ?? verbatim.step;
  return (
    <figure class={isWhole ? "quote whole" : "quote"}>
      <blockquote dir="auto">{verbatim.text}</blockquote>
      <figcaption>
        {verbatim.score !== null && <ScorePill score={verbatim.score} />}
        {toEvidence(verbatim, step)}
        {isWhole && verbatim.chosen.length > 0 && (
          <span class="more">Chose {verbatim.chosen.map((value) => `“${isolate(value)}”`).join(", ")}</span>
        )}
        {isWhole && (
          <span class="more">
            {toDay(verbatim.at)} · {verbatim.question}
          </span>
        )}
      </figcaption>
      {isWhole && verbatim.last.length > 0 && (
        <details>
          <summary>What came before</summary>
          <ol>
            {verbatim.last.map((entry, i) => (
              <li key={i}>{toEvidenceLine(entry)}</li>
            ))}
          </ol>
        </details>
      )}
    </figure>
  );
};

// VOICE: what people said in each stage, in their own words and by their own choice.
import type { JourneyMap, MapStage } from "@waymark/protocol";
import type { JSX } from "preact";
import { Cell, Lane } from "../parts/lane.tsx";
import { Quote } from "../parts/quote.tsx";
import { Reasons } from "../parts/reasons.tsx";
import { pickQuotes } from "../words/pick-quotes.ts";

interface VoiceLaneProps {
  readonly map: JourneyMap;
  /** Opens all voices of a stage. */
  readonly onAll: (stage: string) => void;
}

const MOST_REASONS = 3;

const StageVoice = ({ stage, onAll }: { readonly stage: MapStage; readonly onAll: () => void }): JSX.Element => {
  const quotes = pickQuotes(stage);
  const { verbatims, reasons } = stage;
  if (verbatims.length + reasons.length === 0) return <p class="none">Nobody has said anything here yet.</p>;
  const hasMore = verbatims.length > quotes.length || reasons.length > MOST_REASONS;
  return (
    <>
      {quotes.map((verbatim, i) => (
        <Quote key={i} verbatim={verbatim} stage={stage} />
      ))}
      <Reasons reasons={reasons.slice(0, MOST_REASONS)} />
      {hasMore && (
        <button type="button" class="link" onClick={onAll}>
          {verbatims.length > 0 ? `All ${verbatims.length}` : "All reasons"}
          <span class="heard"> voices of {stage.label}</span>
        </button>
      )}
    </>
  );
};

export const VoiceLane = ({ map, onAll }: VoiceLaneProps): JSX.Element => (
  <Lane name="Voice">
    {map.stages.map((stage) => (
      <Cell key={stage.id} stage={stage.label}>
        <StageVoice stage={stage} onAll={() => onAll(stage.id)} />
      </Cell>
    ))}
  </Lane>
);

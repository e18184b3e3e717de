// All voices of one stage.
import type { MapStage } from "@waymark/protocol";
import type { JSX } from "preact";
import { Histogram } from "./histogram.tsx";
import { Panel } from "./panel.tsx";
import { Quote } from "./quote.tsx";
import { Reasons } from "./reasons.tsx";

interface StagePanelProps {
  readonly stage: MapStage;
  readonly threshold: number;
  readonly onClose: () => void;
}

export const StagePanel = ({ stage, threshold, onClose }: StagePanelProps): JSX.Element => (
  <Panel id={stage.id} title={stage.label} over="All voices" onClose={onClose}>
    {stage.emotion.n > 0 && (
      <section>
        <h3>Emotion</h3>
        <Histogram emotion={stage.emotion} least={Math.max(5, threshold)} />
      </section>
    )}
    {stage.reasons.length > 0 && (
      <section>
        <h3>Reasons</h3>
        <Reasons reasons={stage.reasons} />
      </section>
    )}
    <section>
      <h3>Voice</h3>
      {stage.verbatims.map((verbatim, i) => (
        <Quote key={i} verbatim={verbatim} stage={stage} isWhole />
      ))}
    </section>
  </Panel>
);

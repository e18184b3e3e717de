// PLAN: where the way that people take differs from the one that was planned.
import type { JourneyMap, MapStage } from "@waymark/protocol";
import type { JSX } from "preact";
import { findStage, type Versus } from "../page/versus.ts";
import { Cell, Lane } from "../parts/lane.tsx";
import { Meter } from "../parts/meter.tsx";
import { listDeviations } from "../words/deviations.ts";
import { toPercent } from "../words/numbers.ts";

const MOST = 3;

interface PlanLaneProps {
  readonly map: JourneyMap;
  readonly versus: Versus | undefined;
}

/** Why there is nothing to tell: nobody, too few, or nothing that differs. */
const toNone = ({ visitors, steps }: MapStage): string => {
  if (visitors === 0) return "Nobody yet.";
  const isHeldBack = steps.some((step) => [step.visitors, step.skipped, step.repeated, step.outside].includes(null));
  return visitors === null || isHeldBack ? "Too few to tell." : "As planned.";
};

const StagePlan = ({ map, stage, versus }: PlanLaneProps & { readonly stage: MapStage }): JSX.Element => {
  const deviations = listDeviations(map, stage)
    .filter(({ share }) => share >= 0.01)
    .slice(0, MOST);
  const others = versus && listDeviations(versus.map, findStage(versus.map, stage.id) ?? stage);
  if (deviations.length === 0) return <p class="none">{toNone(stage)}</p>;
  return (
    <ul class="meters">
      {deviations.map(({ key, step, what, share }) => {
        const other = others?.find((each) => each.key === key);
        return (
          <Meter
            key={key}
            label={`${step} ${what}`}
            figure={toPercent(share)}
            size={share}
            tone="quiet"
            other={versus && { figure: other ? toPercent(other.share) : "–", size: other?.share ?? 0 }}
          />
        );
      })}
    </ul>
  );
};

export const PlanLane = ({ map, versus }: PlanLaneProps): JSX.Element => (
  <Lane name="Plan" note={<p>what differs from it</p>}>
    {map.stages.map((stage) => (
      <Cell key={stage.id} stage={stage.label}>
        <StagePlan map={map} stage={stage} versus={versus} />
      </Cell>
    ))}
  </Lane>
);

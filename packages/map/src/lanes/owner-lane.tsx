// OWNER, KPI: who answers for each stage, how it stands against its targets, and what could be done.
import type { JourneyMap, Kpi, MapStage } from "@waymark/protocol";
import type { JSX } from "preact";
import { findStage, type Versus } from "../page/versus.ts";
import { Cell, Lane } from "../parts/lane.tsx";
import { toKpiWords } from "../words/kpi.ts";

interface OwnerLaneProps {
  readonly map: JourneyMap;
  readonly versus: Versus | undefined;
}

interface StageOwnerProps extends OwnerLaneProps {
  readonly stage: MapStage;
}

const KpiLine = ({ map, stage, versus, kpi }: StageOwnerProps & { readonly kpi: Kpi }): JSX.Element => {
  const { label, value, target, isMet } = toKpiWords(stage, kpi, map.threshold);
  const there = versus && kpi.measure !== undefined && findStage(versus.map, stage.id);
  return (
    <li>
      <span class="label">{label}</span>{" "}
      <strong class={isMet === false ? "bad" : isMet === true ? "good" : ""}>
        {isMet !== null && <span aria-hidden="true">{isMet ? "✓ " : "✗ "}</span>}
        {value}
      </strong>
      {there && <span class="versus"> · {toKpiWords(there, kpi, map.threshold).value}</span>}
      {target !== null && <span class="soft"> target {target}</span>}
      {isMet !== null && <span class="heard">{isMet ? ", met" : ", missed"}</span>}
    </li>
  );
};

const StageOwner = (props: StageOwnerProps): JSX.Element => {
  const { owner, goal, kpis = [], opportunities = [] } = props.stage.notes ?? {};
  return (
    <>
      {owner && <p class="owner-name">{owner}</p>}
      {goal && <p class="soft">Visitors want: {goal}</p>}
      {kpis.length > 0 && (
        <ul class="kpis">
          {kpis.map((kpi) => (
            <KpiLine key={kpi.label} {...props} kpi={kpi} />
          ))}
        </ul>
      )}
      {opportunities.length > 0 && (
        <ul class="opportunities">
          {opportunities.map((each) => (
            <li key={each}>{each}</li>
          ))}
        </ul>
      )}
    </>
  );
};

/** Nothing at all where nobody has written anything. */
export const OwnerLane = ({ map, versus }: OwnerLaneProps): JSX.Element | null =>
  map.stages.some(({ notes }) => notes) ? (
    <Lane name="Owner, KPI">
      {map.stages.map((stage) => (
        <Cell key={stage.id} stage={stage.label}>
          <StageOwner map={map} stage={stage} versus={versus} />
        </Cell>
      ))}
    </Lane>
  ) : null;

// STAGES: how many came into each, and how many of them went on.
import type { JourneyMap, MapStage } from "@waymark/protocol";
import type { JSX } from "preact";
import { findStage, type Versus } from "../page/versus.ts";
import { Lane } from "../parts/lane.tsx";
import { toPercent, toShare, toShareText, toVisitors } from "../words/numbers.ts";

/** The stage that loses most has the lowest share; of one stage alone nothing is the lowest. */
const findLowest = (stages: readonly MapStage[]): number =>
  stages.length < 2 ? 0 : Math.min(...stages.map(({ continued, visitors }) => toShare(continued, visitors) ?? 1));

const Split = ({ stage, isOther = false }: { readonly stage: MapStage; readonly isOther?: boolean }): JSX.Element => {
  const going = toShare(stage.continued, stage.visitors) ?? 0;
  const waiting = toShare(stage.inProgress, stage.visitors) ?? 0;
  const lost = toShare(stage.dropped, stage.visitors) ?? 0;
  return (
    <svg class={isOther ? "split other" : "split"} viewBox="0 0 1000 6" preserveAspectRatio="none" aria-hidden="true">
      <rect class="rail" width="1000" height="6" />
      <rect class="going" width={going * 1000} height="6" />
      <rect class="waiting" x={going * 1000} width={waiting * 1000} height="6" />
      <rect class="lost" x={1000 - lost * 1000} width={lost * 1000} height="6" />
    </svg>
  );
};

const toRest = ({ inProgress, dropped, visitors }: MapStage): string => {
  const waiting = toShare(inProgress, visitors);
  const lost = toShare(dropped, visitors);
  return [
    ...(lost === null || lost === 0 ? [] : [`${toPercent(lost)} left`]),
    ...(waiting === null || waiting === 0 ? [] : [`${toPercent(waiting)} in progress`]),
  ].join(" · ");
};

const StageCell = ({ stage, isLowest, isLast, threshold, versus }: CellProps): JSX.Element => {
  const share = toShare(stage.continued, stage.visitors);
  const there = versus && findStage(versus.map, stage.id);
  const other = there && toShare(there.continued, there.visitors);
  return (
    <div class="cell">
      <div class="title">
        <h3>{stage.label}</h3>
        {share !== null && (
          <strong class={isLowest ? "share bad" : "share"}>
            {toPercent(share)}
            {there && <span class="versus"> · {toShareText(other ?? null)}</span>}
            <span class="word"> {isLast ? "reach the goal" : "go on"}</span>
          </strong>
        )}
      </div>
      <p class="soft">
        {toVisitors(stage.visitors, threshold)}
        {there && <span class="versus"> · {toVisitors(there.visitors, threshold)}</span>}
      </p>
      <Split stage={stage} />
      {there && <Split stage={there} isOther />}
      <p class="small">{toRest(stage)}</p>
    </div>
  );
};

interface CellProps {
  readonly stage: MapStage;
  readonly isLowest: boolean;
  readonly isLast: boolean;
  readonly threshold: number;
  readonly versus: Versus | undefined;
}

interface StagesLaneProps {
  readonly map: JourneyMap;
  readonly versus: Versus | undefined;
}

export const StagesLane = ({ map, versus }: StagesLaneProps): JSX.Element => {
  const lowest = findLowest(map.stages);
  return (
    <Lane name="Stages">
      {map.stages.map((stage, i) => (
        <StageCell
          key={stage.id}
          stage={stage}
          isLowest={toShare(stage.continued, stage.visitors) === lowest}
          isLast={i === map.stages.length - 1}
          threshold={map.threshold}
          versus={versus}
        />
      ))}
    </Lane>
  );
};

// FRICTION: what makes each stage hard, the loss first.
import type { JourneyMap, MapStage } from "@waymark/protocol";
import type { JSX } from "preact";
import { findStage, type Versus } from "../page/versus.ts";
import { Cell, Lane } from "../parts/lane.tsx";
import { Meter } from "../parts/meter.tsx";
import { isDifficulty, toFrictionName } from "../words/friction.ts";
import { toCount, toPercent, toShare, toShareText } from "../words/numbers.ts";

const MOST = 4;

const dropOff = ({ dropped, visitors }: MapStage): number => toShare(dropped, visitors) ?? 0;
const worstSign = ({ friction }: MapStage): number =>
  Math.max(0, ...friction.filter(isDifficulty).map(({ rate }) => rate ?? 0));

interface StageFrictionProps {
  readonly stage: MapStage;
  readonly threshold: number;
  /** Whether there are other stages to be worse than. */
  readonly isCompared: boolean;
  /** The highest drop-off and the highest rate of any sign on the map, 0–1. */
  readonly worstDrop: number;
  readonly worstRate: number;
  /** The same stage of the group that this is compared with. */
  readonly there: MapStage | undefined;
}

const StageFriction = ({
  stage,
  threshold,
  isCompared,
  worstDrop,
  worstRate,
  there,
}: StageFrictionProps): JSX.Element => {
  const full = Math.max(worstDrop, worstRate, Number.EPSILON);
  const isWorst = (rate: number | null, worst: number): boolean =>
    isCompared && rate !== null && rate > 0 && rate === worst;
  const lost = toShare(stage.dropped, stage.visitors);
  const toOther = (rate: number | null) => there && { figure: toShareText(rate), size: (rate ?? 0) / full };
  return (
    <ul class="meters">
      <Meter
        label="Drop-off"
        figure={stage.dropped === null ? toCount(null, threshold) : toShareText(lost)}
        size={lost === null ? null : lost / full}
        tone={isWorst(lost, worstDrop) ? "bad" : "plain"}
        other={toOther(there ? toShare(there.dropped, there.visitors) : null)}
        aside={isWorst(lost, worstDrop) && ", the highest of all stages"}
      />
      {stage.friction.slice(0, MOST).map((sign) => {
        const { type, state, rate } = sign;
        const isTop = isDifficulty(sign) && isWorst(rate, worstRate);
        return (
          <Meter
            key={`${type} ${state}`}
            label={toFrictionName(sign)}
            figure={rate === null ? toCount(null, threshold) : toPercent(rate)}
            size={rate === null ? null : rate / full}
            tone={isTop ? "bad" : isDifficulty(sign) ? "plain" : "quiet"}
            other={toOther(there?.friction.find((each) => each.type === type && each.state === state)?.rate ?? null)}
            aside={isTop && ", the highest of all stages"}
          />
        );
      })}
    </ul>
  );
};

interface FrictionLaneProps {
  readonly map: JourneyMap;
  readonly versus: Versus | undefined;
}

export const FrictionLane = ({ map, versus }: FrictionLaneProps): JSX.Element => (
  <Lane name="Friction" note={<p>of the stage’s visitors</p>}>
    {map.stages.map((stage) => (
      <Cell key={stage.id} stage={stage.label}>
        <StageFriction
          stage={stage}
          threshold={map.threshold}
          isCompared={map.stages.length > 1}
          worstDrop={Math.max(0, ...map.stages.map(dropOff))}
          worstRate={Math.max(0, ...map.stages.map(worstSign))}
          there={versus && findStage(versus.map, stage.id)}
        />
      </Cell>
    ))}
  </Lane>
);

// Two maps side by side as rows of a table: each figure of both, and by how much they differ.
import type { JourneyMap } from "@waymark/protocol";
import { listSteps } from "../layout/steps.ts";
import { toFrictionName, toLabel } from "./friction.ts";
import { toCount, toDuration, toPercent, toScore, toShare } from "./numbers.ts";
import type { Row } from "./table-rows.ts";

type Unit = "visitors" | "share" | "mood" | "time";

interface Figure {
  /** Place and name: what both maps are matched by. */
  readonly key: string;
  readonly place: string;
  readonly name: string;
  readonly unit: Unit;
  /** `null`: not known, or too few to be told. */
  readonly value: number | null;
}

const toFigure = (id: string, place: string, name: string, unit: Unit, value: number | null): Figure => ({
  key: `${id} ${name}`,
  place,
  name,
  unit,
  value,
});

const listStages = ({ stages }: JourneyMap): readonly Figure[] =>
  stages.flatMap((stage) => {
    const { id, label, visitors, continued, dropped, inProgress, emotion, friction, channels } = stage;
    const tell = (name: string, unit: Unit, value: number | null) => toFigure(id, label, name, unit, value);
    return [
      tell("visitors", "visitors", visitors),
      tell("went on", "share", toShare(continued, visitors)),
      tell("left", "share", toShare(dropped, visitors)),
      tell("in progress", "share", toShare(inProgress, visitors)),
      tell("mood", "mood", emotion.mean),
      ...friction.map((sign) => tell(toFrictionName(sign).toLowerCase(), "share", sign.rate)),
      ...channels.map((each) =>
        tell(`channel ${toLabel(each.channel).toLowerCase()}`, "share", toShare(each.visitors, visitors)),
      ),
    ];
  });

const listStepFigures = (map: JourneyMap): readonly Figure[] =>
  listSteps(map).flatMap(({ key, step }) => {
    const tell = (name: string, unit: Unit, value: number | null) => toFigure(key, step.label, name, unit, value);
    return [
      tell("visitors of all", "share", toShare(step.visitors, map.visitors)),
      tell("left here", "share", toShare(step.dropped, step.visitors)),
      tell("left here, of all", "share", toShare(step.dropped, map.visitors)),
      tell("skipped, of all", "share", toShare(step.skipped, map.visitors)),
      tell("came again", "share", toShare(step.repeated, step.visitors)),
      tell("left for outside", "share", toShare(step.outside, step.visitors)),
      tell("time here", "time", step.dwell),
      tell("reach the goal", "share", step.chance),
      tell("mood", "mood", step.emotion.mean),
    ];
  });

const listMoves = (map: JourneyMap): readonly Figure[] => {
  const labels = new Map(listSteps(map).map(({ key, step }) => [key, step.label]));
  return map.moves.map(({ from, to, visitors }) =>
    toFigure(
      `${from} ${to}`,
      `${labels.get(from) ?? from} → ${labels.get(to) ?? to}`,
      "visitors of all",
      "share",
      toShare(visitors, map.visitors),
    ),
  );
};

const listSurveys = ({ surveys }: JourneyMap): readonly Figure[] =>
  surveys.map(({ id, answered, shown }) => toFigure(`survey ${id}`, id, "answered", "share", toShare(answered, shown)));

const listFigures = (map: JourneyMap): readonly Figure[] =>
  [listStages, listStepFigures, listMoves, listSurveys].flatMap((list) => list(map));

const print = (value: number | null, unit: Unit, threshold: number): string => {
  if (value === null) return "–";
  if (unit === "visitors") return toCount(value, threshold);
  if (unit === "share") return toPercent(value);
  return unit === "mood" ? toScore(value) : toDuration(value);
};

const toDifference = (own: number | null, other: number | null, unit: Unit): string => {
  if (own === null || other === null) return "–";
  const difference = own - other;
  if (unit === "share") return `${toScore(difference * 100)} points`;
  if (unit === "mood") return toScore(difference);
  const sign = difference < 0 ? "−" : "+";
  return difference === 0 ? "0" : sign + print(Math.abs(difference), unit, 0);
};

/** Where, figure, of the one, of the other, difference. Figures that neither has are left out. */
export const toCompareRows = (map: JourneyMap, other: JourneyMap): readonly Row[] => {
  const others = new Map(listFigures(other).map((figure) => [figure.key, figure]));
  const own = listFigures(map);
  const known = new Set(own.map(({ key }) => key));
  const missing = [...others.values()].filter(({ key }) => !known.has(key)).map((each) => ({ ...each, value: null }));
  return [...own, ...missing].flatMap(({ key, place, name, unit, value }) => {
    const there = others.get(key)?.value ?? null;
    if (value === null && there === null) return [];
    return [
      [
        place,
        name,
        print(value, unit, map.threshold),
        print(there, unit, other.threshold),
        toDifference(value, there, unit),
      ],
    ];
  });
};

// What an owner is measured by, read from the stage's own figures or told by hand, beside its target.
import type { Kpi, KpiMeasure, MapStage } from "@waymark/protocol";
import { toNumber, toPercent, toScore, toShare } from "./numbers.ts";
import { findScoreGroups } from "./score-groups.ts";

/** Fewer answers make no figure, whatever the threshold. */
const LEAST_ANSWERS = 5;

export interface KpiWords {
  readonly label: string;
  /** `44 %`, `+12`, `too few yet`. */
  readonly value: string;
  /** `60 %`; `null` without one. */
  readonly target: string | null;
  /** `null` without a target or a value. */
  readonly isMet: boolean | null;
}

/** In the unit of the measure: per cent, −100 to 100 or −2 to 2; `null` where it is not known or too few stand behind it. */
export const toKpiValue = (stage: MapStage, measure: KpiMeasure, threshold: number): number | null => {
  const percent = (share: number | null) => (share === null ? null : share * 100);
  if (measure === "go-on") return percent(toShare(stage.continued, stage.visitors));
  if (measure === "drop-off") return percent(toShare(stage.dropped, stage.visitors));
  if (measure === "mood") return stage.emotion.mean;
  if (measure === "nps" || measure === "csat" || measure === "ces") {
    const groups = findScoreGroups(stage.emotion.scales, measure);
    return groups && groups.n >= Math.max(LEAST_ANSWERS, threshold) ? groups.figure : null;
  }
  // A sign that nobody met is a rate of none; one that too few met is not told.
  const signs = stage.friction.filter(({ type, state }) => type === measure && state !== "recovered");
  if (signs.length === 0) return stage.visitors === null || stage.visitors === 0 ? null : 0;
  const rates = signs.map(({ rate }) => rate);
  return rates.includes(null) ? null : percent(Math.max(...rates.map((rate) => rate ?? 0)));
};

const print = (value: number, { measure, unit }: Kpi): string => {
  if (measure === undefined) return unit === undefined ? toNumber(value) : `${toNumber(value)}\u202f${unit}`;
  if (measure === "mood") return toScore(value);
  return measure === "nps" ? toScore(value, 0) : toPercent(value / 100);
};

const HIGHER: ReadonlySet<Kpi["measure"]> = new Set([undefined, "go-on", "mood", "nps", "csat", "ces"]);

export const toKpiWords = (stage: MapStage, kpi: Kpi, threshold: number): KpiWords => {
  const value = kpi.measure === undefined ? (kpi.value ?? null) : toKpiValue(stage, kpi.measure, threshold);
  const better = kpi.better ?? (HIGHER.has(kpi.measure) ? "higher" : "lower");
  const { target } = kpi;
  return {
    label: kpi.label,
    value: value === null ? "too few yet" : print(value, kpi),
    target: target === undefined ? null : print(target, kpi),
    isMet: value === null || target === undefined ? null : better === "higher" ? value >= target : value <= target,
  };
};

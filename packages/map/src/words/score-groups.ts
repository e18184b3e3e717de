// The shares that people quote of a scale: promoters and detractors, the satisfied, those who found it easy.
import type { ScaleCounts } from "@waymark/protocol";
import { toPercent, toScore } from "./numbers.ts";

export interface ScoreGroup {
  readonly name: string;
  readonly n: number;
  /** 0–1 */
  readonly share: number;
}

export interface ScoreGroups {
  readonly groups: readonly ScoreGroup[];
  /** What is quoted: NPS −100 to 100, or the share of the first group in per cent. */
  readonly figure: number;
  readonly n: number;
  /** `NPS +41`, `82 % satisfied`. */
  readonly text: string;
}

type Kind = "nps" | "csat" | "ces";

/** Each with the least value of its groups, best first. Reichheld 2003 for NPS; the two or three best points of the others. */
const GROUPS: { readonly [kind in Kind]: readonly (readonly [name: string, least: number])[] } = {
  nps: [
    ["Promoters, 9 and 10", 9],
    ["Passives, 7 and 8", 7],
    ["Detractors, 0 to 6", 0],
  ],
  csat: [
    ["Satisfied, 4 and 5", 4],
    ["Not, 1 to 3", 1],
  ],
  ces: [
    ["Easy, 5 to 7", 5],
    ["Not, 1 to 4", 1],
  ],
};
const ENDS: { readonly [kind in Kind]: readonly [min: number, max: number] } = {
  nps: [0, 10],
  csat: [1, 5],
  ces: [1, 7],
};

const isKind = (kind: string): kind is Kind => Object.hasOwn(GROUPS, kind);

const toText = (kind: Kind, figure: number): string => {
  if (kind === "nps") return `NPS ${toScore(figure, 0)}`;
  return `${toPercent(figure / 100)} ${kind === "csat" ? "satisfied" : "found it easy"}`;
};

/** `null` for a scale that nobody quotes so, and without any answer. */
export const toScoreGroups = ({ kind, min, max, values }: ScaleCounts): ScoreGroups | null => {
  if (!isKind(kind) || ENDS[kind][0] !== min || ENDS[kind][1] !== max) return null;
  const n = values.reduce((sum, each) => sum + each.n, 0);
  if (n === 0) return null;
  const groups = GROUPS[kind].map(([name, least], i) => {
    const most = GROUPS[kind][i - 1]?.[1] ?? max + 1;
    const inside = values.filter(({ value }) => value >= least && value < most);
    const count = inside.reduce((sum, each) => sum + each.n, 0);
    return { name, n: count, share: count / n };
  });
  const [best, , worst] = groups;
  const figure = 100 * ((best?.share ?? 0) - (kind === "nps" ? (worst?.share ?? 0) : 0));
  return { groups, figure, n, text: toText(kind, figure) };
};

/** Of all scales of one kind, where the stage has been asked by it. */
export const findScoreGroups = (scales: readonly ScaleCounts[], kind: string): ScoreGroups | null => {
  const scale = scales.find((each) => each.kind === kind);
  return scale ? toScoreGroups(scale) : null;
};

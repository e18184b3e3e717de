// What stood behind an answer, in words: where, after how long, and what came before.
import type { EvidenceEntry, Verbatim } from "@waymark/protocol";
import { toFrictionName } from "./friction.ts";
import { isolate } from "./isolate.ts";
import { toDuration } from "./numbers.ts";

const isSign = ({ kind, type }: EvidenceEntry): boolean => kind === "friction" || type === "error";

const toPlural = (name: string, n: number): string => `${n} ${name}${n === 1 ? "" : "s"}`;

/** `abandon` is one fact however often it is stated. */
const toSigns = (entries: readonly EvidenceEntry[]): readonly string[] => {
  const counts = new Map<string, number>();
  for (const { type } of entries.filter((entry) => isSign(entry) && entry.type !== "abandon")) {
    const name = toFrictionName({ type }).toLowerCase();
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].map(([name, n]) => `${toPlural(name, n)} before`);
};

const toCause = (cause: EvidenceEntry | null): readonly string[] => {
  if (cause?.type === "abandon") return ["when leaving"];
  return cause?.type === "goal" ? ["at the goal"] : [];
};

/** `Payment, after 40 s, 4 rage clicks before`. */
export const toEvidence = (
  { engaged, cause, last }: Pick<Verbatim, "engaged" | "cause" | "last">,
  step: string,
): string => {
  const before = cause && isSign(cause) && !last.some((entry) => isSame(entry, cause)) ? [...last, cause] : last;
  const time = engaged > 0 ? [`after ${toDuration(engaged)}`] : [];
  return [isolate(step), ...time, ...toCause(cause), ...toSigns(before)].join(", ");
};

const isSame = (one: EvidenceEntry, other: EvidenceEntry): boolean =>
  one.type === other.type && one.name === other.name && one.before === other.before;

/** One entry before an answer: `12 s before: rage click, button#pay`. */
export const toEvidenceLine = ({ type, name, before }: EvidenceEntry): string =>
  `${toDuration(Math.max(0, before))} before: ${toFrictionName({ type }).toLowerCase()}${name && `, ${isolate(name)}`}`;

// Which of all that was written stands on the map: the lowest, and what is nearest to how most felt.
import type { MapStage, Verbatim } from "@waymark/protocol";

/** At most two, or one beside reasons; without scores the newest. `verbatims` come lowest score first, then newest. */
export const pickQuotes = ({
  verbatims,
  emotion,
  reasons,
}: Pick<MapStage, "verbatims" | "emotion" | "reasons">): readonly Verbatim[] => {
  const [lowest, ...others] = verbatims;
  if (!lowest) return [];
  const { mean } = emotion;
  const distance = ({ score }: Verbatim): number =>
    score === null || mean === null ? Number.POSITIVE_INFINITY : Math.abs(score - mean);
  const [nearest] = others.toSorted((a, b) => distance(a) - distance(b) || 0);
  return nearest && reasons.length === 0 ? [lowest, nearest] : [lowest];
};

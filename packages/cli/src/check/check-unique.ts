// Ids that stand twice: whatever names one of them means the first.
import { type Finding, finding } from "./finding.ts";

export interface Named {
  readonly id: string;
  readonly path: readonly PropertyKey[];
}

export const checkUnique = (items: readonly Named[]): Finding[] => {
  const seen = new Set<string>();
  return items.flatMap(({ id, path }) => {
    if (seen.has(id)) return [finding(path, `"${id}" stands here a second time`, "Give each its own id.")];
    seen.add(id);
    return [];
  });
};

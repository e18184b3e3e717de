// Patterns that no entry can match: parts that exclude each other, signals that are off, numbers out of reach.
import { ABANDON_WEIGHTS, FRICTION_WEIGHTS } from "@waymark/journey";
import type { FrictionOptions, Pattern } from "@waymark/protocol";
import { type Finding, finding, quoted } from "./finding.ts";
import { CANDIDATES, type Candidate, isFriction, NARROWING, toCandidates } from "./to-candidates.ts";
import { toList, toPlaced } from "./to-list.ts";

type Path = readonly PropertyKey[];

const checkTypes = ({ type }: Pattern, path: Path): Finding[] =>
  toPlaced(type, [...path, "type"])
    .filter(({ item }) => !CANDIDATES.includes(item as Candidate))
    .map(({ item, path }) => finding(path, `"${item}" is no type that asks`, `Use one of ${quoted(CANDIDATES)}.`));

/** Names the first field that leaves nothing over. */
function checkContradiction(on: Pattern, path: Path): Finding[] {
  let left = CANDIDATES;
  const before: string[] = [];
  for (const [key, lets] of Object.entries(NARROWING)) {
    if (on[key as keyof Pattern] === undefined) continue;
    left = left.filter((type) => lets(on, type));
    if (left.length === 0) {
      const problem = `can match nothing beside ${quoted(before)}`;
      return [finding([...path, key], problem, "Keep what you mean, and remove the rest.")];
    }
    before.push(key);
  }
  return [];
}

function checkSwitchedOff(on: Pattern, friction: FrictionOptions, path: Path): Finding[] {
  const named = [...toPlaced(on.friction, [...path, "friction"]), ...toPlaced(on.type, [...path, "type"])];
  return named
    .filter(({ item }) => isFriction(item) && friction[item] === false)
    .map(({ item, path }) =>
      finding(path, `"${item}" is switched off`, `Remove "${item}": false from "friction", or this trigger.`),
    );
}

const mostWeight = (type: Candidate): number =>
  type === "abandon"
    ? Math.max(...Object.values(ABANDON_WEIGHTS))
    : isFriction(type)
      ? (FRICTION_WEIGHTS[type as keyof typeof FRICTION_WEIGHTS] ?? 1)
      : Infinity;

function checkWeight(on: Pattern, path: Path): Finding[] {
  const { weight } = on.data ?? {};
  const least = typeof weight === "object" ? weight.min : weight;
  const most = Math.max(...toCandidates(on).map(mostWeight));
  if (typeof least !== "number" || least <= most) return [];
  const problem = `no such signal weighs ${least}: ${most} is the most`;
  return [finding([...path, "data", "weight"], problem, `Ask for at most ${most}.`)];
}

/** `within` is about several. */
const checkCount = ({ count = 1, within }: Pattern, path: Path): Finding[] =>
  within !== undefined && count < 2
    ? [finding([...path, "within"], 'never counts without a "count" over 1', 'Add "count", or remove this.')]
    : [];

/** `isWhole` is false where something was left out of the pattern that may have meant otherwise. */
export function checkPattern(on: Pattern, isWhole: boolean, friction: FrictionOptions, path: Path): Finding[] {
  const unknown = checkTypes(on, path);
  const found = [...unknown, ...checkSwitchedOff(on, friction, path)];
  if (!isWhole) return found;
  const contradiction = unknown.length < toList(on.type).length || !on.type ? checkContradiction(on, path) : [];
  const isPossible = unknown.length === 0 && contradiction.length === 0;
  return [...found, ...contradiction, ...(isPossible ? checkWeight(on, path) : []), ...checkCount(on, path)];
}

// Lengths of time that stand in the wrong order.
import { stepsOf, toMilliseconds } from "@waymark/journey";
import type { Duration, FrictionOptions, Stage } from "@waymark/protocol";
import { type Finding, finding } from "./finding.ts";
import type { Part, Parts } from "./to-parts.ts";

/** `"0s"` is told by itself. */
const isShorter = (a: Duration, b: Duration) =>
  toMilliseconds(a) * toMilliseconds(b) === 0 || toMilliseconds(a) < toMilliseconds(b);

function checkStage({ value, path }: Part<Stage>, journeyEnds: Duration): Finding[] {
  if (!stepsOf(value).some(({ goal }) => goal)) return [];
  const { stalledAfter = "60s", after = "30m", recoverWithin = "7d" } = value;
  const found: Finding[] = [];
  // What stands in the file is blamed, not a default.
  const blame = (key: keyof Stage, other: keyof Stage, problem: string) =>
    found.push(finding([...path, value[key] ? key : other], problem, "Change one of the two."));
  if (!isShorter(stalledAfter, after))
    blame("stalledAfter", "after", `abandoned after ${after} is no later than stalled after ${stalledAfter}`);
  if (!isShorter(after, recoverWithin))
    blame("recoverWithin", "after", `a recovery within ${recoverWithin} is no longer than "after" (${after})`);
  if (toMilliseconds(recoverWithin) > toMilliseconds(journeyEnds))
    blame("recoverWithin", "recoverWithin", `a recovery within ${recoverWithin} outlasts journeyEnds (${journeyEnds})`);
  return found;
}

/** A click is slow up to the time from which on it is dead. */
function checkClicks(friction: FrictionOptions): Finding[] {
  const afterOf = (type: "slow-click" | "dead-click") =>
    typeof friction[type] === "object" ? friction[type].after : undefined;
  const slow = afterOf("slow-click") ?? "1s";
  const dead = afterOf("dead-click");
  // Dead after 2.5 s is the default.
  if (friction["slow-click"] === false || toMilliseconds(slow) < (dead ? toMilliseconds(dead) : 2500)) return [];
  const path = ["friction", friction["slow-click"] ? "slow-click" : "dead-click", "after"];
  const problem = `no click is slow: after ${slow} it already counts as dead (${dead ?? "2.5s"})`;
  return [finding(path, problem, 'Give "slow-click" a shorter "after" than "dead-click".')];
}

export const checkDurations = ({ stages, friction, journeyEnds = "30d" }: Parts): Finding[] => [
  ...stages.filter(({ isWhole }) => isWhole).flatMap((stage) => checkStage(stage, journeyEnds)),
  ...checkClicks(friction),
];

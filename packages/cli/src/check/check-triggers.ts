// Triggers that never ask, or ask for what is not there.
import type { Trigger } from "@waymark/protocol";
import { checkPattern } from "./check-pattern.ts";
import { checkPlaces } from "./check-places.ts";
import { checkReach } from "./check-reach.ts";
import { checkUnique } from "./check-unique.ts";
import { checkWhere } from "./check-where.ts";
import { type Finding, finding, quoted } from "./finding.ts";
import type { Part, Parts } from "./to-parts.ts";

type Path = readonly PropertyKey[];

function checkSchedule({ schedule: { from, until } = {} }: Trigger, path: Path, now: number): Finding[] {
  if (until === undefined) return [];
  const place = [...path, "schedule", "until"];
  if (from !== undefined && Date.parse(from) >= Date.parse(until))
    return [finding(place, `ends before it begins (${from})`, 'Put "until" after "from".')];
  return Date.parse(until) <= now ? [finding(place, "is over", "Give it a later date, or remove the trigger.")] : [];
}

/** Triggers of one test must share it out alike, or some visitors fall to several and some to none. */
function checkVariant({ variant }: Trigger, path: Path, others: readonly Part<Trigger>[]): Finding[] {
  if (!variant) return [];
  const { test, is, of } = variant;
  const place = [...path, "variant"];
  const found = checkUnique(of.map((id, index) => ({ id, path: [...place, "of", index] })));
  if (!of.includes(is)) found.push(finding([...place, "is"], `"${is}" is none of ${quoted(of)}`, 'Name one of "of".'));
  const toKey = (names: readonly string[]) => JSON.stringify([...new Set(names)].sort());
  const first = others.find(({ value }) => value.variant?.test === test);
  if (first?.value.variant && first.path !== path && toKey(first.value.variant.of) !== toKey(of)) {
    const problem = `divides the test "${test}" otherwise than "${first.value.id}" does`;
    found.push(finding([...place, "of"], problem, `Write ${quoted(first.value.variant.of)} in both.`));
  }
  return found;
}

function checkTrigger({ value, path, isWhole }: Part<Trigger>, parts: Parts, now: number): Finding[] {
  const { on, ask, sample, where } = value;
  const found = [
    ...checkPlaces(on, isWhole, parts, [...path, "on"]),
    ...checkPattern(on, isWhole, parts.friction, [...path, "on"]),
    ...checkWhere(where, [...path, "where"]),
    ...checkVariant(value, path, parts.triggers),
    ...checkSchedule(value, path, now),
  ];
  if (!parts.surveyIds.includes(ask))
    found.push(finding([...path, "ask"], `there is no survey "${ask}"`, 'Name one of "surveys".'));
  if (sample === 0) {
    const remedy = "Give it a share over 0, or remove the trigger.";
    found.push(finding([...path, "sample"], "is nobody: this never asks", remedy));
  }
  return found;
}

/** `now` is ms since the epoch. */
export const checkTriggers = (parts: Parts, now: number): Finding[] => [
  ...checkUnique(parts.triggers.map(({ value, path }) => ({ id: value.id, path: [...path, "id"] }))),
  ...parts.triggers.flatMap((trigger) => checkTrigger(trigger, parts, now)),
  ...checkReach(parts.triggers),
];

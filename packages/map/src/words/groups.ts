// What groups of visitors are called.
import type { JourneyMap } from "@waymark/protocol";
import type { Choice, Rival } from "../page/choice.ts";
import { toPeriod } from "./dates.ts";
import { toLabel } from "./friction.ts";

type Named = Pick<JourneyMap, "device" | "persona" | "personas">;

const toPersona = ({ personas }: Pick<Named, "personas">, persona: string): string =>
  personas.find(({ id }) => id === persona)?.label ?? persona;

/** `Everyone`, `Phone`, `Working parents, phone`. */
export const toGroup = ({ device, persona, personas }: Named): string => {
  const parts = [
    ...(persona === null ? [] : [toPersona({ personas }, persona)]),
    ...(device === null ? [] : [persona === null ? toLabel(device) : device]),
  ];
  return parts.join(", ") || "Everyone";
};

/** What both maps of a comparison are called: by group, or by period where the group is the same. */
export const toNames = (map: JourneyMap, other: JourneyMap): readonly [string, string] => {
  const names = [toGroup(map), toGroup(other)] as const;
  if (names[0] !== names[1]) return names;
  return [toPeriod(map.from, map.until, map.now), toPeriod(other.from, other.until, map.now)];
};

/** Whom a map can be compared with, under a name each; never with itself. */
export const listRivals = (map: JourneyMap, choice: Choice): readonly (readonly [rival: Rival, name: string])[] => {
  const isSelf = (rival: Rival): boolean =>
    (rival.kind === "everyone" && map.device === null && map.persona === null) ||
    (rival.kind === "device" && rival.device === map.device && map.persona === null) ||
    (rival.kind === "persona" && rival.persona === map.persona && map.device === null);
  const rivals: readonly (readonly [Rival, string])[] = [
    [{ kind: "before" }, `The ${choice.days} days before`],
    [{ kind: "everyone" }, "Everyone"],
    ...(["phone", "tablet", "desktop"] as const).map(
      (device) => [{ kind: "device", device }, toLabel(device)] as const,
    ),
    ...map.personas.map(({ id, label }) => [{ kind: "persona", persona: id }, label] as const),
  ];
  return rivals.filter(([rival]) => !isSelf(rival));
};

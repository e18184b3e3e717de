// Which kinds of entry a trigger's pattern lets through, as far as that shows in the pattern itself.
import { FRICTION_TYPES, type FrictionType, type Pattern, type TouchpointType } from "@waymark/protocol";
import { entrySchema } from "@waymark/protocol/schema";
import { toList } from "./to-list.ts";

export type Candidate = TouchpointType | FrictionType;

const TOUCHPOINT_TYPES = entrySchema.options.flatMap(({ shape: { kind, type } }) =>
  kind.value === "touchpoint" && "options" in type ? type.options : [],
) as readonly string[] as readonly TouchpointType[];

/** All types of entries that triggers are offered; no type is of two kinds. */
export const CANDIDATES: readonly Candidate[] = [...TOUCHPOINT_TYPES, ...FRICTION_TYPES];

/** Their data are what the page says, and may have any field. */
const FREE: readonly Candidate[] = ["custom", "identify"];

export const isFriction = (type: string): type is FrictionType => FRICTION_TYPES.includes(type as FrictionType);

/** The fields of a pattern that speak of kinds of entry, and what each lets through. */
export const NARROWING: { readonly [key in keyof Pattern]?: (on: Pattern, type: Candidate) => boolean } = {
  kind: ({ kind }, type) => toList(kind).includes(isFriction(type) ? "friction" : "touchpoint"),
  type: (on, type) => toList(on.type).includes(type),
  friction: ({ friction }, type) => isFriction(type) && toList(friction).includes(type),
  state: (_, type) => type === "abandon" || FREE.includes(type),
  move: (_, type) => type === "step" || FREE.includes(type),
};

/** The types of entry that can match; none when the pattern contradicts itself. */
export const toCandidates = (on: Pattern): readonly Candidate[] =>
  CANDIDATES.filter((type) =>
    Object.entries(NARROWING).every(([key, lets]) => on[key as keyof Pattern] === undefined || lets(on, type)),
  );

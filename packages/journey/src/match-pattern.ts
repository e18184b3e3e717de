// Whether an entry is what a trigger waits for.
import type { Entry, JsonObject, Pattern } from "@waymark/protocol";
import { matchFields, matchOne } from "./match-value.ts";

const KINDS = ["touchpoint", "friction"];
/** What `abandon` means without a state. */
const STATES = ["leaving", "abandoned"];

/** All that the pattern gives must hold, but `count` and `within`, which are about several entries: see `toMatches`. */
export function matchPattern(on: Pattern, entry: Entry): boolean {
  const data = entry.data as JsonObject;
  const state = on.state ?? (entry.type === "abandon" ? STATES : undefined);
  return (
    // What comes of a survey never asks the next one.
    matchOne(on.kind ?? KINDS, entry.kind) &&
    matchOne(on.type, entry.type) &&
    matchOne(on.name, entry.name) &&
    (!on.friction || (entry.kind === "friction" && matchOne(on.friction, entry.type))) &&
    matchOne(state, data.state) &&
    matchOne(on.stage, entry.stage) &&
    matchOne(on.step, entry.step) &&
    matchOne(on.move, data.move) &&
    matchFields(on.data, data)
  );
}

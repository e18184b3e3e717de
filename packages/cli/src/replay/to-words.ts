// How a replay names places, moments and reasons.
import type { Gate } from "@waymark/journey";
import type { Entry, JsonObject } from "@waymark/protocol";
import type { Verdict } from "./verdict.ts";

/** `stage/step`, or the path where no stage matches. */
export const toPlaceName = ({ stage, step = "" }: Entry): string => (stage ? `${stage}/${step}` : step);

/** UTC, to the second. */
export const toMoment = (at: number): string =>
  new Date(at)
    .toISOString()
    .replace("T", " ")
    .replace(/\.\d+Z$/, "Z");

/** Such as `abandon checkout (leaving) at checkout/payment`. */
export const toCauseName = (entry: Entry): string => {
  const { state } = entry.data as JsonObject;
  const name = entry.name ? ` ${entry.name}` : "";
  return `${entry.type}${name}${typeof state === "string" ? ` (${state})` : ""} at ${toPlaceName(entry)}`;
};

/** To one of seconds, minutes, hours and days, such as `26 s` or `7 d`. */
const toLength = (ms: number): string => {
  const units = [
    ["d", 86_400_000],
    ["h", 3_600_000],
    ["m", 60_000],
  ] as const;
  const [unit, length] = units.find(([, length]) => ms >= length) ?? ["s", 1000];
  return `${Math.floor(ms / length)} ${unit}`;
};

/** What a gate compared. */
const toComparison = ({ gate, value, limit, from }: Gate): string => {
  const inWords = (each: unknown): string => {
    if (typeof each === "number" && (gate === "wait" || gate === "quiet")) return toLength(each);
    return typeof each === "string" ? each : JSON.stringify(each);
  };
  // A schedule's value is the moment itself.
  const compared = [gate === "schedule" ? undefined : value, limit].filter((each) => each !== undefined).map(inWords);
  const until = from === undefined ? "" : `, until ${toMoment(from)}`;
  return ` ${compared.join(" of ")}${until}`;
};

/** Such as `session 1 of 1`, or `moved on`. */
export const toReason = ({ came, gate }: Verdict): string => `${came}${gate ? toComparison(gate) : ""}`;

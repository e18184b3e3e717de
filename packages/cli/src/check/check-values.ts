// Values that are wrong wherever they stand: a time that is none, a range whose ends are the wrong way round.
import { finding } from "./finding.ts";
import { type Look, walk } from "./walk.ts";

const DURATIONS = [
  ..."after stalledAfter recoverWithin journeyEnds".split(" "),
  ..."within hesitation every delay".split(" "),
  ..."answered dismissed ignored snoozed".split(" "),
];
/** Their fields are the owner's own. */
const FREE = ["data", "traits"];

const lookForZero: Look = (value, path) =>
  DURATIONS.includes(String(path.at(-1))) && !FREE.includes(String(path.at(-2))) && /^0+[smhd]$/.test(String(value))
    ? [finding(path, `"${value}" is no time at all`, 'Write "1s" or more, or leave it out.')]
    : [];

const lookForRange: Look = (value, path) => {
  const { min, max } = Object(value) as { readonly min?: unknown; readonly max?: unknown };
  return typeof min === "number" && typeof max === "number" && min > max
    ? [finding(path, `holds for nothing: "min" ${min} is over "max" ${max}`, "Swap them.")]
    : [];
};

/** `file` may be anything that JSON can be. */
export const checkValues = (file: unknown) => [...walk(lookForZero, file), ...walk(lookForRange, file)];

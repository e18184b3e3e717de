// Signs of difficulty by their names of every day.
import type { FrictionRate } from "@waymark/protocol";

type Sign = Pick<FrictionRate, "type" | "state">;

/** One of them; several get an `s`. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ["abandon stalled", "Stalled"],
  ["abandon leaving", "Began to leave"],
  ["abandon abandoned", "Abandoned"],
  ["abandon recovered", "Came back"],
  ["exit-intent", "Exit intent"],
  ["form-abandon", "Abandoned form"],
  ["payment-declined", "Declined payment"],
  ["errors", "Error burst"],
  ["thrash", "Frantic move"],
  ["error", "Page error"],
]);

const toKey = ({ type, state }: Sign): string => (state === undefined ? type : `${type} ${state}`);

/** `form-struggle` as `Form struggle`. */
export const toLabel = (id: string): string => {
  const words = id.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** What a rate is called, such as `Rage click` or `Began to leave`. */
export const toFrictionName = (sign: Sign): string => NAMES.get(toKey(sign)) ?? toLabel(toKey(sign));

/** The end of a sentence that begins with how many did it. */
const CLAUSES: ReadonlyMap<string, string> = new Map([
  ["rage-click", "click in rage here"],
  ["dead-click", "click where nothing happens"],
  ["slow-click", "wait for an answer to a click"],
  ["blocked-click", "click what is switched off"],
  ["error-click", "click and meet an error"],
  ["form-struggle", "struggle with the form"],
  ["form-abandon", "give the form up"],
  ["payment-declined", "have their payment declined"],
  ["backtrack", "turn straight back"],
  ["loop", "go in circles"],
  ["exit-intent", "reach for the way out"],
  ["stall", "get no further here"],
  ["slow-page", "wait for a slow page"],
  ["errors", "meet error after error"],
  ["thrash", "shake, zoom or select in vain"],
  ["error", "meet an error"],
  ["abandon stalled", "get no further here"],
  ["abandon leaving", "begin to leave here"],
  ["abandon abandoned", "abandon it here"],
]);

/** `click in rage here`; for a sign without words of its own `show signs of “tab storm”`. */
export const toFrictionClause = (sign: Sign): string =>
  CLAUSES.get(toKey(sign)) ?? `show signs of “${toFrictionName(sign).toLowerCase()}”`;

/** Whether a rate tells of difficulty: who came back, or finished, had none. */
export const isDifficulty = ({ state }: Sign): boolean => state !== "recovered" && state !== "completed";

// One line of the journal: an entry with what its batch and its request told about it.
import { redact } from "@waymark/journey";
import type { AnswerValue, Batch, Configuration, Entry } from "@waymark/protocol";
import { correctTime } from "./correct-time.ts";
import { placeEntry } from "./place-entry.ts";
import type { Browser } from "./to-browser.ts";

/** What the collector knows of a request; the address it came from is no part of it. */
export interface Arrival {
  /** Wall clock of the collector, ms since the epoch. */
  readonly received: number;
  readonly browser: Browser;
}

/** An entry as the collector keeps and hands it out; `at` is corrected, see {@link correctTime}. */
export type StoredEntry = Entry &
  Arrival &
  Pick<Batch, "site" | "sdk" | "visitor" | "session" | "plan" | "level" | "automated" | "source"> & {
    /** `at` as the device told it, ms since the epoch. */
    readonly rawAt: number;
  };

// The page has redacted already, but whoever posts here need not be our page. All strings, not only free text:
// what claims to be a chosen value is as free.
const redactAnswer = (entry: Entry): Entry =>
  entry.kind === "answer" ? { ...entry, data: { ...entry.data, value: redactValue(entry.data.value) } } : entry;

const redactValue = (value: AnswerValue): AnswerValue => {
  if (typeof value === "number") return value;
  return typeof value === "string" ? redact(value) : value.map(redact);
};

/** What an entry tells for itself. */
export type OwnPart = Entry & Pick<StoredEntry, "rawAt">;
/** What its batch and its arrival tell about it, as about all others of the batch. */
export type SharedPart = Omit<StoredEntry, keyof OwnPart>;

/** Makes an entry ready to be kept: redacted, placed if the page could not, and with its time corrected. */
export const toOwnPart = (entry: Entry, sentAt: number, received: number, configuration?: Configuration): OwnPart =>
  // Not spread: over what zod gives out that takes V8 five times as long, half the cost of a whole request.
  Object.assign({}, placeEntry(redactAnswer(entry), configuration), {
    at: correctTime(entry.at, sentAt, received),
    rawAt: entry.at,
  });

export const toSharedPart = (
  { site, sdk, visitor, session, plan, level, automated, source }: Omit<Batch, "entries">,
  arrival: Arrival,
): SharedPart => ({ site, visitor, session, sdk, plan, level, automated, source, ...arrival });

/** Lines of the journal, of the JSON of entries' own parts: what is shared is written out once, not once for each. */
export const toLines = (own: readonly string[], shared: SharedPart): readonly string[] => {
  const rest = JSON.stringify(shared).slice(1);
  return own.map((text) => `${text.slice(0, -1)},${rest}`);
};

/** An own part as its line tells it. */
export const toStoredEntry = (own: OwnPart, shared: SharedPart): StoredEntry => Object.assign({}, own, shared);

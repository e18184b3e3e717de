// What an answer means beyond "taken" and "try again later": who is refused, what is too large, who is not to be asked.
import type { Refusal } from "@waymark/protocol";
import type { Report } from "../report.ts";
import type { Pair, Store } from "../store.ts";
import type { Run } from "./batch.ts";
import type { Answer, Reply } from "./deliver.ts";
import type { Queue } from "./queue.ts";
import type { Rows } from "./rows.ts";
import { type Judge, MOST_BACKOFF, MOST_BYTES, MOST_ENTRIES } from "./sender.ts";

/** What an answer says of its batch. */
export type Meaning =
  /** Every entry is durable at the collector but the refused ones. */
  | "receipt"
  /** Something in it is wrong: what is refused by name, or nobody says what. */
  | "wrong"
  | "too large"
  /** The operator wants no more of this page. */
  | "over"
  /** From a captive portal or a wrong path, never from the collector: who knows whether the batch has arrived. */
  | "foreign"
  /** A wrong key, path or permission: keep all, knock rarely. */
  | "denied"
  /** Nothing came back that says whether the batch has arrived. */
  | "nothing"
  /** The collector is in trouble: keep all, try again. */
  | "trouble";

export function meaningOf({ status, isOurs, reply }: Answer): Meaning {
  if (!status) return "nothing";
  if (status < 300 && isOurs) return "receipt";
  // What is wrong with a batch beside its entries, such as the site's name, no splitting mends.
  const isHead = reply.path && !/^(body|entries)/.test(reply.path);
  if (!isHead && (status === 400 || status === 422)) return "wrong";
  if (status === 413) return "too large";
  if (status === 410 && reply.stop === true) return "over";
  if (status < 400) return "foreign";
  return status < 408 ? "denied" : "trouble";
}

/** Whatever stands there, as a list. */
export const toRefusals = ({ refused = [] }: Reply): readonly Refusal[] => [refused ?? []].flat().filter(Boolean);

export interface JudgeContext {
  readonly queue: Queue;
  readonly store: Store;
  readonly rows: Pick<Rows, "keys">;
  readonly report: Report;
}

const HOUR = 3_600_000;
const FEW_FAILURES = 4;
/** What is refused for now is sent again after this, ms. */
const AGAIN_AFTER = 5000;

export function createJudge({ queue, store, rows, report }: JudgeContext): Judge {
  /** So many of the next entries hold one that was refused without a name. */
  let suspects = 0;
  let suspect: string | undefined;
  const most = () => Math.ceil(suspects / 2) || MOST_ENTRIES;

  /** Lets the entries go that are stored, and sets those apart that will never be. */
  const acknowledge = async ({ rows, entries }: Run, refused: readonly Refusal[], floor: number, bytes = 0) => {
    const named = new Map(refused.map((each) => [each.id, each]));
    const gone = entries.filter(({ id }) => named.get(id)?.retry !== true);
    const apart = gone.flatMap((entry): Pair[] => {
      const refusal = named.get(entry.id);
      return refusal ? [[["x", entry.id], { ...entry, reason: refusal.reason }]] : [];
    });
    if (apart.length) await store.put(apart);
    await queue.remove({ rows, entries: gone });
    suspects = Math.max(0, suspects - entries.length);
    const pause = Math.max(floor, gone.length < entries.length ? AGAIN_AFTER : 0);
    // What was too large once may be taken again later: a tenth more each time.
    const larger = bytes && bytes * 1.1 < MOST_BYTES ? bytes * 1.1 : undefined;
    return { pause, most: most(), failures: 0, denials: 0, isUnknown: false, bytes: larger };
  };

  /** One alone is asked about once more, unless it is too large: a proxy may have had a bad moment. */
  const isHopeless = ({ entries }: Run, isTooLarge: boolean) => {
    const before = suspect;
    suspect = entries.length === 1 ? entries[0]?.id : undefined;
    return !!suspect && (isTooLarge || suspect === before);
  };

  return async (run, answer, { failures, bytes, denials = 0 }) => {
    const { entries } = run;
    const { status, isOurs, reply, floor } = answer;
    const meaning = meaningOf(answer);
    const refused = isOurs ? toRefusals(reply) : [];
    const isNamed = refused.some((refusal) => entries.some(({ id }) => id === refusal.id));
    if (meaning === "receipt" && !refused.length && !bytes && !suspects && !denials) return undefined;
    if (meaning === "receipt" || (meaning === "wrong" && isNamed)) return acknowledge(run, refused, floor, bytes);
    if (meaning === "wrong" || meaning === "too large") {
      const isTooLarge = meaning === "too large";
      if (isHopeless(run, isTooLarge))
        return acknowledge(run, [{ id: `${suspect}`, reason: "", retry: false }], 0, bytes);
      if (isTooLarge) return { pause: 0, bytes: Math.min(bytes ?? MOST_BYTES, sizeOf(run)) / 2 };
      suspects = entries.length;
      return { pause: 0, most: most() };
    }
    if (meaning === "over") {
      queue.forget();
      await store.list("e", 1); // which takes in what is in the journal
      // Who the visitor is and what was asked when stays: whatever comes later goes by that.
      for (const prefix of ["e", "x"]) await store.put((await rows.keys(prefix)).map((key): Pair => [key, undefined]));
      return { pause: 24 * HOUR };
    }
    if (meaning === "denied" || meaning === "foreign")
      report.problem("data-collector", `answered ${status} without a receipt; check address and site`);
    const failed = { failures: failures + 1, isUnknown: status < 400 };
    if (meaning === "denied")
      return { ...failed, pause: Math.min(6 * HOUR, MOST_BACKOFF * 2 ** denials), denials: denials + 1 };
    const isBlocked = failed.isUnknown && failures >= FEW_FAILURES && navigator.onLine;
    return isBlocked ? { ...failed, pause: MOST_BACKOFF } : undefined;
  };
}

const sizeOf = ({ entries }: Run): number => entries.reduce((sum, { body }) => sum + body.length, 0);

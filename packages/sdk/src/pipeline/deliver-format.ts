// Sends a batch in another collector's format, and puts what came back into the words in which the queue judges a receipt.
import {
  type Batch,
  type Entry,
  type Format,
  type FormatRequest,
  type Reading,
  type Refusal,
  toReading,
  toRequests,
} from "@waymark/protocol";
import type { Clock } from "../clock.ts";
import type { Options } from "../options.ts";
import type { Report } from "../report.ts";
import type { Store } from "../store.ts";
import { type Answer, createDeliver, type Deliver } from "./deliver.ts";
import { createLedger } from "./ledger.ts";

export interface FormatContext {
  /** URL of the target. */
  readonly collector: string;
  readonly key?: Options["key"];
  readonly unknown?: Options["unknown"];
  readonly store: Store;
  readonly clock: Clock;
  readonly makeId: () => string;
  readonly report: Report;
}

/** What the part of one format hands over; one delivery for each context. */
export type DeliverAs = (context: FormatContext, ...all: Parameters<Deliver>) => Promise<Answer>;

/** A part that keeps its deliveries apart: consent that was taken back and given again is another context. */
export function createDeliverAs(format: Format): DeliverAs {
  const deliveries = new WeakMap<FormatContext, Deliver>();
  return (context, ...all) => {
    const deliver = deliveries.get(context) ?? createFormatDeliver(format, context);
    deliveries.set(context, deliver);
    return deliver(...all);
  };
}

/** What came of one request. */
interface Sent {
  readonly entries: readonly Entry[];
  readonly answer: Answer;
  readonly reading: Reading;
}

const UNKNOWN = "sent once, and no answer came: the target can't tell doubles";
const refuse =
  (reason: string, retry = false) =>
  ({ id }: { readonly id: string }): Refusal => ({ id, reason, retry });

/** Which status says to the queue what a reading says. */
const STATUSES = { done: 200, refused: 400, denied: 403, split: 413, retry: 503 } as const;

/** By 4xx and these the target says that it has taken nothing; of other failures nobody knows. */
const isSure = (status: number) => (status >= 400 && status < 500 && status !== 408) || status === 503;

/** Never rejects. */
export function createFormatDeliver(format: Format, context: FormatContext): Deliver {
  const { collector, key, unknown, store, clock, makeId, report } = context;
  const target = { url: collector, key };
  const url = format.toUrl?.(target) ?? collector;
  const headers = { ...format.toHeaders?.(target), "Content-Type": format.type };
  const ledger = format.dedupes || unknown === "repeat" ? undefined : createLedger(store, clock.now, makeId);
  const tell = (what: string) => report.problem(`data-format ${format.name}`, what);

  const post = createDeliver(url, "status", async (address, init) => {
    const response = await fetch(address, { ...init, headers });
    if (!response.redirected) return response;
    // The request went on as a GET without a body: whoever answered has seen nothing of it.
    tell(`${url} leads to ${response.url}; give that address`);
    await response.text();
    return new Response(null, { status: 404 });
  });
  const send = async ({ body, notes, batch }: FormatRequest, id: string): Promise<Sent> => {
    const { entries } = batch;
    const settle = ledger?.begin(entries.map((entry) => entry.id));
    const answer = await post(body, id);
    const reading = toReading(format, answer.status, answer.reply, batch);
    settle?.(reading.outcome === "done" || (isSure(answer.status) || answer.status === 200 ? false : undefined));
    for (const { reason } of notes ?? []) tell(reason);
    if (reading.remark) tell(reading.remark);
    return { entries, answer, reading };
  };

  return async (text, id, isLeaving) => {
    const batch = JSON.parse(text) as Batch;
    // A page that goes sends what is its own: nobody else has sent that.
    if (!isLeaving) await ledger?.read();
    const standing = (entry: Entry) => ledger?.standing(entry.id);
    const lost = batch.entries.filter((entry) => standing(entry) === "unknown" && entry.kind !== "answer");
    ledger?.giveUp(lost.map((entry) => entry.id));
    const free = batch.entries.filter(
      (entry) => !standing(entry) || (standing(entry) === "unknown" && !lost.includes(entry)),
    );
    const away = batch.entries.filter((entry) => standing(entry) === "away");

    const { requests, refused } = toRequests(format, { ...batch, entries: free }, target);
    for (const { reason } of refused) tell(reason);
    const sent: Sent[] = [];
    if (isLeaving) sent.push(...(await Promise.all(requests.map((request) => send(request, id)))));
    else
      for (const request of requests) {
        const next = await send(request, id);
        sent.push(next);
        if (next.reading.outcome !== "done") break;
      }

    const done = sent.filter(({ reading }) => reading.outcome === "done");
    const failed = sent.find(({ reading }) => reading.outcome !== "done");
    const taken = new Set(done.flatMap(({ entries }) => entries));
    const rest = free.filter((entry) => !taken.has(entry) && !refused.some((note) => note.id === entry.id));
    const floor = Math.max(0, ...sent.map(({ answer }) => answer.floor));
    if (failed && rest.length === batch.entries.length) return toAnswer(failed, floor);
    const named = [
      ...refused.map(({ id, reason }) => ({ id, reason, retry: false })),
      ...lost.map(refuse(UNKNOWN)),
      ...done.flatMap(({ reading }) => reading.refused ?? []),
      ...[...rest, ...away].map(refuse("not yet", true)),
    ];
    return { status: STATUSES.done, isOurs: true, reply: { refused: named }, floor };
  };
}

/** A target's own status where that says the same to the queue. */
function toAnswer({ answer, reading }: Sent, floor: number): Answer {
  const { status } = answer;
  const same = reading.outcome === "retry" ? !status || status >= 408 : reading.outcome === "denied" && status >= 400;
  return { status: same ? status : STATUSES[reading.outcome], isOurs: false, reply: {}, floor };
}

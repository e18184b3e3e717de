// What may befall delivery in two documents of one site, done in any order over one store and one clock.
import fc from "fast-check";
import { createFakeClock, createFakeStore, type FakeClock, makeEntry } from "../fixtures.ts";
import { type Arrival, accept, lose, openSender, reply, settled } from "./sender-fixture.ts";

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** What the collector says until it says something else. `floor` and `most` are how long it is left alone after it, ms. */
export interface Mood {
  readonly name: string;
  readonly answer?: (arrival: Arrival) => Response;
  /** Somebody in the collector's place. */
  readonly isStranger?: boolean;
  readonly floor?: number;
  readonly most?: number;
}

const floor = fc.oneof(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 60, max: 200_000 })).map((s) => s * 1000);
const busy = (status: number) =>
  fc.oneof(
    fc.constant<Mood>({ name: `${status}`, answer: () => reply(status) }),
    floor.map<Mood>((ms) => ({
      name: `${status} ${ms}`,
      floor: ms,
      answer: () => reply(status, { retryAfterMs: ms }),
    })),
    floor.map<Mood>((ms) => ({
      name: `${status} header ${ms}`,
      floor: ms,
      answer: () => reply(status, {}, { "Retry-After": `${ms / 1000}` }),
    })),
  );
const mood: fc.Arbitrary<Mood> = fc.oneof(
  fc.constant<Mood>({ name: "no network" }),
  fc.constant<Mood>({ name: "captive portal", answer: () => new Response("<html>"), isStranger: true }),
  busy(503),
  busy(429),
  fc
    .constantFrom(401, 403, 404, 405)
    .map<Mood>((status) => ({ name: `${status}`, most: 6 * HOUR, answer: () => reply(status) })),
  fc.constant<Mood>({
    name: "split",
    answer: ({ entries, batch }) => reply(entries.length > 1 ? 400 : 200, { batch }),
  }),
  fc.constant<Mood>({
    name: "too large",
    answer: ({ entries, batch }) => reply(entries.length > 1 ? 413 : 200, { batch }),
  }),
  fc.constant<Mood>({ name: "receipt", answer: accept }),
  floor.map<Mood>((ms) => ({
    name: `receipt ${ms}`,
    floor: ms,
    answer: ({ batch }) => reply(200, { batch, retryAfterMs: ms }),
  })),
);

export type Act =
  | readonly ["mood", Mood]
  | readonly ["queue" | "send" | "leave" | "online" | "reload", number]
  | readonly ["pass" | "set", number];
/** Of two documents. */
const which = fc.nat(1);
export const act = fc.oneof<fc.Arbitrary<Act>[]>(
  fc.tuple(fc.constant("mood"), mood),
  fc.tuple(fc.constantFrom("queue", "send", "leave", "online", "reload"), which),
  fc.tuple(fc.constant("send"), which),
  fc.tuple(fc.constant("pass"), fc.oneof(fc.nat(1000), fc.nat(10 * MINUTE), fc.nat(30 * HOUR))),
);
export const clockAct = fc.tuple(fc.constant("set" as const), fc.integer({ min: -365 * DAY, max: 365 * DAY }));

/** A collector of changing mood, and what it minds. */
function createMoody() {
  const stored = new Set<string>();
  const early: string[] = [];
  let mood: Mood = { name: "well", answer: accept };
  let mayAskFrom = 0;
  const moody = {
    stored,
    early,
    /** Nobody may ask before, and somebody may ask after, ms since the epoch. */
    from: 0,
    until: 0,
    setMood(next: Mood) {
      mood = next;
    },
    /** Who asks next knows of this, ms since the epoch. */
    expectFrom(at: number) {
      mayAskFrom = at;
    },
    collector(arrival: Arrival): Response {
      if (arrival.at < mayAskFrom) early.push(`${mayAskFrom - arrival.at} ms early, now ${mood.name}`);
      const { floor = 0, most = 5 * MINUTE } = mood;
      const answer = mood.answer?.(arrival);
      if (answer?.ok && !mood.isStranger) {
        for (const { id } of arrival.entries) stored.add(id);
        moody.from = 0;
      }
      moody.from = Math.max(moody.from, arrival.at + Math.min(floor, DAY));
      moody.until = Math.max(moody.until, arrival.at + Math.min(DAY, Math.max(most, floor * 1.2)));
      return answer ?? lose(arrival);
    },
  };
  return moody;
}

/** Does it all in two documents of one site, and tells what there is to know of it. */
export async function live(acts: readonly Act[], skipWaitsOf: (clock: FakeClock) => void) {
  const [clock, store] = [createFakeClock(), createFakeStore()];
  skipWaitsOf(clock);
  const moody = createMoody();
  const open = () => openSender(moody.collector, { store, clock });
  const documents = [open(), open()];
  /** What each knows of when it may ask: one that goes away can't look whether the other was told. */
  const known = [0, 0];
  const all = new Set<string>();
  const pauses: { readonly pause: number; readonly most: number }[] = [];
  const send = async (i: number) => {
    moody.expectFrom(moody.from);
    const pause = await documents[i]?.sender.sendAll();
    if (pause) pauses.push({ pause, most: Math.max(moody.until - clock.now(), 200) });
    return pause;
  };
  for (const [what, how] of acts) {
    const i = Number(how);
    moody.expectFrom(known[i] ?? 0);
    if (what === "mood") moody.setMood(how);
    if (what === "pass") clock.forward(i);
    if (what === "set") clock.set(clock.now() + i);
    if (what === "send") await send(i);
    const asked = documents[i]?.arrivals.length;
    if (what === "leave") await documents[i]?.leave();
    if (what === "queue") {
      const entries = [makeEntry(), makeEntry()];
      for (const { id } of entries) all.add(id);
      await documents[i]?.add(entries);
    }
    if (what === "online") {
      await documents[i]?.sender.reset();
      moody.until = Math.max(moody.until, clock.now() + 2000);
    }
    if (what === "reload") {
      documents[i]?.stop();
      documents[i] = open();
      await settled();
    }
    // One that goes away with nothing to send hears nothing either.
    const isHeard = what === "leave" ? documents[i]?.arrivals.length !== asked : ["send", "reload"].includes(what);
    if (isHeard) known[i] = moody.from;
  }
  return { clock, store, moody, all, pauses, send };
}

/** The collector is back: waits as long as it is told to, and tells how often that was. */
export async function recover({ clock, send, moody }: Awaited<ReturnType<typeof live>>): Promise<number> {
  moody.setMood({ name: "back", answer: accept });
  let waits = 0;
  for (let pause = await send(0); pause !== undefined && waits < 9; pause = await send(0)) {
    if (pause > 200) waits++;
    clock.forward(pause);
  }
  return waits;
}

// What deciding needs: a plan with one trigger, an entry that pulls it, shows of the past, and somebody to ask.
import type { Context, Show } from "@waymark/journey";
import type { Configuration, Entry, Trigger } from "@waymark/protocol";

export const DAY = 86_400_000;
export const YEAR = 365 * DAY;
/** ms since the epoch. */
export const NOW = 1_795_300_000_000;

export const someone: Context = {
  visitor: "v1",
  session: "s1",
  visits: 1,
  url: "https://shop.example/cart",
  traits: {},
  matches: { session: "", times: {} },
  documents: [],
};

export const leaving = (data: object = { state: "leaving" }, rest: object = {}): Entry =>
  ({
    kind: "friction",
    type: "abandon",
    name: "checkout",
    at: NOW,
    stage: "checkout",
    step: "cart",
    data,
    ...rest,
  }) as Entry;

export const question = { id: "q", kind: "text", text: "Why?" } as const;
export const trigger: Trigger = { id: "leaving", on: { friction: "abandon" }, ask: "why" };

export const toPlan = (rest: Configuration = {}): Configuration => ({
  surveys: { why: { questions: [question] }, other: { questions: [question] } },
  triggers: [trigger],
  ...rest,
});

/** @param ago ms before `NOW` */
export const toShow = (ago: number, rest: Partial<Show> = {}): Show => ({
  survey: "why",
  submission: "x",
  at: NOW - ago,
  session: "s0",
  ...rest,
});

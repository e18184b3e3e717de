// What the formats' tests share: one entry of every kind, batches of them, and by chance.
import type { Answer, AnswerData, Batch, Entry, Format, FormatRequest, Target } from "@waymark/protocol";
import { toRequests } from "@waymark/protocol";
import fc from "fast-check";

export const AT = Date.UTC(2026, 10, 21, 10);
export const VISITOR = "0199c1f0-0000-7000-8d3b-2f1e6a7c9d10";
export const SESSION = "0199c1f0-1111-7000-8d3b-2f1e6a7c9d10";
export const TARGET: Target = { url: "https://target.example/in", key: "k3y", secret: "s3cret" };

export const toId = (n: number): string => `0199c1f0-5a10-7000-8d3b-${n.toString(16).padStart(12, "0")}`;

export const toEntry = (over: object = {}): Entry =>
  ({
    id: toId(1),
    kind: "touchpoint",
    type: "page",
    name: "/cart",
    at: AT,
    mono: 1200,
    tab: "k3f9",
    seq: 1,
    stage: "checkout",
    step: "cart",
    page: { url: "https://shop.example/cart?utm_source=mail", referrer: "https://news.example" },
    data: {},
    ...over,
  }) as Entry;

const EVIDENCE = {
  stage: "checkout",
  step: "cart",
  engaged: 4021,
  abandon: "leaving",
  last: [{ kind: "touchpoint", type: "click", name: "a", before: 90 }],
};

export const toAnswer = (data: Partial<AnswerData> = {}, over: object = {}): Answer =>
  toEntry({
    kind: "answer",
    type: "csat",
    name: "pay-trouble/mood",
    data: {
      survey: "pay-trouble",
      question: "mood",
      value: 4,
      min: 1,
      max: 5,
      language: "en",
      submission: "0199c1f0-4f22-7000-8d3b-2f1e6a7c9d10",
      trigger: "dead-button",
      evidence: EVIDENCE,
      ...data,
    },
    ...over,
  }) as Answer;

/** One of each sort, in the order of their ids; the last is a wish to be forgotten. */
export const EVERY: readonly Entry[] = [
  toEntry({ data: { load: "navigate", language: "de", width: 1280 } }),
  toEntry({ type: "click", name: "button[id=pay]" }),
  toEntry({
    type: "custom",
    name: "coupon-opened",
    data: { code: "SPRING", stage: "mine", items: [1, "zwei", { x: 1.5 }] },
  }),
  toEntry({ type: "identify", name: "traits", data: { plan: "pro" } }),
  toEntry({ type: "stage", name: "checkout", data: { state: "completed" } }),
  toEntry({ kind: "friction", type: "rage-click", name: "button[id=pay]", data: { clicks: 4, weight: 0.8 } }),
  toEntry({ kind: "friction", type: "abandon", name: "checkout", data: { state: "leaving", weight: 1 } }),
  toEntry({
    kind: "survey",
    type: "shown",
    name: "pay-trouble",
    data: { survey: "pay-trouble", submission: toId(99) },
  }),
  toEntry({
    kind: "survey",
    type: "dismissed",
    name: "pay-trouble",
    data: { survey: "pay-trouble", submission: toId(99) },
  }),
  toAnswer(),
  toAnswer({ question: "more", value: "Zu teuer – “1 €” 🙂" }, { type: "text" }),
  toAnswer({ question: "why", value: "Delivery cost" }, { type: "choice" }),
  toAnswer({ question: "all", value: ["Delivery cost", "the boat was late"], other: true }, { type: "choices" }),
  toEntry({ type: "custom", name: "called", channel: "phone", key: "ab12", page: undefined }),
  toEntry({ kind: "gap", type: "evicted", name: "too-old", data: { count: 3, tabs: { k3f9: "1-3" } } }),
  toEntry({ kind: "forget", type: "visitor", name: "forget" }),
].map((entry, index) => ({ ...entry, id: toId(index + 1), seq: index + 1 }));

export const toBatch = (entries: readonly Entry[] = EVERY, over: Partial<Batch> = {}): Batch => ({
  waymark: 1,
  site: "shop.example",
  sdk: "0.1.0",
  batch: toId(1000),
  attempt: 1,
  sentAt: AT + 2000,
  visitor: VISITOR,
  session: SESSION,
  plan: "1a2b3c",
  entries,
  ...over,
});

/** The requests, which are all there is. */
export const encode = (format: Format, batch = toBatch(), target = TARGET): readonly FormatRequest[] =>
  toRequests(format, batch, target).requests;

/** The first request's body as JSON. */
export const bodyOf = (format: Format, entry: Entry, over: Partial<Batch> = {}) =>
  JSON.parse(encode(format, toBatch([entry], over))[0]?.body ?? "null");

const words = fc.string({ unit: "binary", maxLength: 3000 }).map((text) => text.toWellFormed());
const names = fc.string({ unit: "grapheme", minLength: 1, maxLength: 512 }).map((text) => text.toWellFormed());

const touchpoints = fc.record({
  name: names,
  type: fc.constantFrom("page", "click", "custom", "identify", "vital"),
  data: fc.dictionary(
    names,
    fc.oneof(
      words,
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.boolean(),
      fc.constant(null),
      fc.array(words, { maxLength: 4 }),
    ),
    { maxKeys: 40 },
  ),
});
const answers = fc.record({
  value: fc.oneof(
    words.map((text) => text.slice(0, 2000)),
    fc.integer({ min: 0, max: 10 }),
    fc.array(names, { minLength: 1, maxLength: 5 }),
  ),
});

/** Batches of touchpoints and answers with odd names and long texts. */
export const batches = fc
  .array(
    fc.oneof(
      touchpoints.map(toEntry),
      answers.map(({ value }) =>
        toAnswer(
          { value },
          { type: typeof value === "number" ? "csat" : typeof value === "string" ? "text" : "choices" },
        ),
      ),
    ),
    { minLength: 1, maxLength: 60 },
  )
  .map((entries) => toBatch(entries.map((entry, index) => ({ ...entry, id: toId(index + 1) }))));

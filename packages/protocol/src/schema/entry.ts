// The schemas of entries: unknown fields are dropped, strings are capped, ids must look like ids.
import { z } from "zod";
import { type Entry, FRICTION_TYPES, QUESTION_KINDS } from "../entry.ts";
import type { Evidence } from "../evidence.ts";
import { KEY } from "../key.ts";
import { id as channel } from "./atoms.ts";
import { json, jsonObject } from "./json.ts";

const words = (most: number) => z.string().max(most);
/** An id of ours (UUID) or of the configuration: letters, digits and `- _ . /`. */
export const identifier = z.string().regex(/^[\w./-]{1,64}$/, "must be 1 to 64 of letters, digits, - _ . /");
export const uuid = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, "must be a UUID");
/** ms since the epoch, whatever a `Date` can hold from there on: a device whose clock is wrong is none the less heard. */
export const timestamp = z.int().min(0).max(8_640_000_000_000_000);

const base = {
  id: uuid,
  at: timestamp,
  mono: z.number().nonnegative().optional(),
  tab: words(32).optional(),
  seq: z.int().positive().optional(),
  stage: words(64).nullable().optional(),
  step: words(512).optional(),
  page: z.object({ url: words(2048), referrer: words(2048).optional() }).optional(),
  test: z.literal(true).optional(),
  channel: channel.optional(),
  key: z.string().regex(KEY, "must be a hash of 16 to 128 characters").optional(),
};

const evidenceEntry = { kind: words(16), type: words(32), name: words(512), before: z.number() };
const evidence = z.object({
  stage: words(64).nullable(),
  step: words(512),
  engaged: z.number().nonnegative(),
  abandon: words(16).optional(),
  cause: z.object({ ...evidenceEntry, id: uuid, data: jsonObject }).optional(),
  last: z.array(z.object(evidenceEntry)).max(10),
  vitals: z.record(words(16), z.number()).optional(),
}) satisfies z.ZodType<Evidence>;

const submission = { survey: identifier, submission: uuid, trigger: identifier.optional() };

const touchpoint = z.object({
  ...base,
  kind: z.literal("touchpoint"),
  type: z.enum(["page", "step", "stage", "dwell", "click", "form", "vital", "error", "goal", "identify", "custom"]),
  name: words(512),
  data: jsonObject,
});
const friction = z.object({
  ...base,
  kind: z.literal("friction"),
  type: z.enum(FRICTION_TYPES),
  name: words(512),
  data: jsonObject,
});
const survey = z.object({
  ...base,
  kind: z.literal("survey"),
  type: z.enum(["shown", "dismissed", "snoozed", "declined", "completed", "ignored"]),
  name: identifier,
  data: z.object(submission),
});
const answer = z.object({
  ...base,
  kind: z.literal("answer"),
  type: z.enum(QUESTION_KINDS),
  name: words(130),
  data: z.object({
    ...submission,
    question: identifier,
    value: z.union([words(2000), z.number(), z.array(words(2000)).min(1).max(21)]),
    other: z.literal(true).optional(),
    min: z.number().optional(),
    max: z.number().optional(),
    language: words(35),
    evidence,
  }),
});
const gap = z.object({
  ...base,
  kind: z.literal("gap"),
  type: z.literal("evicted"),
  name: words(512),
  data: z.object({ count: z.int().positive() }).catchall(json),
});
const forget = z.object({
  ...base,
  kind: z.literal("forget"),
  type: z.literal("visitor"),
  name: words(512),
  data: jsonObject,
});

export const entrySchema = z.discriminatedUnion("kind", [
  touchpoint,
  friction,
  survey,
  answer,
  gap,
  forget,
]) satisfies z.ZodType<Entry>;

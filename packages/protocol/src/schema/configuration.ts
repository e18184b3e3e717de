// The schema of `waymark.json`; `waymark.schema.json` is written from it, and `waymark check` reports by it.
import { z } from "zod";
import type { Configuration } from "../configuration.ts";
import { FRICTION_TYPES } from "../entry.ts";

const id = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, "must be 1 to 64 of a–z, 0–9 and -, and begin with a letter or digit");
export const duration = z
  .string()
  .regex(/^\d+[smhd]$/, 'must be a whole number and s, m, h or d, such as "30s" or "7d"');
const text = z.union([z.string().min(1).max(500), z.record(z.string(), z.string().min(1).max(500))]);
const globs = z
  .array(z.string().regex(/^\//, 'must begin with "/", such as "/checkout" or "/products/**"').max(512))
  .min(1);
const oneOf = <T extends z.ZodType>(item: T) => z.union([item, z.array(item).min(1)]);

const step = z.strictObject({
  id,
  label: z.string().optional(),
  pages: globs.optional(),
  visible: z.string().max(512).optional(),
  touchpoint: z.string().max(64).optional(),
  dataLayer: z.string().max(64).optional(),
  goal: z.boolean().optional(),
  payment: z.boolean().optional(),
});

const stage = z.strictObject({
  id,
  label: z.string().optional(),
  pages: globs.optional(),
  steps: z.array(step).min(1).max(50).optional(),
  stalledAfter: duration.optional(),
  after: duration.optional(),
  recoverWithin: duration.optional(),
});

const times = z.int().min(2).max(20).optional();
const tuned = <T extends z.ZodRawShape>(shape: T) => z.union([z.boolean(), z.strictObject(shape)]).optional();
const friction = z.strictObject({
  abandon: z.boolean().optional(),
  "rage-click": tuned({ clicks: times }),
  "dead-click": tuned({ after: duration.optional() }),
  "slow-click": tuned({ after: duration.optional() }),
  "blocked-click": z.boolean().optional(),
  "error-click": z.boolean().optional(),
  "form-struggle": tuned({ times, hesitation: duration.optional() }),
  "form-abandon": z.boolean().optional(),
  "payment-declined": z.boolean().optional(),
  backtrack: tuned({ within: duration.optional() }),
  loop: tuned({ times, within: duration.optional() }),
  "exit-intent": tuned({ after: duration.optional() }),
  stall: tuned({ after: duration.optional() }),
  "slow-page": tuned({
    LCP: z.number().positive().optional(),
    INP: z.number().positive().optional(),
    CLS: z.number().positive().optional(),
  }),
  errors: tuned({ times, within: duration.optional() }),
  thrash: tuned({ turns: z.int().min(5).max(200).optional() }),
});

const condition = z.union([
  z.array(z.union([z.string(), z.number()])).min(1),
  z.strictObject({ min: z.number().optional(), max: z.number().optional() }),
]);
const questionBase = {
  id,
  text,
  note: text.optional(),
  optional: z.boolean().optional(),
  when: z.record(z.string(), condition).optional(),
};
const scaleBase = { ...questionBase, low: text.optional(), high: text.optional() };
const question = z.discriminatedUnion("kind", [
  z.strictObject({ ...scaleBase, kind: z.literal("nps") }),
  z.strictObject({ ...scaleBase, kind: z.literal("csat"), look: z.enum(["points", "stars", "faces"]).optional() }),
  z.strictObject({ ...scaleBase, kind: z.literal("ces") }),
  z.strictObject({ ...questionBase, kind: z.literal("thumbs") }),
  z.strictObject({
    ...questionBase,
    kind: z.literal("rating"),
    points: z.int().min(2).max(10).optional(),
    low: text,
    high: text,
  }),
  z.strictObject({
    ...questionBase,
    kind: z.literal(["choice", "choices"]),
    choices: z
      .array(z.union([z.string().min(1).max(200), z.strictObject({ value: z.string().min(1).max(200), text })]))
      .min(2)
      .max(20),
    other: z.boolean().optional(),
    shuffle: z.boolean().optional(),
  }),
  z.strictObject({ ...questionBase, kind: z.literal("text") }),
  z.strictObject({
    ...questionBase,
    kind: z.literal("message"),
    link: z.strictObject({ text, url: z.string().max(2048), look: z.enum(["link", "button"]).optional() }).optional(),
  }),
]);

const survey = z.strictObject({
  questions: z.array(question).min(1).max(10),
  thanks: z
    .union([
      text,
      z
        .array(z.strictObject({ text, when: z.record(z.string(), condition).optional() }))
        .min(1)
        .max(10),
    ])
    .optional(),
  theme: z.enum(["auto", "light", "dark"]).optional(),
  placement: z
    .union([
      z.enum(["corner", "corner-start", "bar"]),
      z.strictObject({ inline: z.string().min(1).max(512) }),
      z.strictObject({ near: z.string().min(1).max(512) }),
    ])
    .optional(),
  wait: z
    .strictObject({
      answered: duration.optional(),
      dismissed: duration.optional(),
      ignored: duration.optional(),
      snoozed: duration.optional(),
    })
    .optional(),
  snooze: z.boolean().optional(),
  decline: z.boolean().optional(),
  max: z.int().min(1).max(100).optional(),
});

const range = z.strictObject({ min: z.number().optional(), max: z.number().optional() });
const fields = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), range]));
const pattern = z.strictObject({
  kind: oneOf(z.enum(["touchpoint", "friction"])).optional(),
  type: oneOf(z.string()).optional(),
  name: oneOf(z.string()).optional(),
  friction: oneOf(z.enum(FRICTION_TYPES)).optional(),
  state: oneOf(z.enum(["stalled", "leaving", "abandoned", "recovered"])).optional(),
  stage: oneOf(z.string()).optional(),
  step: oneOf(z.string()).optional(),
  move: oneOf(z.enum(["enter", "forward", "back", "skip", "repeat", "leave"])).optional(),
  data: fields.optional(),
  count: z.int().min(1).max(20).optional(),
  within: duration.optional(),
});

export const device = z.enum(["phone", "tablet", "desktop"]);
const where = z.strictObject({
  device: oneOf(device).optional(),
  language: oneOf(z.string().min(1).max(35)).optional(),
  traits: fields.optional(),
  visitor: z.enum(["new", "returning"]).optional(),
  visits: range.optional(),
  pages: globs.optional(),
  width: range.optional(),
});
export const moment = z.iso.datetime({ offset: true }).or(z.iso.date());
const trigger = z.strictObject({
  id,
  on: pattern,
  ask: id,
  where: where.optional(),
  variant: z.strictObject({ test: id, is: id, of: z.array(id).min(2).max(10) }).optional(),
  sample: z.number().min(0).max(1).optional(),
  schedule: z.strictObject({ from: moment.optional(), until: moment.optional() }).optional(),
  delay: duration.optional(),
});

export const configurationSchema = z.strictObject({
  $schema: z.string().optional(),
  stages: z.array(stage).max(30).optional(),
  friction: friction.optional(),
  surveys: z.record(id, survey).optional(),
  quiet: z
    .strictObject({
      every: duration.optional(),
      perSession: z.int().min(1).max(100).optional(),
      unanswered: z.int().min(1).max(100).optional(),
    })
    .optional(),
  triggers: z.array(trigger).max(100).optional(),
  journeyEnds: duration.optional(),
}) satisfies z.ZodType<Configuration>;

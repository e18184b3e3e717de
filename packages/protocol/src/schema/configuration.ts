// The schema of `waymark.json`; `waymark.schema.json` is written from it, and `waymark check` reports by it.
import { z } from "zod";
import type { Configuration } from "../configuration.ts";
import { FRICTION_TYPES } from "../entry.ts";
import { duration, id } from "./atoms.ts";
import { survey } from "./survey.ts";

const globs = z
  .array(z.string().regex(/^\//, 'must begin with "/", such as "/checkout" or "/products/**"').max(512))
  .min(1);
export const oneOf = <T extends z.ZodType>(item: T) => z.union([item, z.array(item).min(1)]);

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

export const range = z.strictObject({ min: z.number().optional(), max: z.number().optional() });
export const fields = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), range]));
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

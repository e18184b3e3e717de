// The schema of a profile of simulated visitors.
import { z } from "zod";
import type { SimulationProfile } from "../simulation.ts";

const share = z.number().min(0).max(1);
const weight = z.number().nonnegative();
const weights = z.record(z.string(), weight);
const paths = z
  .array(
    z
      .string()
      .regex(/^\/(?!\/)/, 'must be a path, such as "/cart"')
      .max(512),
  )
  .min(1);
const name = z.string().min(1).max(64);

const act = z.strictObject({
  click: name.optional(),
  form: z.strictObject({ name, action: z.enum(["start", "submit"]), fields: z.int().nonnegative() }).optional(),
  track: name.optional(),
  share: share.optional(),
});

const struggle = z.union([share, z.strictObject({ share, name })]).optional();

const step = z.strictObject({
  pages: paths.optional(),
  load: z.enum(["navigate", "route"]).optional(),
  leave: share.optional(),
  lookOut: share.optional(),
  back: share.optional(),
  repeat: share.optional(),
  skip: share.optional(),
  dwell: z.strictObject({ median: z.number().min(100).max(3_600_000), spread: z.number().min(1).max(10) }).optional(),
  acts: z.array(act).max(20).optional(),
  friction: z
    .strictObject({ "rage-click": struggle, "exit-intent": struggle, error: struggle, "slow-page": struggle })
    .optional(),
  mood: z.strictObject({ mean: z.number().min(-2).max(2), spread: z.number().min(0).max(4) }).optional(),
  answers: share.optional(),
  choices: z.record(z.string(), weights).optional(),
  verbatims: z
    .array(z.strictObject({ mood: z.number().min(-2).max(2), text: z.string().min(1).max(2000) }))
    .min(1)
    .optional(),
});

export const simulationProfileSchema = z.strictObject({
  site: z
    .string()
    .regex(/^[\w.:-]{1,128}$/, "must be 1 to 128 of letters, digits, - _ . :")
    .optional(),
  origin: z
    .string()
    .regex(/^https?:\/\/[^/?#]+$/, 'must be scheme and host, such as "https://shop.example"')
    .optional(),
  language: z.string().max(35).optional(),
  devices: z
    .strictObject({ phone: weight.optional(), tablet: weight.optional(), desktop: weight.optional() })
    .optional(),
  returning: share.optional(),
  starts: weights.optional(),
  referrers: weights.optional(),
  out: paths.optional(),
  steps: z.record(z.string(), step).optional(),
}) satisfies z.ZodType<SimulationProfile>;

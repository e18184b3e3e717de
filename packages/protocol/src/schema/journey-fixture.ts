// The schema of a journey written by hand.
import { z } from "zod";
import { FRICTION_TYPES } from "../entry.ts";
import type { JourneyFixture } from "../journey-fixture.ts";
import { duration } from "./atoms.ts";
import { device, moment } from "./configuration.ts";
import { jsonObject } from "./json.ts";

const entry = z.strictObject({
  after: duration.optional(),
  page: z
    .string()
    .regex(/^\/(?!\/)/, 'must be a path, such as "/cart"')
    .max(512)
    .optional(),
  load: z.enum(["navigate", "reload", "back-forward", "route"]).optional(),
  step: z.string().min(1).max(64).optional(),
  touchpoint: z.string().min(1).max(512).optional(),
  dataLayer: z.string().min(1).max(64).optional(),
  type: z.enum(["click", "form", "vital", "error", "custom"]).optional(),
  friction: z.enum(FRICTION_TYPES).optional(),
  name: z.string().max(512).optional(),
  data: jsonObject.optional(),
  identify: jsonObject.optional(),
  survey: z.enum(["answered", "dismissed", "snoozed"]).optional(),
  close: z.literal(true).optional(),
});

export const journeyFixtureSchema = z.strictObject({
  name: z.string().min(1).max(200).optional(),
  visitor: z.string().min(1).max(64).optional(),
  start: moment.optional(),
  device: device.optional(),
  width: z.number().positive().optional(),
  language: z.string().min(1).max(35).optional(),
  entries: z.array(entry).min(1).max(1000),
  expect: z
    .array(
      z.strictObject({
        ask: z.string().min(1).max(64),
        trigger: z.string().min(1).max(64).optional(),
        at: z.string().min(1).max(600).optional(),
      }),
    )
    .optional(),
}) satisfies z.ZodType<JourneyFixture>;

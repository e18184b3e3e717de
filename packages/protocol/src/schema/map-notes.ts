// The schema of `map.json`, which owners write and only the collector reads.
import { z } from "zod";
import { FRICTION_TYPES } from "../entry.ts";
import { KPI_MEASURES, type MapNotes } from "../map-notes.ts";
import { id } from "./atoms.ts";
import { device, fields, oneOf, range } from "./configuration.ts";

const words = z.string().min(1).max(200);
const word = z.string().min(1).max(64);

const kpi = z
  .strictObject({
    label: word,
    measure: z.enum([...KPI_MEASURES, ...FRICTION_TYPES]).optional(),
    value: z.number().optional(),
    target: z.number().optional(),
    unit: z.string().min(1).max(16).optional(),
    better: z.enum(["higher", "lower"]).optional(),
  })
  .refine(({ measure, value }) => (measure === undefined) !== (value === undefined), {
    message: 'must have either "measure" or "value"',
  });

const stage = z.strictObject({
  owner: word.optional(),
  goal: words.optional(),
  kpis: z.array(kpi).max(5).optional(),
  opportunities: z.array(words).max(5).optional(),
});

const where = z.strictObject({
  device: oneOf(device).optional(),
  browser: oneOf(word).optional(),
  language: oneOf(z.string().min(1).max(35)).optional(),
  traits: fields.optional(),
  utm: z
    .strictObject({
      source: oneOf(word).optional(),
      medium: oneOf(word).optional(),
      campaign: oneOf(word).optional(),
      term: oneOf(word).optional(),
      content: oneOf(word).optional(),
    })
    .optional(),
  referrer: oneOf(z.string().min(1).max(253)).optional(),
  visits: range.optional(),
});

export const mapNotesSchema = z.strictObject({
  $schema: z.string().optional(),
  title: words.optional(),
  goal: words.optional(),
  personas: z
    .array(z.strictObject({ id, label: word.optional(), where }))
    .max(12)
    .optional(),
  stages: z.record(id, stage).optional(),
}) satisfies z.ZodType<MapNotes>;

// The schema of a mapping from a table to touchpoints.
import { z } from "zod";
import type { ImportMapping } from "../import-mapping.ts";

const column = z.string().min(1).max(256);
const cell = z.union([
  z.strictObject({ column, values: z.record(z.string(), z.string()).optional() }),
  z.strictObject({ value: z.string().min(1).max(512) }),
]);

export const importMappingSchema = z.strictObject({
  $schema: z.string().optional(),
  site: z.string().regex(/^[\w.:-]{1,128}$/, "must be 1 to 128 of letters, digits, - _ . :"),
  delimiter: z.string().length(1).optional(),
  at: cell,
  zone: z
    .string()
    .regex(/^(Z|[+-]\d{2}:\d{2})$/, 'must be "Z" or a difference to it, such as "+01:00"')
    .optional(),
  name: cell,
  channel: cell,
  customer: z.strictObject({ column, hashed: z.boolean().optional() }),
  id: z.strictObject({ column }).optional(),
  stage: cell.optional(),
  step: cell.optional(),
  data: z.record(z.string().min(1).max(64), cell).optional(),
}) satisfies z.ZodType<ImportMapping>;

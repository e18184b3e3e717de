// What several schemas are made of.
import { z } from "zod";

/** Names what is configured. */
export const id = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, "must be 1 to 64 of a–z, 0–9 and -, and begin with a letter or digit");
export const duration = z
  .string()
  .regex(/^\d+[smhd]$/, 'must be a whole number and s, m, h or d, such as "30s" or "7d"');
/** For the visitor: one for all, or one for each language. */
export const text = z.union([z.string().min(1).max(500), z.record(z.string(), z.string().min(1).max(500))]);

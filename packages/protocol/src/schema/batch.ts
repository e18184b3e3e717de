// The schemas of a request and its receipt. The collector parses entries one by one, so that one bad entry spoils no batch.
import { z } from "zod";
import { type Batch, MAX_BATCH_ENTRIES, type Receipt, WIRE_FORMAT } from "../batch.ts";
import { entrySchema, identifier, timestamp, uuid } from "./entry.ts";

const head = {
  waymark: z.literal(WIRE_FORMAT),
  site: z.string().regex(/^[\w.:-]{1,128}$/, "must be 1 to 128 of letters, digits, - _ . :"),
  sdk: z.string().max(32),
  batch: uuid,
  attempt: z.int().positive(),
  sentAt: timestamp,
  visitor: uuid.optional(),
  session: uuid.optional(),
  plan: identifier.optional(),
  level: z.enum(["idb", "journal", "memory"]).optional(),
  automated: z.literal(true).optional(),
  source: z.enum(["simulate", "import"]).optional(),
};

/** A batch whose entries are not looked at yet. */
export const envelopeSchema = z.object({ ...head, entries: z.array(z.unknown()).max(MAX_BATCH_ENTRIES) });

export const batchSchema = z.object({
  ...head,
  entries: z.array(entrySchema).max(MAX_BATCH_ENTRIES),
}) satisfies z.ZodType<Batch>;

export const receiptSchema = z.object({
  batch: uuid,
  accepted: z.int().nonnegative(),
  refused: z.array(z.object({ id: z.string(), reason: z.string(), retry: z.boolean() })),
  retryAfterMs: z.number().nonnegative().optional(),
  serverTime: timestamp,
}) satisfies z.ZodType<Receipt>;

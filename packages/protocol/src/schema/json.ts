// JSON as a schema. It does not recurse: the collector caps depth before it parses further.
import { z } from "zod";
import type { Json, JsonObject } from "../json.ts";

export const json: z.ZodType<Json> = z.json();
export const jsonObject: z.ZodType<JsonObject> = z.record(z.string(), json);

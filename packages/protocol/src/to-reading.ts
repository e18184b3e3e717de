// What an answer to a format's request means: the format's own word, else the status'.
import type { Batch } from "./batch.ts";
import type { Format, Reading, RequestOutcome } from "./format.ts";

/** Bodies are read as JSON whatever they claim to be. */
export function toReply(text: string): unknown {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}

/** A status of 0 is no answer; so is one of a redirect, which no format has. */
export function toReading(format: Format, status: number, reply: unknown, batch: Batch): Reading {
  return (status && format.read?.(status, reply, batch)) || { outcome: toOutcome(status) };
}

/** RFC 9110, section 15: 400 and 422 are about what was sent, 413 about how much, other 4xx about who sends it where. */
function toOutcome(status: number): RequestOutcome {
  if (status >= 200 && status < 300) return "done";
  if (status === 400 || status === 422) return "refused";
  if (status === 413) return "split";
  return status >= 400 && status < 408 ? "denied" : "retry";
}

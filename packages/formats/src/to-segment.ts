// Messages of Segment's tracking API, which RudderStack takes as well.
import type { Batch, Entry } from "@waymark/protocol";
import { toAddress } from "./to-address.ts";
import { toEventName, toProperties } from "./to-event.ts";
import { toIso } from "./to-iso.ts";

function toMessage(entry: Entry, batch: Batch) {
  const { id, at, type, kind, page, data } = entry;
  const common = {
    messageId: id,
    anonymousId: batch.visitor ?? batch.batch,
    timestamp: toIso(at),
    context: {
      library: { name: "waymark", version: batch.sdk },
      page: page && { url: page.url, path: toAddress(page.url)?.pathname, referrer: page.referrer },
      sessionId: batch.session,
    },
  };
  const isTouchpoint = kind === "touchpoint";
  if (isTouchpoint && type === "identify") return { type, ...common, traits: data };
  const properties = toProperties(entry, batch);
  if (isTouchpoint && type === "page") return { type, ...common, name: entry.name, properties };
  return { type: "track", ...common, event: toEventName(entry), properties };
}

/** The body of `POST /v1/batch`. */
export const toSegment = (batch: Batch, writeKey?: string): string =>
  JSON.stringify({
    batch: batch.entries.map((entry) => toMessage(entry, batch)),
    writeKey,
    sentAt: toIso(batch.sentAt),
  });

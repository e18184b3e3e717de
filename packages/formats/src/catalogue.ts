// All formats with what people choose by: from the page or by the collector, what becomes of answers, who has checked it.
import type { Format } from "@waymark/protocol";
import { amplitude } from "./amplitude.ts";
import { cloudevents } from "./cloudevents.ts";
import { ga4 } from "./ga4.ts";
import { matomo } from "./matomo.ts";
import { matomoBulk } from "./matomo-bulk.ts";
import { mixpanel } from "./mixpanel.ts";
import { mixpanelImport } from "./mixpanel-import.ts";
import { ndjson } from "./ndjson.ts";
import { otlp } from "./otlp.ts";
import { plausible } from "./plausible.ts";
import { posthog } from "./posthog.ts";
import { rudderstack } from "./rudderstack.ts";
import { segment } from "./segment.ts";
import { snowplow } from "./snowplow.ts";
import { umami } from "./umami.ts";
import { waymark } from "./waymark.ts";
import { webhook } from "./webhook.ts";

export interface Listed {
  readonly format: Format;
  /** `direct`: from the page and by the relay; `relay`: it needs a secret, which no page may hold. */
  readonly way: "direct" | "relay";
  /** An address of the target that takes this format. */
  readonly example: string;
  /** What its `key` is there. */
  readonly key: string;
  /** How much of a survey's answer it carries. */
  readonly answers: string;
  /** Who else's code has read what it makes, in the tests. */
  readonly verified: string;
}

const direct = (format: Format, example: string, key: string, answers: string, verified: string): Listed => ({
  format,
  way: "direct",
  example,
  key,
  answers,
  verified,
});
const relay = (...rest: Parameters<typeof direct>): Listed => ({ ...direct(...rest), way: "relay" });

export const CATALOGUE: readonly Listed[] = [
  direct(waymark, "https://collect.example/ingest", "–", "whole", "zod schemas of the protocol"),
  direct(webhook, "https://hooks.example/waymark", "–", "whole", "`JSON.parse`; a server that knows nothing"),
  direct(ndjson, "https://logs.example/waymark", "–", "whole", "`JSON.parse` of each line"),
  direct(posthog, "https://eu.i.posthog.com/batch/", "project key", "whole, as `survey sent`", "`posthog-node`"),
  direct(
    segment,
    "https://api.segment.io/v1/batch",
    "write key",
    "whole",
    "`@segment/facade`, `@segment/analytics-node`",
  ),
  direct(
    rudderstack,
    "https://hosted.rudderlabs.com/beacon/v1/batch",
    "write key",
    "whole",
    "`@segment/facade`, `@segment/analytics-node`",
  ),
  direct(umami, "https://umami.example/api/batch", "website id", "text cut at 500", "limits by property tests"),
  direct(plausible, "https://plausible.io/api/event", "domain", "text cut at 2,000", "limits by property tests"),
  direct(
    matomo,
    "https://matomo.example/matomo.php",
    "site id",
    "value and words, no evidence",
    "limits by property tests",
  ),
  direct(mixpanel, "https://api.mixpanel.com/track", "token", "whole", "`mixpanel`"),
  direct(
    snowplow,
    "https://collector.example/com.snowplowanalytics.snowplow/tp2",
    "app id",
    "whole, by an Iglu schema",
    "Snowplow's schema by `ajv`; `@snowplow/node-tracker`",
  ),
  direct(amplitude, "https://api2.amplitude.com/2/httpapi", "API key", "text cut at 1,024", "limits by property tests"),
  direct(
    otlp,
    "https://otel.example/v1/logs",
    "service name",
    "whole, words as the record's body",
    "protobuf of `@opentelemetry/otlp-transformer`",
  ),
  direct(cloudevents, "https://events.example/", "source", "whole", "`cloudevents`"),
  relay(
    ga4,
    "https://www.google-analytics.com/mp/collect",
    "measurement id",
    "value, no words, no evidence",
    "limits by property tests",
  ),
  relay(mixpanelImport, "https://api.mixpanel.com/import", "–", "whole", "as `mixpanel`"),
  relay(
    matomoBulk,
    "https://matomo.example/matomo.php",
    "site id",
    "value and words, no evidence",
    "limits by property tests",
  ),
];

// Every format by itself, and all of them as a catalogue: `import { posthog } from "@waymark/formats"`.
export { amplitude } from "./amplitude.ts";
export { CATALOGUE, type Listed } from "./catalogue.ts";
export { cloudevents } from "./cloudevents.ts";
export { ga4 } from "./ga4.ts";
export { matomo } from "./matomo.ts";
export { matomoBulk } from "./matomo-bulk.ts";
export { mixpanel } from "./mixpanel.ts";
export { mixpanelImport } from "./mixpanel-import.ts";
export { ndjson } from "./ndjson.ts";
export { otlp } from "./otlp.ts";
export { plausible } from "./plausible.ts";
export { posthog } from "./posthog.ts";
export { rudderstack } from "./rudderstack.ts";
export { segment } from "./segment.ts";
export { snowplow } from "./snowplow.ts";
export { umami } from "./umami.ts";
export { waymark } from "./waymark.ts";
export { webhook } from "./webhook.ts";

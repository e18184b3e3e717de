// The reference collector: takes batches, keeps them, and hands them out.
export type { Site } from "./admit-site.ts";
export type { CollectorOptions, Included, MapOptions } from "./collector-options.ts";
export { makeDataFolder } from "./data-folder.ts";
export { type ForwardTarget, readTargets } from "./forward/read-targets.ts";
export type { Disk, Health } from "./health.ts";
export type { Journal, JournalRun } from "./journal.ts";
export type { Lag } from "./lag.ts";
export type { Limits } from "./rate-limit.ts";
export { type Collector, startCollector } from "./start-collector.ts";
export { StartError } from "./start-error.ts";
export type { Retention } from "./start-keeping.ts";
export type { StoredEntry } from "./stored-entry.ts";
export type { Browser } from "./to-browser.ts";

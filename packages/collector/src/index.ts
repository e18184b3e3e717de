// The reference collector: takes batches, keeps them, and hands them out.
export type { CollectorOptions, Included, MapOptions } from "./collector-options.ts";
export { makeDataFolder } from "./data-folder.ts";
export { type ForwardTarget, readTargets } from "./forward/read-targets.ts";
export type { Journal, JournalRun } from "./journal.ts";
export { type Collector, startCollector } from "./start-collector.ts";
export { StartError } from "./start-error.ts";
export type { StoredEntry } from "./stored-entry.ts";
export type { Browser } from "./to-browser.ts";

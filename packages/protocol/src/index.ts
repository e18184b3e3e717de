// What travels between page, collector and tools, and what is configured: types, and the few constants they share.
export * from "./batch.ts";
export * from "./configuration.ts";
export * from "./delivery-report.ts";
export * from "./duration.ts";
export * from "./entry.ts";
export * from "./evidence.ts";
export * from "./import-mapping.ts";
export * from "./journey-fixture.ts";
export * from "./journey-map.ts";
export * from "./json.ts";
export * from "./key.ts";
export * from "./mount.ts";
export * from "./scale.ts";
export * from "./simulation.ts";
export * from "./strings.ts";
export * from "./survey.ts";
export * from "./trigger.ts";

// zod schemas of everything in `@waymark/protocol`: for the collector, the tools and the tests, never for a page.
export { batchSchema, envelopeSchema, receiptSchema } from "./batch.ts";
export { configurationSchema } from "./configuration.ts";
export { entrySchema } from "./entry.ts";
export { importMappingSchema } from "./import-mapping.ts";
export { journeyFixtureSchema } from "./journey-fixture.ts";
export { mapNotesSchema } from "./map-notes.ts";
export { toPath } from "./path.ts";
export { simulationProfileSchema } from "./simulation.ts";

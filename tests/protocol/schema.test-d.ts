// The hand-written types and the zod schemas say the same, in both directions.
import type {
  Batch,
  Configuration,
  Entry,
  ImportMapping,
  JourneyFixture,
  Json,
  MapNotes,
  Receipt,
  SimulationProfile,
} from "@waymark/protocol";
import type {
  batchSchema,
  configurationSchema,
  entrySchema,
  importMappingSchema,
  journeyFixtureSchema,
  mapNotesSchema,
  receiptSchema,
  simulationProfileSchema,
} from "@waymark/protocol/schema";
import { expectTypeOf, test } from "vitest";
import type { z } from "zod";

type Frozen<T> = Json extends T ? T : T extends object ? { readonly [K in keyof T]: Frozen<T[K]> } : T;

test("types equal schemas", () => {
  expectTypeOf<Frozen<z.infer<typeof entrySchema>>>().toEqualTypeOf<Frozen<Entry>>();
  expectTypeOf<Frozen<z.infer<typeof batchSchema>>>().toEqualTypeOf<Frozen<Batch>>();
  expectTypeOf<Frozen<z.infer<typeof receiptSchema>>>().toEqualTypeOf<Frozen<Receipt>>();
  expectTypeOf<Frozen<z.infer<typeof configurationSchema>>>().toEqualTypeOf<Frozen<Configuration>>();
  expectTypeOf<Frozen<z.infer<typeof importMappingSchema>>>().toEqualTypeOf<Frozen<ImportMapping>>();
  expectTypeOf<Frozen<z.infer<typeof journeyFixtureSchema>>>().toEqualTypeOf<Frozen<JourneyFixture>>();
  expectTypeOf<Frozen<z.infer<typeof mapNotesSchema>>>().toEqualTypeOf<Frozen<MapNotes>>();
  expectTypeOf<Frozen<z.infer<typeof simulationProfileSchema>>>().toEqualTypeOf<Frozen<SimulationProfile>>();
});

// JSON in the documents: each block is something that Waymark reads or writes, and is held to its schema.
import { isDeepStrictEqual } from "node:util";
import {
  batchSchema,
  configurationSchema,
  entrySchema,
  importMappingSchema,
  journeyFixtureSchema,
  mapNotesSchema,
  receiptSchema,
  simulationProfileSchema,
} from "@waymark/protocol/schema";
import { expect, test } from "vitest";
import { checkConfiguration } from "../../packages/cli/src/check-configuration.ts";
import { toTargets } from "../../packages/collector/src/forward/read-targets.ts";
import { blocksIn } from "./read-documents.ts";

const CONFIGURED = Object.keys(configurationSchema.shape);
const PROFILED = Object.keys(simulationProfileSchema.shape);
const ENTRIES = ["touchpoint", "friction", "survey", "answer", "gap", "forget"];

interface Issue {
  readonly message: string;
}
const toMessage = ({ message }: Issue) => message;

const findFaultyTargets = (list: readonly unknown[]): readonly string[] => {
  try {
    return toTargets(list, "targets.json", { GA4_SECRET: "s3cret" }).length ? [] : ["names no target"];
  } catch (error) {
    return [String(error)];
  }
};

/** What is wrong with a value, whichever of ours it is; a value that is none of them is wrong itself. */
const findFaults = (value: object): readonly string[] => {
  if (Array.isArray(value)) return findFaultyTargets(value);
  const keys = Object.keys(value);
  const faultsBy = (schema: { safeParse(value: unknown): { error?: { issues: readonly Issue[] } } }) =>
    schema.safeParse(value).error?.issues.map(toMessage) ?? [];
  if (keys.every((key) => CONFIGURED.includes(key))) {
    return checkConfiguration(value).map(({ path, problem }) => `${path}: ${problem}`);
  }
  if ("on" in value) return configurationSchema.safeParse({ triggers: [value] }).error?.issues.map(toMessage) ?? [];
  if (keys.every((key) => PROFILED.includes(key))) return faultsBy(simulationProfileSchema);
  if ("customer" in value) return faultsBy(importMappingSchema);
  if ("personas" in value) return faultsBy(mapNotesSchema);
  if ("waymark" in value) return faultsBy(batchSchema);
  if ("expect" in value) return faultsBy(journeyFixtureSchema);
  // `delivery.test.ts` has a collector answer it.
  if ("days" in value) return [];
  // `tests/collector/health.test.ts` has a collector answer it.
  if ("behind" in value) return [];
  if ("accepted" in value) return faultsBy(receiptSchema);
  if ("kind" in value && ENTRIES.includes(String(value.kind))) return faultsBy(strict(value));
  return [`is neither configuration, map.json, profile, batch, receipt, report nor entry: ${keys}`];
};

/** The schema drops fields that it doesn't know; a document must not show any. */
const strict = (value: object) =>
  entrySchema.refine((parsed) => isDeepStrictEqual(parsed, value), "has unknown fields");

// `api.test.ts` has a collector answer those of its own page.
test.each(blocksIn("json").filter(([, { document }]) => document !== "packages/collector/API.md"))(
  "%s",
  (_, { text }) => {
    expect(findFaults(JSON.parse(text))).toEqual([]);
  },
);

test.each([
  ['{"stages":[{"id":"a"}]}', "neither"],
  ['{"triggers":[{"id":"t","on":{},"ask":"why"}]}', "no survey"],
  ['{"id":"t","on":{},"ask":"why","where":{"device":"watch"}}', "Invalid"],
  ['{"waymark":1}', "Invalid"],
  ['{"customer":{}}', "Invalid"],
  ['{"accepted":1}', "Invalid"],
  ['{"entries":[],"expect":[]}', "Too small"],
  ['{"kind":"answer"}', "Invalid"],
  [
    '{"kind":"forget","type":"visitor","name":"","id":"0199c1f0-5a10-7000-8d3b-2f1e6a7c9d10","at":1795300000000,"data":{},"url":""}',
    "unknown fields",
  ],
  ['{"personas":[{"id":"a"}]}', "Invalid"],
  ['{"hello":1}', "is neither"],
])("%s would be found", (text, fault) => {
  expect(findFaults(JSON.parse(text))[0]).toContain(fault);
});

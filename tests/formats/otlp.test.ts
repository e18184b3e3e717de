// Log records read by the protobuf definitions of OpenTelemetry, as its JavaScript project has compiled them.
import { createRequire } from "node:module";
import * as formats from "@waymark/formats";
import { describe, expect, test } from "vitest";
import { EVERY, encode, SESSION, toBatch } from "./fixtures.ts";

/** A message of protobufjs, as far as this test goes. */
interface Message {
  readonly verify: (object: unknown) => string | null;
  readonly fromObject: (object: unknown) => unknown;
  readonly encode: (message: unknown) => { readonly finish: () => Uint8Array };
  readonly decode: (bytes: Uint8Array) => unknown;
  readonly toObject: (message: unknown, options: object) => unknown;
}

const require = createRequire(import.meta.url);
const root = require(
  `${require.resolve("@opentelemetry/otlp-transformer").replace(/build\/src\/.*/, "")}build/src/generated/root.js`,
);
const Request: Message = root.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;

const readBack = (object: unknown): unknown => {
  const bytes = Request.encode(Request.fromObject(object)).finish();
  // 64-bit numbers as text, as proto3's JSON has them; fields that the definitions don't know are not in it.
  return Request.toObject(Request.decode(bytes), { longs: String });
};

interface Logs {
  readonly resourceLogs: readonly [
    { readonly resource: object; readonly scopeLogs: readonly [{ readonly logRecords: readonly object[] }] },
  ];
}
const parse = (): Logs => JSON.parse(encode(formats.otlp)[0]?.body ?? "");

test("what the definitions make bytes of and read back is what was sent, field by field", () => {
  const sent = parse();
  expect(readBack(sent)).toEqual(sent);
  expect(sent.resourceLogs[0].scopeLogs[0].logRecords).toHaveLength(EVERY.length - 1);
});

test("carries id, session and time", () => {
  const [record] = parse().resourceLogs[0].scopeLogs[0].logRecords;
  expect(record).toMatchObject({ timeUnixNano: "1795255200000000000", eventName: "waymark.touchpoint.page" });
  expect(record).toMatchObject({
    attributes: expect.arrayContaining([
      { key: "event.id", value: { stringValue: EVERY[0]?.id } },
      { key: "session.id", value: { stringValue: SESSION } },
    ]),
  });
});

describe("the reader is one that finds faults", () => {
  test.each([
    ["an unknown field", '"severityNumber":', '"severity":'],
    ["snake case", '"timeUnixNano":', '"time_unix_nano":'],
  ])("%s", (_, from, to) => {
    const wrong = JSON.parse(JSON.stringify(parse()).replaceAll(from, to));
    expect(readBack(wrong)).not.toEqual(wrong);
  });
});

test("a whole number beyond 53 bits and a fraction are doubles, others whole", () => {
  const custom = {
    ...EVERY[2],
    data: { a: 1, b: 1.5, c: 2 ** 60, d: [true, null], e: { f: "g" } },
  } as (typeof EVERY)[number];
  const sent = JSON.parse(encode(formats.otlp, toBatch([custom]))[0]?.body ?? "");
  expect(readBack(sent)).toEqual(sent);
  const { attributes } = sent.resourceLogs[0].scopeLogs[0].logRecords[0];
  expect(attributes).toContainEqual({ key: "waymark.a", value: { intValue: "1" } });
  expect(attributes).toContainEqual({ key: "waymark.b", value: { doubleValue: 1.5 } });
  expect(attributes).toContainEqual({
    key: "waymark.e",
    value: { kvlistValue: { values: [{ key: "f", value: { stringValue: "g" } }] } },
  });
});

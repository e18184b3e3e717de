// Payloads by Snowplow's own schema, and events by the Iglu schemas that are published here.
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as formats from "@waymark/formats";
import { Ajv } from "ajv";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { batches, EVERY, encode, SESSION, toBatch, VISITOR } from "./fixtures.ts";

const read = (path: string) => JSON.parse(readFileSync(fileURLToPath(new URL(path, import.meta.url)), "utf8"));
const IGLU = "../../packages/formats/iglu/schemas/dev.waymark";
const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });
const isPayload = ajv.compile(read("./data/snowplow-payload-data-1-0-4.schema.json"));

/** Validators by the URI under which an event names its schema. */
const schemas = new Map(
  readdirSync(fileURLToPath(new URL(IGLU, import.meta.url))).map((name) => {
    const { $schema, self, ...schema } = read(`${IGLU}/${name}/jsonschema/1-0-0`);
    return [`iglu:${self.vendor}/${self.name}/${self.format}/${self.version}`, ajv.compile(schema)];
  }),
);

type Fields = { readonly [field: string]: string };
const parse = (batch = toBatch()): readonly Fields[] =>
  encode(formats.snowplow, batch).flatMap(({ body }) => JSON.parse(body).data);
const decode = ({ ue_px, cx }: Fields) => {
  const { data } = JSON.parse(Buffer.from(ue_px ?? cx ?? "", "base64url").toString());
  return ue_px ? data : data[0];
};

test("the payload keeps Snowplow's schema", () => {
  expect(isPayload(parse())).toBe(true);
  const [first] = parse();
  expect(first).toMatchObject({
    e: "pv",
    aid: "k3y",
    eid: EVERY[0]?.id,
    duid: VISITOR,
    sid: SESSION,
    url: EVERY[0]?.page?.url,
  });
});

test("every event keeps its own schema, whatever is in it", () => {
  const check = (batch: ReturnType<typeof toBatch>) => {
    for (const fields of parse(batch)) {
      const { schema, data } = decode(fields);
      const validate = schemas.get(schema);
      expect([schema, validate?.(data), validate?.errors]).toEqual([schema, true, null]);
    }
  };
  check(toBatch());
  fc.assert(fc.property(batches, check), { numRuns: 20 });
});

test("an answer is flat in its schema, with all that was given", () => {
  const typed = parse()
    .map(decode)
    .find(({ data }) => data.question_id === "all");
  expect(typed).toMatchObject({
    schema: "iglu:dev.waymark/survey_answer/jsonschema/1-0-0",
    data: { choices: ["Delivery cost", "the boat was late"], verbatim: "the boat was late", survey_id: "pay-trouble" },
  });
  const words = parse()
    .map(decode)
    .find(({ data }) => data.question_id === "more");
  expect(words.data.verbatim).toBe("Zu teuer – “1 €” 🙂");
});

describe("the schemas find faults", () => {
  test("Snowplow's", () => {
    const [first] = parse();
    expect(isPayload([])).toBe(false);
    expect(isPayload([{ ...first, dtm: 1 }])).toBe(false);
    expect(isPayload([{ ...first, mine: "1" }])).toBe(false);
  });

  test("ours", () => {
    const { schema, data } = decode(parse()[9] as Fields);
    expect(schemas.get(schema)?.({ ...data, score: "4" })).toBe(false);
    expect(schemas.get(schema)?.({ ...data, mine: 1 })).toBe(false);
  });
});

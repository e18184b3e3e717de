// Whatever is queued, each format keeps its target's limits, and every entry is in one request or told of.
import { CATALOGUE } from "@waymark/formats";
import { type Format, type FormatRequest, toRequests } from "@waymark/protocol";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { batches, EVERY, encode, TARGET, toBatch, toEntry } from "./fixtures.ts";

const bytesOf = (text: string) => Buffer.byteLength(text);
const idsOf = (requests: readonly FormatRequest[]) =>
  requests.flatMap(({ batch }) => batch.entries.map(({ id }) => id));

describe.each(CATALOGUE.map(({ format }) => [format.name, format] as const))("%s", (_, format) => {
  test("puts every entry into one request, in order, or tells why not", () => {
    const check = (batch: ReturnType<typeof toBatch>) => {
      const { requests, refused } = toRequests(format, batch, TARGET);
      const told = new Set(refused.map(({ id }) => id));
      expect(idsOf(requests)).toEqual(batch.entries.map(({ id }) => id).filter((id) => !told.has(id)));
      expect(refused.every(({ reason }) => reason)).toBe(true);
      for (const { body, batch: part } of requests) {
        expect(bytesOf(body)).toBeLessThanOrEqual(format.maxBytes);
        expect(part.entries.length).toBeLessThanOrEqual(format.maxEntries);
      }
    };
    check(toBatch());
    fc.assert(fc.property(batches, check), { numRuns: 30 });
  });

  test("is pure: the same batch gives the same bytes, so that copies can be told", () => {
    expect(encode(format)).toEqual(encode(format));
  });

  test("is split where it would be too large", () => {
    const small: Format = { ...format, maxBytes: 3000, maxEntries: 4 };
    const many = Array.from({ length: 9 }, (_, n) => toEntry({ id: `${n}`, type: "click" }));
    const requests = encode(small, toBatch(many));
    expect(idsOf(requests)).toEqual(many.map(({ id }) => id));
    expect(requests.length).toBeGreaterThan(2);
    expect(requests.every(({ body }) => bytesOf(body) <= 3000)).toBe(true);
  });

  test("tells of an entry that is too large alone, and sends the others", () => {
    const small: Format = { ...format, maxBytes: 10 };
    const { requests, refused } = toRequests(small, toBatch(EVERY.slice(0, 2)), TARGET);
    expect(requests).toEqual([]);
    expect(refused.map(({ reason }) => reason)).toEqual(["takes more than 10 bytes", "takes more than 10 bytes"]);
  });

  test("carries entries of nobody and from nowhere", () => {
    const { visitor, session, plan, ...rest } = toBatch([toEntry({ page: undefined }), toEntry({ page: { url: "" } })]);
    const requests = encode(format, rest);
    expect(idsOf(requests)).toHaveLength(2);
    expect(JSON.stringify(requests)).not.toMatch(/undefined|null:|NaN/);
  });

  test("carries all but the wish to be forgotten, which only its own collector can grant", () => {
    const { refused } = toRequests(format, toBatch(), TARGET);
    const isOwn = ["waymark", "webhook", "ndjson", "cloudevents"].includes(format.name);
    expect(refused.map(({ id }) => id)).toEqual(isOwn ? [] : [EVERY.at(-1)?.id]);
  });

  test("says truly whether a browser asks for permission first", () => {
    const safe = ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"];
    const [{ type, headers } = { type: "", headers: {} }] = encode(format);
    expect(format.preflight).toBe(!safe.includes(type.split(";")[0] ?? "") || Object.keys(headers).length > 0);
  });
});

test("the catalogue names each format once, and no secret goes with a direct one", () => {
  const names = CATALOGUE.map(({ format }) => format.name);
  expect(new Set(names).size).toBe(names.length);
  for (const { format, way } of CATALOGUE) {
    const text = JSON.stringify(encode(format, toBatch(), { ...TARGET }));
    // CloudEvents may carry one, from a server.
    const carries = text.includes("s3cret") || text.includes(btoa("s3cret:"));
    if (format.name !== "cloudevents") expect([format.name, carries]).toEqual([format.name, way === "relay"]);
  }
});

describe("what is cut is noted", () => {
  const long = toEntry({
    type: "custom",
    name: "n".repeat(300),
    data: { text: "🙂".repeat(1500), list: ["x".repeat(3000)] },
  });
  test.each(["umami", "plausible", "amplitude", "ga4", "matomo"])("%s", (name) => {
    const format = CATALOGUE.find((each) => each.format.name === name)?.format as Format;
    const [request] = encode(format, toBatch([long]));
    const { body = "", notes = [] } = request ?? {};
    expect(body).not.toContain("🙂".repeat(1500));
    expect(notes.map(({ id }) => id)).toContain(long.id);
    expect(notes.map(({ reason }) => reason).join()).toContain("text");
    expect(body.isWellFormed()).toBe(true);
  });

  test.each(
    CATALOGUE.filter(({ format }) => format.name !== "matomo" && !format.name.startsWith("matomo")).map(
      ({ format }) => format,
    ),
  )("$name notes nothing where all is carried", (format) => {
    const [{ notes = [] } = {}] = encode(
      format,
      toBatch([toEntry({ type: "custom", name: "x", data: { a: 1, b: "c" } })]),
    ) as [FormatRequest];
    expect(notes).toEqual([]);
  });
});

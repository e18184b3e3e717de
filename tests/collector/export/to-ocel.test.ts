import { expect, test } from "vitest";
import { z } from "zod";
import { HOSTILE, LINES, NOW, openExport, sessionOf, toAnswer, toLine, visitorOf } from "./fixtures.ts";

// The rules of OCEL 2.0 (ocel-standard.org/2.0/ocel20_specification.pdf, section 8: JSON), told anew: four lists; each
// item with its id and type; values as texts, as the published schema has them; times as RFC 3339.
const text = z.string();
const types = z.array(
  z.strictObject({
    name: text,
    attributes: z.array(
      z.strictObject({ name: text, type: z.enum(["string", "time", "integer", "float", "boolean"]) }),
    ),
  }),
);
const relationships = z.array(z.strictObject({ objectId: text, qualifier: text }));
const time = z.iso.datetime();
const logSchema = z.strictObject({
  eventTypes: types,
  objectTypes: types,
  events: z.array(
    z.strictObject({
      id: text,
      type: text,
      time,
      attributes: z.array(z.strictObject({ name: text, value: text })),
      relationships,
    }),
  ),
  objects: z.array(
    z.strictObject({
      id: text,
      type: text,
      attributes: z.array(z.strictObject({ name: text, value: text, time })),
      relationships,
    }),
  ),
});

/** Reads a log; what the schema cannot say, the standard's definitions do: ids are unique, and all that is named is there. */
const readLog = async (lines: readonly object[]) => {
  const out = await openExport();
  await out.add(lines);
  const log = logSchema.parse(JSON.parse(await out.read("format=ocel")));
  const ids = [...log.events, ...log.objects].map(({ id }) => id);
  expect(ids.length).toBe(new Set(ids).size);
  const objects = new Set(log.objects.map(({ id }) => id));
  for (const { relationships: named } of [...log.events, ...log.objects]) {
    expect(named.filter(({ objectId }) => !objects.has(objectId))).toEqual([]);
    expect(new Set(named.map(({ objectId, qualifier }) => `${objectId} ${qualifier}`)).size).toBe(named.length);
  }
  for (const [items, declared] of [
    [log.events, log.eventTypes],
    [log.objects, log.objectTypes],
  ] as const) {
    const known = new Map(declared.map(({ name, attributes }) => [name, attributes.map((each) => each.name)]));
    expect(known.size).toBe(declared.length);
    for (const { type, attributes } of items) {
      expect(attributes.filter(({ name }) => !known.get(type)?.includes(name))).toEqual([]);
    }
  }
  return log;
};

test("a log of everything, hostile texts included, keeps the rules, and tells them as they are", async () => {
  const log = await readLog(LINES);
  const valuesOf = (type: string, name: string) =>
    log.events
      .filter((event) => event.type === type)
      .flatMap(({ attributes }) => attributes.filter((each) => each.name === name).map(({ value }) => value));
  expect(valuesOf("answer text", "value").toSorted()).toEqual([...HOSTILE].sort());
  expect(valuesOf("touchpoint custom", "name")).toEqual(expect.arrayContaining([...HOSTILE]));
  expect(valuesOf("friction rage-click", "weight")).toEqual(["0.8"]);
  expect(valuesOf("friction abandon", "state")).toEqual(["leaving"]);
  expect(valuesOf("answer choices", "value")).toEqual(['["a","=b"]']);
});

test("an event belongs to its visitor, session, step, page and submission; a session to its visitor", async () => {
  const page = toLine({ channel: undefined });
  const answer = toAnswer(9, { visitor: visitorOf(2), session: sessionOf(2), stage: null, step: "/cart" });
  const { events, objects, eventTypes } = await readLog([page, answer]);
  expect(eventTypes.map(({ name }) => name)).toEqual(["answer nps", "touchpoint page"]);
  expect(events.find(({ id }) => id === page.id)).toEqual({
    id: page.id,
    type: "touchpoint page",
    time: new Date(NOW - 3_600_000).toISOString(),
    attributes: [
      { name: "name", value: "/cart" },
      { name: "path", value: "/cart" },
    ],
    relationships: [
      { objectId: `visitor:shop:${visitorOf(1)}`, qualifier: "visitor" },
      { objectId: `session:shop:${sessionOf(1)}`, qualifier: "session" },
      { objectId: "step:shop:checkout/cart", qualifier: "step" },
      { objectId: "page:shop:/cart", qualifier: "page" },
    ],
  });
  expect(events.find(({ id }) => id === answer.id)?.relationships.map(({ qualifier }) => qualifier)).toEqual([
    "visitor",
    "session",
    "page",
    "submission",
  ]);
  expect(objects.find(({ id }) => id === `session:shop:${sessionOf(2)}`)).toMatchObject({
    relationships: [{ objectId: `visitor:shop:${visitorOf(2)}`, qualifier: "visitor" }],
  });
  expect(objects.find(({ type }) => type === "submission")?.attributes).toEqual([
    { name: "survey", value: "why-leave", time: "1970-01-01T00:00:00.000Z" },
  ]);
});

test("a log of nothing keeps the rules, too", async () => {
  expect(await readLog([])).toMatchObject({ eventTypes: [], events: [], objects: [] });
});

test("more than a chunk of events is one list", async () => {
  const { events } = await readLog(Array.from({ length: 5_000 }, () => toLine()));
  expect(events).toHaveLength(5_000);
}, 60_000);

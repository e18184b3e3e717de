// Entries as an object-centric event log, OCEL 2.0 JSON (ocel-standard.org/specification): a touchpoint belongs to a visitor,
// and to a session, and to a step, and an answer to its submission as well.
import type { Row, RowsQuery } from "../read-model.ts";
import type { Scope } from "./export-scope.ts";

/** What an event may tell beside its objects, with its type; the published schema wants each value as text. */
const EVENT_ATTRIBUTES = {
  name: "string",
  path: "string",
  channel: "string",
  state: "string",
  weight: "float",
  question: "string",
  value: "string",
} as const;

const OBJECT_ATTRIBUTES = {
  visitor: [],
  session: ["device", "browser"],
  step: ["stage", "step"],
  page: ["path"],
  submission: ["survey"],
} as const;

/** An object's attributes are told for a time; these never change, and the standard has such begin here. */
const ALWAYS = new Date(0).toISOString();

// Neither measurements nor what the queue gave up is anything that somebody did.
const IS_EVENT = "kind <> 'gap' AND type NOT IN ('vital', 'dwell')";

const EVENTS = `
  id, kind, type, e.at, site, visitor, session, stage, step, name, path, channel, data->>'submission' AS submission,
  CASE WHEN kind <> 'answer' THEN data->>'state' END AS state,
  CASE WHEN kind = 'friction' THEN data->>'weight' END AS weight,
  CASE WHEN kind = 'answer' THEN data->>'question' END AS question,
  CASE WHEN kind = 'answer' THEN data->>'value' END AS value`;

const toId = (type: keyof typeof OBJECT_ATTRIBUTES, { site }: Row, name: Row[string] = ""): string =>
  `${type}:${site}:${name}`;

const toVisitorRelationship = (row: Row) => ({ objectId: toId("visitor", row, row.visitor), qualifier: "visitor" });

/** The objects of a row by what they are to its event. */
const toRelationships = (row: Row) =>
  [
    { ...toVisitorRelationship(row), isThere: row.visitor !== null },
    { objectId: toId("session", row, row.session), qualifier: "session", isThere: row.session !== null },
    { objectId: toId("step", row, `${row.stage}/${row.step}`), qualifier: "step", isThere: row.stage !== null },
    { objectId: toId("page", row, row.path), qualifier: "page", isThere: row.path !== null },
    { objectId: toId("submission", row, row.submission), qualifier: "submission", isThere: row.submission !== null },
  ].flatMap(({ isThere, ...relationship }) => (isThere ? relationship : []));

const toAttributes = (row: Row, names: readonly string[]) =>
  names.flatMap((name) => (row[name] === null ? [] : { name, value: String(row[name]) }));

const toEvent = (row: Row) => ({
  id: row.id,
  type: `${row.kind} ${row.type}`,
  time: new Date(Number(row.at)).toISOString(),
  attributes: toAttributes(row, Object.keys(EVENT_ATTRIBUTES)),
  relationships: toRelationships(row),
});

const toObject = (type: keyof typeof OBJECT_ATTRIBUTES, name: string) => (row: Row) => ({
  id: toId(type, row, row[name]),
  type,
  attributes: toAttributes(row, OBJECT_ATTRIBUTES[type]).map((attribute) => ({ ...attribute, time: ALWAYS })),
  relationships: type === "session" && row.visitor !== null ? [toVisitorRelationship(row)] : [],
});

/** Statements that list the objects of each type, and what of a row names them. */
const toObjectStatements = (where: string) =>
  [
    ["visitor", "visitor", `SELECT DISTINCT site, visitor FROM entries e WHERE visitor IS NOT NULL AND ${where}`],
    [
      "session",
      "session",
      `SELECT site, session, arg_min(visitor, position) AS visitor, any_value(device) AS device,
         any_value(browser) AS browser
       FROM entries e WHERE session IS NOT NULL AND ${where} GROUP BY site, session`,
    ],
    [
      "step",
      "place",
      `SELECT DISTINCT site, stage, step, concat(stage, '/', step) AS place
       FROM entries e WHERE stage IS NOT NULL AND ${where}`,
    ],
    ["page", "path", `SELECT DISTINCT site, path FROM entries e WHERE path IS NOT NULL AND ${where}`],
    [
      "submission",
      "submission",
      `SELECT site, data->>'submission' AS submission, any_value(data->>'survey') AS survey
       FROM entries e WHERE (data->>'submission') IS NOT NULL AND ${where} GROUP BY ALL`,
    ],
  ] as const;

/** JSON texts with commas between them, some thousand at a time. */
async function* toList(rows: AsyncIterable<readonly Row[]>, toItem: (row: Row) => object, first = "\n") {
  let separator = first;
  for await (const chunk of rows) {
    yield separator + chunk.map((row) => JSON.stringify(toItem(row))).join(",\n");
    separator = ",\n";
  }
}

/** A log of all that visitors did. The four lists of the standard, types first, so that it can be read as a stream, too. */
export async function* toOcel(query: RowsQuery, { journeys, values }: Scope): AsyncGenerator<string> {
  const where = `${IS_EVENT} AND ${journeys}`;
  const attributes = Object.entries(EVENT_ATTRIBUTES).map(([name, type]) => ({ name, type }));
  yield '{"eventTypes":[';
  const types = query(`SELECT DISTINCT kind, type FROM entries e WHERE ${where} ORDER BY ALL`, values);
  yield* toList(types, ({ kind, type }) => ({ name: `${kind} ${type}`, attributes }));
  const objectTypes = Object.entries(OBJECT_ATTRIBUTES).map(([name, names]) => ({
    name,
    attributes: names.map((each) => ({ name: each, type: "string" })),
  }));
  yield `\n],"objectTypes":${JSON.stringify(objectTypes)},"events":[`;
  const events = query(`SELECT ${EVENTS} FROM entries e WHERE ${where} ORDER BY e.at, tab, seq, id`, values);
  yield* toList(events, toEvent);
  yield '\n],"objects":[';
  let first = "\n";
  for (const [type, name, sql] of toObjectStatements(where)) {
    for await (const text of toList(query(sql, values), toObject(type, name), first)) {
      yield text;
      first = ",\n";
    }
  }
  yield "\n]}\n";
}

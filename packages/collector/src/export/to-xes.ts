// Journeys as an event log for process mining, XES (IEEE 1849-2016): a trace is a visitor, an event what they did.
import type { Row, RowsQuery } from "../read-model.ts";
import type { Scope } from "./export-scope.ts";

const EXTENSIONS = ["Concept", "Time", "Lifecycle", "Organizational"] as const;
const PREFIXES = { Concept: "concept", Time: "time", Lifecycle: "lifecycle", Organizational: "org" } as const;

// Characters that XML 1.0 cannot have, escaped or not, stand as the one that says so.
const FORBIDDEN = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;
const ESCAPES: { readonly [character: string]: string } = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Within quotes: what a parser would make a space of stands as a reference. */
const toXml = (text: string): string =>
  text.replace(FORBIDDEN, "\uFFFD").replace(/[&<>"\t\n\r]/g, (found) => ESCAPES[found] ?? `&#${found.charCodeAt(0)};`);

const toAttribute = (type: "string" | "date", key: string, value: Row[string] | undefined): string =>
  value === null || value === undefined ? "" : `<${type} key="${key}" value="${toXml(String(value))}"/>`;

const HEAD = [
  '<?xml version="1.0" encoding="UTF-8"?>',
  '<log xes.version="1849.2016" xes.features="" xmlns="http://www.xes-standard.org/">',
  ...EXTENSIONS.map(
    (name) =>
      `<extension name="${name}" prefix="${PREFIXES[name]}" uri="http://www.xes-standard.org/${PREFIXES[name]}.xesext"/>`,
  ),
  `<global scope="trace">${toAttribute("string", "concept:name", "")}</global>`,
  `<global scope="event">${toAttribute("string", "concept:name", "")}${toAttribute("date", "time:timestamp", "1970-01-01T00:00:00.000Z")}${toAttribute("string", "lifecycle:transition", "complete")}</global>`,
  '<classifier name="Activity" scope="event" keys="concept:name"/>',
  toAttribute("string", "concept:name", "Waymark"),
].join("\n");

/** Where somebody came to is what they did; of all else its type and name. */
const toActivity = ({ kind, type, name, stage, step }: Row): string => {
  const isPlace = kind === "touchpoint" && (type === "page" || type === "step" || type === "goal");
  if (isPlace && step !== null) return stage === null ? String(step) : `${stage}/${step}`;
  return name === "" ? String(type) : `${type} ${name}`;
};

const toEvent = (row: Row): string =>
  [
    "<event>",
    toAttribute("string", "concept:name", toActivity(row)),
    toAttribute("date", "time:timestamp", new Date(Number(row.at)).toISOString()),
    toAttribute("string", "lifecycle:transition", "complete"),
    toAttribute("string", "org:resource", row.channel ?? "web"),
    ...["id", "kind", "type", "name", "stage", "step", "session", "state", "value"].map((key) =>
      toAttribute("string", key, row[key]),
    ),
    "</event>",
  ].join("");

const EVENTS = `
  id, kind, type, name, stage, step, site, visitor, session, channel, e.at,
  CASE WHEN kind <> 'answer' THEN data->>'state' END AS state,
  CASE WHEN kind = 'answer' THEN data->>'value' END AS value`;

/** All traces, one visitor after the other; who has no id (consent `anonymous`) has no trace. */
export async function* toXes(query: RowsQuery, { journeys, values }: Scope): AsyncGenerator<string> {
  yield `${HEAD}\n`;
  const statement = `
    SELECT ${EVENTS} FROM entries e
    WHERE visitor IS NOT NULL AND kind <> 'gap' AND type NOT IN ('vital', 'dwell') AND ${journeys}
    ORDER BY site, visitor, e.at, tab, seq, id`;
  let open: string | undefined;
  for await (const rows of query(statement, values)) {
    let text = "";
    for (const row of rows) {
      const trace = `${row.site} ${row.visitor}`;
      if (trace !== open) {
        text += `${open === undefined ? "" : "</trace>\n"}<trace>${toAttribute("string", "concept:name", row.visitor)}`;
        text += toAttribute("string", "site", row.site);
        open = trace;
      }
      text += `\n${toEvent(row)}`;
    }
    yield text;
  }
  yield `${open === undefined ? "" : "</trace>\n"}</log>\n`;
}

// Which of the journeys are of a persona, as one statement: what `map.json` says is bound to it and never part of its text.
import type { DuckDBValue } from "@duckdb/node-api";
import type { PersonaWhere, Range } from "@waymark/protocol";
import { UTM_KEYS } from "@waymark/protocol";

export interface PersonaSql {
  readonly sql: string;
  readonly values: Readonly<Record<string, DuckDBValue>>;
}

/** Binds values under new names; `bind` gives what stands for one in the text. */
const createBinder = () => {
  const values: Record<string, DuckDBValue> = {};
  const bind = (value: DuckDBValue): string => {
    const name = `persona_${Object.keys(values).length}`;
    values[name] = value;
    return `$${name}`;
  };
  return { values, bind };
};

type Bind = (value: DuckDBValue) => string;

const isOneOf = (bind: Bind, column: string, wanted: string | readonly string[]): string =>
  `list_contains(from_json(${bind(JSON.stringify([wanted].flat()))}, '["VARCHAR"]'), ${column})`;

const isWithin = (bind: Bind, number: string, { min = -Infinity, max = Infinity }: Range): string =>
  `coalesce(${number} BETWEEN ${bind(min)}::DOUBLE AND ${bind(max)}::DOUBLE, false)`;

/** RFC 6901: a trait may have any name. */
const toPointer = (trait: string): string => `/${trait.replaceAll("~", "~0").replaceAll("/", "~1")}`;

const isTrait = (bind: Bind, trait: string, wanted: string | number | boolean | Range): string => {
  const value = `json_extract(traits, ${bind(toPointer(trait))})`;
  if (typeof wanted === "string")
    return `(${value}->>'$') IS NOT DISTINCT FROM ${bind(wanted)} AND json_type(${value}) = 'VARCHAR'`;
  if (typeof wanted === "boolean") return `CAST(${value} AS VARCHAR) IS NOT DISTINCT FROM ${bind(String(wanted))}`;
  const number = `CASE WHEN json_type(${value}) IN ('UBIGINT', 'BIGINT', 'DOUBLE') THEN CAST(${value} AS DOUBLE) END`;
  return isWithin(bind, number, typeof wanted === "number" ? { min: wanted, max: wanted } : wanted);
};

/** RFC 4647, basic filtering: `de` is also `de-AT`. */
const isLanguage = (bind: Bind, wanted: string | readonly string[]): string =>
  `(${[wanted]
    .flat()
    .map((tag) => `starts_with(lower(language) || '-', lower(${bind(`${tag}-`)}))`)
    .join(" OR ")})`;

const toConditions = (
  bind: Bind,
  { device, browser, language, traits = {}, utm = {}, referrer, visits }: PersonaWhere,
) => [
  ...(device ? [isOneOf(bind, "device", device)] : []),
  ...(browser ? [isOneOf(bind, "browser", browser)] : []),
  ...(language ? [isLanguage(bind, language)] : []),
  ...Object.entries(traits).map(([trait, wanted]) => isTrait(bind, trait, wanted)),
  ...UTM_KEYS.flatMap((key) => {
    const wanted = utm[key];
    return wanted ? [isOneOf(bind, `utm_${key}`, wanted)] : [];
  }),
  ...(referrer ? [isOneOf(bind, "referrer", referrer)] : []),
  ...(visits ? [isWithin(bind, "visits", visits)] : []),
];

const ORDER = "ROW(e.at, tab, seq, id)";
/** The value at the first entry that has one. */
const first = (value: string, filter = `${value} <> ''`): string => `min_by(${value}, ${ORDER}) FILTER (${filter})`;
const toUtm = (key: string): string =>
  `url_decode(replace(regexp_extract(url, '[?&]utm_${key}=([^&#]*)', 1), '+', ' '))`;

/** Leaves out of `journeys` whoever is not of the persona. Traits count from wherever they were told before the end. */
export const toPersonaSql = (where: PersonaWhere): PersonaSql => {
  const { values, bind } = createBinder();
  const conditions = toConditions(bind, where);
  const sql = `
    UPDATE journeys SET counted = false
    WHERE counted AND visitor NOT IN (
      WITH told AS (
        SELECT
          visitor, any_value(j.device) AS device,
          ${first("browser", "browser IS NOT NULL AND e.at >= since")} AS browser,
          ${first("(data->>'language')", "type = 'page' AND (data->>'language') IS NOT NULL AND e.at >= since")} AS language,
          max_by(data, ${ORDER}) FILTER (type = 'identify') AS traits,
          ${UTM_KEYS.map((key) => `${first(toUtm(key), `e.at >= since AND contains(url, 'utm_${key}=')`)} AS utm_${key},`).join("\n")}
          regexp_extract(${first("coalesce(referrer, '')", "type = 'page' AND e.at >= since")}, '^[a-z-]+://([^/?#]*)', 1) AS referrer,
          count(DISTINCT session) FILTER (e.at >= since) AS visits
        FROM entries e JOIN journeys j USING (visitor)
        WHERE site = $site AND kind = 'touchpoint' AND test IS NOT TRUE AND counted AND (ends IS NULL OR e.at < ends)
        GROUP BY visitor
      )
      SELECT visitor FROM told WHERE ${["true", ...conditions].join(" AND ")}
    )`;
  return { sql, values };
};

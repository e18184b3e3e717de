// The SQL that makes rows of journal lines. Lines travel as one text and are parsed by DuckDB, off the event loop.
import { KEY } from "@waymark/protocol";
import { toCustomerSql } from "./to-customer.ts";

/** A new number makes a new database file, which is filled from the journal: tables are never altered. */
export const PROJECTION_VERSION = 5;

/**
 * Times are ms since the epoch. `stage` is null where the plan has none; `step` is null too where the page had no plan.
 * `position` is the offset behind the entry's line. What only a fault-finder asks for stays in the journal. `erased` are
 * documents that a forgotten visitor had a part in, and says no longer who that was: holes in their numbers are no losses.
 * `forgotten` has the position of the line that said so.
 * Of an entry that came with a key, `customer` is the key as an id, and `visitor` who was the first to identify by that key
 * on a page, or the customer where nobody has yet: `customers` are those who have, with the position of the line that did.
 */
export const SCHEMA = `
  CREATE TABLE IF NOT EXISTS entries (
    id UUID PRIMARY KEY, position BIGINT,
    site VARCHAR, visitor UUID, session UUID, tab VARCHAR, seq BIGINT,
    kind VARCHAR, type VARCHAR, name VARCHAR, stage VARCHAR, step VARCHAR,
    "at" BIGINT, raw_at BIGINT, received BIGINT, mono DOUBLE,
    url VARCHAR, path VARCHAR, referrer VARCHAR, data JSON,
    browser VARCHAR, browser_major INTEGER, device VARCHAR,
    channel VARCHAR, key VARCHAR, customer UUID, sdk VARCHAR, plan VARCHAR, level VARCHAR, test BOOLEAN, automated BOOLEAN, source VARCHAR
  );
  CREATE TABLE IF NOT EXISTS forgotten (site VARCHAR, visitor UUID, position BIGINT, PRIMARY KEY (site, visitor));
  CREATE TABLE IF NOT EXISTS customers (
    site VARCHAR, customer UUID, visitor UUID, position BIGINT, PRIMARY KEY (site, customer)
  );
  CREATE TABLE IF NOT EXISTS erased (site VARCHAR, tab VARCHAR, PRIMARY KEY (site, tab));
  CREATE TABLE IF NOT EXISTS progress (applied BIGINT);
  INSERT INTO progress SELECT 0 WHERE NOT EXISTS (FROM progress);`;

const SHAPE = JSON.stringify({
  id: "UUID",
  site: "VARCHAR",
  visitor: "UUID",
  session: "UUID",
  tab: "VARCHAR",
  seq: "BIGINT",
  kind: "VARCHAR",
  type: "VARCHAR",
  name: "VARCHAR",
  stage: "VARCHAR",
  step: "VARCHAR",
  at: "BIGINT",
  rawAt: "BIGINT",
  received: "BIGINT",
  mono: "DOUBLE",
  page: { url: "VARCHAR", referrer: "VARCHAR" },
  data: "JSON",
  browser: { family: "VARCHAR", major: "INTEGER", device: "VARCHAR" },
  channel: "VARCHAR",
  key: "VARCHAR",
  sdk: "VARCHAR",
  plan: "VARCHAR",
  level: "VARCHAR",
  test: "BOOLEAN",
  automated: "BOOLEAN",
  source: "VARCHAR",
});

/** The steps of one transaction, in this order. */
export const PROJECT = {
  // Only a crash of the machine makes a line that is no JSON, and it was never acknowledged. An empty line is one that
  // was erased.
  read: `
    CREATE OR REPLACE TEMP TABLE incoming AS
    SELECT *, CASE WHEN key IS NOT NULL THEN ${toCustomerSql("key")} END AS customer
    FROM (SELECT position, unnest(entry) FROM (
      SELECT position, TRY(json_transform(line, '${SHAPE}')) AS entry
      FROM (
        SELECT unnest(split) AS line, $from + generate_subscripts(split, 1) AS position
        FROM (SELECT string_split($lines, chr(10)) AS split)
      )
    )
    WHERE entry.id IS NOT NULL)`,

  // Who was the first to identify by a key is who it means, from then on and looking back. Of whoever was forgotten, the
  // journal has a tombstone in that line's place; see `reviseLine`.
  findLinks: `
    CREATE OR REPLACE TEMP TABLE linked AS
    SELECT site, customer, arg_min(visitor, position) AS visitor, min(position) AS position
    FROM (
      SELECT site, visitor, position, CASE
        WHEN kind = 'forget' THEN TRY_CAST(data->>'customer' AS UUID)
        WHEN kind = 'touchpoint' AND type = 'identify' AND regexp_full_match(data->>'key', '${KEY.source}')
          THEN ${toCustomerSql("data->>'key'")}
      END AS customer
      FROM incoming
      WHERE visitor IS NOT NULL AND key IS NULL
    ) i
    WHERE customer IS NOT NULL
      AND NOT EXISTS (FROM customers c WHERE c.site = i.site AND c.customer = i.customer)
    GROUP BY site, customer`,

  link: "INSERT INTO customers SELECT site, customer, visitor, position FROM linked",

  resolve: `
    UPDATE incoming
    SET visitor = coalesce(
      (SELECT c.visitor FROM customers c WHERE c.site = incoming.site AND c.customer = incoming.customer), customer
    )
    WHERE customer IS NOT NULL`,

  remember: `
    INSERT INTO forgotten
    SELECT site, visitor, min(position) FROM incoming WHERE kind = 'forget' AND visitor IS NOT NULL GROUP BY ALL
    ON CONFLICT DO NOTHING`,

  markLate: `
    INSERT INTO erased
    SELECT DISTINCT site, tab FROM incoming i
    WHERE tab IS NOT NULL AND EXISTS (FROM forgotten f WHERE f.site = i.site AND f.visitor IN (i.visitor, i.customer))
    ON CONFLICT DO NOTHING`,

  // Of several lines with one id the first counts: rows go in as the lines stood.
  insert: `
    INSERT INTO entries
    SELECT
      id, position, site, visitor, session, tab, seq, kind, type, name, stage, step, i.at, rawAt, received, mono,
      page.url, regexp_extract(page.url, '^[a-z]+://[^/?#]*([^?#]*)', 1), page.referrer, data,
      -- What came by another way than a page came by no browser, whatever sent it.
      ${["family", "major", "device"].map((part) => `CASE WHEN channel IS NULL THEN browser.${part} END`).join(", ")},
      channel, key, customer, sdk, plan, level, test, automated, source
    FROM incoming i
    WHERE NOT EXISTS (FROM forgotten f WHERE f.site = i.site AND f.visitor IN (i.visitor, i.customer))
    ORDER BY position
    ON CONFLICT DO NOTHING`,

  move: `
    UPDATE entries SET visitor = l.visitor FROM linked l WHERE l.site = entries.site AND l.customer = entries.customer`,

  eraseMoved: `
    DELETE FROM entries e
    WHERE customer IS NOT NULL AND EXISTS (FROM linked l WHERE l.site = e.site AND l.customer = e.customer)
      AND EXISTS (FROM forgotten f WHERE f.site = e.site AND f.visitor = e.visitor)`,

  markKept: `
    INSERT INTO erased
    SELECT DISTINCT site, tab FROM entries e
    WHERE tab IS NOT NULL
      AND EXISTS (
        FROM incoming i WHERE i.kind = 'forget' AND i.site = e.site AND i.visitor IN (e.visitor, e.customer)
      )
    ON CONFLICT DO NOTHING`,

  erase: `
    DELETE FROM entries e
    WHERE EXISTS (FROM incoming i WHERE i.kind = 'forget' AND i.site = e.site AND i.visitor IN (e.visitor, e.customer))`,

  advance: "UPDATE progress SET applied = $applied",
} as const;

/** Everybody whose lines go, and from which line on that is so: customers by the visitor whom they turned out to be. */
export const FORGOTTEN = `
  SELECT site, visitor::VARCHAR AS visitor, position FROM forgotten
  UNION ALL
  SELECT site, customer::VARCHAR, greatest(c.position, f.position)
  FROM customers c JOIN forgotten f USING (site, visitor)`;

/** What goes with time, each statement by itself. Text that was typed is the last of several choices; see `reviseLine`. */
export const RETAIN = {
  // A document of which only a part is past its term must not look as if it had lost that.
  markPast: `
    INSERT INTO erased
    SELECT DISTINCT site, tab FROM entries e
    WHERE received < $entriesBefore AND tab IS NOT NULL
      AND EXISTS (FROM entries l WHERE l.site = e.site AND l.tab = e.tab AND l.received >= $entriesBefore)
    ON CONFLICT DO NOTHING`,

  removePast: "DELETE FROM entries WHERE received < $entriesBefore",

  blankText: `
    UPDATE entries
    SET data = json_merge_patch(data, CASE
      WHEN json_type(data, '$.value') = 'ARRAY' THEN
        json_object('value', list_append(CAST(data->'value' AS VARCHAR[])[:-2], ''))
      ELSE '{"value":""}'
    END)
    WHERE received < $textBefore AND kind = 'answer' AND (type = 'text' OR (data->>'other') = 'true')
      AND coalesce(data->>'$.value[#-1]', data->>'value') <> ''`,
} as const;

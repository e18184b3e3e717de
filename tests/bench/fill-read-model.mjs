// A read model as a busy shop would have filled it, made by SQL: what is measured is the map, not the way in.
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { startCollector } from "@waymark/collector";

export const PLAN = {
  stages: [
    { id: "discover", label: "Discover", pages: ["/"] },
    {
      id: "choose",
      label: "Choose",
      steps: [
        { id: "listing", label: "Listing", pages: ["/products"] },
        { id: "product", label: "Product", pages: ["/products/*"] },
      ],
    },
    {
      id: "checkout",
      label: "Check out",
      steps: [
        { id: "cart", label: "Basket", pages: ["/cart"] },
        { id: "address", label: "Address", pages: ["/checkout"] },
        { id: "payment", label: "Payment", touchpoint: "payment-shown" },
        { id: "done", label: "Ordered", pages: ["/thanks"], goal: true },
      ],
    },
  ],
};

const STEPS = PLAN.stages.flatMap(({ id, steps = [{ id }] }) => steps.map((step) => [id, step.id]));
const list = (values) => `[${values.map((value) => `'${value}'`).join(", ")}]`;

/** Entries of one visitor, and visitors who are there at the same time. */
const EACH = 20;
const TOGETHER = 1_000;
/** Of all entries, ms. */
const SPAN = 25 * 86_400_000;

/**
 * Entry i is the j-th of its visitor, who gets as deep as chance has it and turns back now and then; of twenty entries some
 * are clicks, moves with their dwell, signs of friction, a survey and its answers. All lie in the last 25 days.
 */
const fill = (entries, now) => `
  INSERT INTO entries (
    id, position, site, visitor, session, tab, seq, kind, type, name, stage, step, "at", raw_at, received, mono,
    url, path, referrer, data, browser, browser_major, device, sdk, plan, level, test, automated, source
  )
  WITH numbered AS (
    SELECT
      i, i // ${EACH * TOGETHER} * ${TOGETHER} + i % ${TOGETHER} AS v, i % ${EACH * TOGETHER} // ${TOGETHER} AS j,
      ${now - SPAN} + CAST(i * ${SPAN / entries} AS BIGINT) AS moment
    FROM range(${entries}) numbers(i)
  ),
  drawn AS (
    SELECT *, (hash(v) % 8)::INTEGER AS depth, (hash(v * 31 + j) % 100)::INTEGER AS luck, md5(v::VARCHAR) AS who FROM numbered
  ),
  placed AS (
    SELECT *, 1 + least(6, greatest(0, least(depth, j // 2) - CASE WHEN luck < 12 THEN 1 ELSE 0 END)) AS place FROM drawn
  ),
  told AS (
    SELECT
      *, ${list(STEPS.map(([stage]) => stage))}[place] AS stage, ${list(STEPS.map(([, step]) => step))}[place] AS step,
      CASE
        WHEN j = 17 AND luck < 30 THEN 'shown' WHEN j = 18 AND luck < 20 THEN 'answer' WHEN luck > 95 THEN 'friction'
        WHEN j % 4 = 1 THEN 'step' WHEN j % 4 = 2 THEN 'click' WHEN luck > 92 THEN 'vital' ELSE 'page'
      END AS what
    FROM placed
  )
  SELECT
    CAST(printf('%08x-%04x-7000-8000-%012x', (i >> 16)::BIGINT, (i & 65535)::BIGINT, i::BIGINT) AS UUID), i + 1, 'shop',
    CAST(who AS UUID), CAST(md5(who) AS UUID), left(who, 12), j + 1,
    CASE what WHEN 'shown' THEN 'survey' WHEN 'answer' THEN 'answer' WHEN 'friction' THEN 'friction' ELSE 'touchpoint' END,
    CASE what WHEN 'answer' THEN 'csat' WHEN 'friction' THEN ${list(["rage-click", "dead-click", "backtrack", "form-struggle"])}[1 + luck % 4] ELSE what END,
    '/' || step, stage, step, moment, moment, moment + 300, j * 1000.0,
    'https://shop.example/' || step, '/' || step, NULL,
    CASE what
      WHEN 'step' THEN '{"from":{"stage":"' || stage || '","step":"' || step || '"},"dwell":' || (luck * 400) || '}'
      WHEN 'vital' THEN '{"rating":"' || CASE WHEN luck > 93 THEN 'poor' ELSE 'good' END || '"}'
      WHEN 'shown' THEN '{"survey":"how","submission":"' || who || '"}'
      WHEN 'answer' THEN '{"survey":"how","submission":"' || who || '","question":"feeling","value":' || (1 + luck % 5)
        || ',"language":"en","evidence":{"stage":"' || stage || '","step":"' || step || '","engaged":9000,"last":[]}}'
      ELSE '{}'
    END,
    ${list(["chrome", "safari", "firefox"])}[1 + v % 3], 140, ${list(["phone", "desktop", "tablet"])}[1 + v % 3],
    '0.1.0', NULL, 'idb', NULL, NULL, NULL
  FROM told
  ORDER BY i`;

/** Fills the read model of a new data folder, whose journal stays empty. */
export async function fillReadModel(data, entries) {
  // A collector makes the tables, as it always does.
  await (await startCollector({ data, port: 0 })).stop();
  const name = (await readdir(data)).find((file) => /^read-model-\d+\.duckdb$/.test(file));
  const instance = await DuckDBInstance.create(join(data, name), { memory_limit: "1GB" });
  const connection = await instance.connect();
  try {
    // Piece by piece: the index of ids grows in memory.
    await connection.run(fill(entries, Date.now()));
    await connection.run("CHECKPOINT");
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

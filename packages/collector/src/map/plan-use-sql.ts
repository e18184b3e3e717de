// The SQL of the plan against what was done: steps left out, gone to again, pages outside; and the channels of each stage.

/** Lists that strangers could make long are cut. */
const MOST_PAGES = 20;
const MOST_CHANNELS = 10;

/** What an import calls the way by which it knows of a touchpoint. */
const CHANNEL = "coalesce(channel, 'imported')";
/** Whether somebody told of it afterwards, or from elsewhere than a page. */
const IS_TOLD = "(source IS NOT DISTINCT FROM 'import' OR channel IS NOT NULL)";

const IMPORTED = `
  SELECT DISTINCT visitor AS id, number AS visitor, s.stage_no, ${CHANNEL} AS channel
  FROM entries e JOIN journeys j USING (visitor) JOIN plan s ON s.stage = e.stage AND s.step IS NULL
  WHERE
    site = $site AND ${IS_TOLD} AND kind = 'touchpoint' AND type NOT IN ('stage', 'dwell') AND test IS NOT TRUE
    AND e.at >= $from AND counted AND e.at >= since AND (ends IS NULL OR e.at < ends)`;

export const PLAN_USE = {
  // Who came to a later step without this one is told of every step that lies before the furthest; `in_order` are those of
  // them who had been here first. So nobody has to be laid against each step of the plan.
  steps: `
    WITH firsts AS (
      SELECT visitor, step_no, min(n) AS first_n, count(*) AS visits FROM visits GROUP BY visitor, step_no
    ),
    ordered AS (
      SELECT *, min(first_n) OVER (
        PARTITION BY visitor ORDER BY step_no DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
      ) AS later_n
      FROM firsts
    )
    SELECT
      step_no, count(*) AS visitors, sum(visits)::BIGINT AS visits,
      count(*) FILTER (visits > 1) AS repeated,
      count(*) FILTER (first_n < later_n) AS in_order,
      count(*) FILTER (later_n IS NULL) AS furthest
    FROM ordered
    GROUP BY step_no
    ORDER BY step_no`,

  // From the step where somebody stood last by then; of several at one time the last.
  outside: `
    WITH moments AS (
      SELECT visitor, v.at, max_by(step_no, n) AS step_no FROM visits v GROUP BY visitor, v.at
    )
    SELECT step_no, count(DISTINCT o.visitor) AS visitors
    FROM outsides o ASOF JOIN moments m ON o.visitor = m.visitor AND o.at >= m.at
    GROUP BY step_no`,

  pages: `
    SELECT page, count(DISTINCT visitor) AS visitors
    FROM outsides
    GROUP BY page
    ORDER BY visitors DESC, page
    LIMIT ${MOST_PAGES}`,

  // Most visitors are known by the tag alone, so that only the others are looked at one by one.
  channels: `
    WITH imported AS MATERIALIZED (${IMPORTED}),
    tracked AS (
      SELECT DISTINCT number AS visitor, s.stage_no
      FROM entries e JOIN journeys j USING (visitor) JOIN plan s ON s.stage = e.stage AND s.step IS NULL
      WHERE
        e.visitor IN (SELECT id FROM imported)
        AND site = $site AND NOT ${IS_TOLD} AND kind = 'touchpoint' AND type NOT IN ('stage', 'dwell')
        AND test IS NOT TRUE AND e.at >= since AND (ends IS NULL OR e.at < ends)
    ),
    only_imported AS (
      SELECT DISTINCT visitor, stage_no FROM imported EXCEPT SELECT visitor, stage_no FROM tracked
    )
    SELECT stage_no, 'web' AS channel, false AS imported, count(*) AS visitors
    FROM outcomes ANTI JOIN only_imported USING (visitor, stage_no)
    GROUP BY stage_no
    UNION ALL
    SELECT stage_no, channel, imported, visitors
    FROM (
      SELECT
        stage_no, channel, true AS imported, count(*) AS visitors,
        row_number() OVER (PARTITION BY stage_no ORDER BY count(*) DESC, channel) AS rank
      FROM imported
      GROUP BY stage_no, channel
    )
    WHERE rank <= ${MOST_CHANNELS}
    ORDER BY stage_no, visitors DESC, channel`,
} as const;

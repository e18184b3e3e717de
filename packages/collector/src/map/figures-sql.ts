// The SQL that counts journeys: each reads the temporary tables of `journeys-sql.ts` and gives a few rows.

/** Lists that strangers could make long are cut. */
const MOST_SITES = 100;
const MOST_SURVEYS = 50;
const MOST_REASONS = 10;
const MOST_VERBATIMS = 50;

/** Of the states that an `abandon` can tell of. */
const STATES = "('leaving', 'stalled', 'abandoned', 'recovered')";

export const FIGURES = {
  totals: `
    SELECT
      count(*) FILTER (counted) AS visitors,
      count(*) FILTER (simulated) AS simulated,
      count(*) FILTER (automated) AS automated,
      (SELECT count(DISTINCT visitor) FROM stays WHERE is_goal) AS reached_goal
    FROM journeys`,

  stages: "SELECT stage_no, outcome, count(*) AS visitors FROM outcomes GROUP BY stage_no, outcome",

  // What became of a visitor is decided at their furthest stage, and told at the step they stood on last.
  endings: `
    WITH furthest AS (SELECT visitor, max(stage_no) AS stage_no FROM outcomes GROUP BY visitor),
    last AS (SELECT visitor, max(n) AS n FROM visits GROUP BY visitor)
    SELECT step_no, outcome, count(*) AS visitors
    FROM furthest JOIN outcomes USING (visitor, stage_no) LEFT JOIN last USING (visitor) LEFT JOIN visits USING (visitor, n)
    WHERE outcome IN ('dropped', 'inProgress')
    GROUP BY step_no, outcome`,

  moves: `
    SELECT last_step AS "from", step_no AS "to", count(DISTINCT visitor) AS visitors, count(*) AS times
    FROM visits
    WHERE last_step IS NOT NULL
    GROUP BY last_step, step_no
    ORDER BY last_step, step_no`,

  friction: `
    WITH signs AS (
      SELECT
        visitor, e.at, stage, step,
        CASE WHEN kind = 'friction' THEN type WHEN type = 'error' THEN 'error' ELSE 'slow-page' END AS type,
        CASE WHEN type = 'abandon' AND (data->>'state') IN ${STATES} THEN data->>'state' END AS state
      FROM entries e
      WHERE
        site = $site AND e.at >= $from AND test IS NOT TRUE
        AND (
          kind = 'friction'
          OR kind = 'touchpoint' AND (type = 'error' OR type = 'vital' AND (data->>'rating') = 'poor')
        )
    )
    SELECT s.stage_no, p.step_no, type, state, count(DISTINCT number) AS visitors
    FROM signs e
    JOIN journeys j USING (visitor)
    JOIN plan s ON s.stage = e.stage AND s.step IS NULL
    LEFT JOIN plan p ON p.stage = e.stage AND p.step = e.step
    WHERE counted AND e.at >= since AND (ends IS NULL OR e.at < ends)
    GROUP BY GROUPING SETS ((s.stage_no, type, state), (p.step_no, type, state))`,

  dwells: `
    WITH told AS (
      SELECT
        visitor, e.at, json_transform(data, '{"from":{"stage":"VARCHAR","step":"VARCHAR"},"dwell":"DOUBLE"}') AS left_behind
      FROM entries e
      WHERE site = $site AND kind = 'touchpoint' AND type = 'step' AND e.at >= $from AND test IS NOT TRUE
    ),
    dwelt AS (
      SELECT visitor, t.at, left_behind.from.stage AS stage, left_behind.from.step AS step, left_behind.dwell AS dwell
      FROM told t
    )
    SELECT step_no, count(DISTINCT number) AS visitors, percentile_cont(0.75) WITHIN GROUP (ORDER BY dwell) AS dwell
    FROM dwelt e JOIN journeys j USING (visitor) JOIN plan p ON p.stage = e.stage AND p.step = e.step
    WHERE counted AND e.at >= since AND (ends IS NULL OR e.at < ends) AND dwell BETWEEN 0 AND $rest
    GROUP BY step_no`,

  scores: `
    SELECT stage_no, step_no, type AS kind, lowest AS "min", highest AS "max", given AS "value", score, count(*) AS n
    FROM answers
    WHERE score IS NOT NULL
    GROUP BY stage_no, step_no, type, lowest, highest, given, score
    ORDER BY stage_no, step_no, type, lowest, highest, given`,

  // What was typed under "Something else …" is told word for word, and here only counts among all answers.
  reasons: `
    WITH told AS (
      SELECT stage_no, survey || '/' || question AS question, chosen FROM answers WHERE chosen IS NOT NULL
    ),
    answered AS (
      SELECT stage_no, question, count(*) AS answers FROM told GROUP BY ALL
    ),
    counted AS (
      SELECT stage_no, question, value, count(*) AS n
      FROM (SELECT stage_no, question, unnest(chosen) AS value FROM told)
      GROUP BY ALL
    ),
    ranked AS (
      SELECT *, n / answers AS share, row_number() OVER (PARTITION BY stage_no ORDER BY n DESC, question, value) AS rank
      FROM counted JOIN answered USING (stage_no, question)
    )
    SELECT stage_no, question, value, n, share FROM ranked WHERE rank <= ${MOST_REASONS} ORDER BY stage_no, rank`,

  verbatims: `
    WITH submissions AS (
      SELECT
        submission, avg(score) AS score,
        to_json(flatten(list(chosen ORDER BY a.at, id) FILTER (len(chosen) > 0))) AS picked
      FROM answers a
      GROUP BY submission
    ),
    ranked AS (
      SELECT
        stage_no, typed AS text, survey || '/' || question AS question, s.score, step, a.at, evidence, s.picked AS chosen,
        row_number() OVER (PARTITION BY stage_no ORDER BY s.score NULLS LAST, a.at DESC, id) AS rank
      FROM answers a JOIN submissions s USING (submission)
      WHERE typed <> ''
    )
    SELECT * FROM ranked WHERE rank <= ${MOST_VERBATIMS} ORDER BY stage_no, rank`,

  surveys: `
    WITH submissions AS (
      SELECT
        survey, submission,
        bool_or(type = 'shown') AS shown, bool_or(kind = 'answer') AS answered, bool_or(type = 'completed') AS completed,
        bool_or(type = 'dismissed') AS dismissed, bool_or(type = 'declined') AS declined,
        bool_or(type = 'snoozed') AS snoozed
      FROM asked
      GROUP BY survey, submission
    )
    SELECT
      survey AS id,
      count(*) FILTER (shown) AS shown,
      count(*) FILTER (answered) AS answered,
      count(*) FILTER (completed) AS completed,
      count(*) FILTER (dismissed) AS dismissed,
      count(*) FILTER (declined) AS declined,
      count(*) FILTER (snoozed) AS snoozed,
      count(*) FILTER (shown AND NOT (answered OR completed OR dismissed OR declined OR snoozed)) AS ignored
    FROM submissions
    GROUP BY survey
    ORDER BY shown DESC, id
    LIMIT ${MOST_SURVEYS}`,

  sites: `
    SELECT site FROM (SELECT site, count(DISTINCT visitor) AS visitors FROM entries GROUP BY site)
    ORDER BY visitors DESC, site
    LIMIT ${MOST_SITES}`,

  applied: "SELECT applied FROM progress",
} as const;

// The SQL that makes journeys of entries: the temporary tables of one request, each made from those before it. All of it
// is per visitor, so that what is counted in shards by visitor can be added up.

import { SCALES } from "@waymark/protocol";

/** What an end of the scale is where an answer does not say. */
const toCase = (end: "min" | "max"): string =>
  `CASE type ${Object.entries(SCALES)
    .map(([kind, scale]) => `WHEN '${kind}' THEN ${scale[end]}`)
    .join(" ")} END`;

export const JOURNEYS = {
  // From one JSON parameter; a step of null stands for its stage.
  plan: `
    CREATE TEMP TABLE plan AS
    SELECT unnest(from_json($plan,
      '[{"stage":"VARCHAR","step":"VARCHAR","stage_no":"INTEGER","step_no":"INTEGER","reach":"INTEGER","is_goal":"BOOLEAN"}]'
    ), recursive := true)`,

  // A stay is a run of touchpoints on one step, repeats collapsed. Touchpoints alone say where somebody stood: friction,
  // surveys and answers are told of a place that may have been left already, and so are the states of a stage and the time
  // in a step. `n` orders them, ties included. What is older than a journey of the period could begin by is not read.
  allStays: `
    CREATE TEMP TABLE all_stays AS
    WITH ordered AS (
      SELECT
        visitor, e.at, device, source = 'simulate' AS simulated, automated,
        s.stage_no, p.step_no, coalesce(p.reach, s.reach) AS reach, coalesce(p.is_goal, false) AS is_goal,
        row_number() OVER visits AS n, e.at - lag(e.at) OVER visits AS gap,
        lag(s.stage_no) OVER visits AS last_stage, lag(p.step_no) OVER visits AS last_step
      FROM entries e
      JOIN plan s ON s.stage = e.stage AND s.step IS NULL
      LEFT JOIN plan p ON p.stage = e.stage AND p.step = e.step
      WHERE
        site = $site AND kind = 'touchpoint' AND type NOT IN ('stage', 'dwell')
        AND visitor IS NOT NULL AND test IS NOT TRUE AND e.at >= $from - $rest
      WINDOW visits AS (PARTITION BY visitor ORDER BY e.at, tab, seq, id)
    )
    SELECT *, gap IS NULL OR gap > $rest AS begins
    FROM ordered
    WHERE gap IS NULL OR gap > $rest OR stage_no <> last_stage OR step_no IS DISTINCT FROM last_step`,

  // Of several journeys of a visitor in the period the first counts. What follows knows visitors by a number of this request:
  // to count them apart is much faster than by UUIDs.
  journeys: `
    CREATE TEMP TABLE journeys AS
    WITH begun AS (
      SELECT
        visitor, b.at AS since, n AS first_n,
        lead(b.at) OVER later AS ends, lead(n) OVER later AS next_n
      FROM all_stays b
      WHERE begins
      WINDOW later AS (PARTITION BY visitor ORDER BY n)
    ),
    chosen AS (
      SELECT visitor, min(first_n) AS first_n FROM begun WHERE since >= $from AND since < $until GROUP BY visitor
    ),
    told AS (
      SELECT
        visitor, since, ends, first_n, next_n,
        min(device) AS device, coalesce(bool_or(simulated), false) AS simulated, coalesce(bool_or(automated), false) AS automated
      FROM begun JOIN chosen USING (visitor, first_n) JOIN all_stays s USING (visitor)
      WHERE s.n >= first_n AND (next_n IS NULL OR s.n < next_n)
      GROUP BY visitor, since, ends, first_n, next_n
    )
    SELECT
      *, CAST(row_number() OVER () AS INTEGER) AS number,
      ($device IS NULL OR device = $device) AND ($simulated OR NOT simulated) AND ($automated OR NOT automated) AS counted
    FROM told`,

  stays: `
    CREATE TEMP TABLE stays AS
    SELECT number AS visitor, n, s.at, stage_no, step_no, reach, is_goal
    FROM all_stays s JOIN journeys j USING (visitor)
    WHERE counted AND n >= first_n AND (next_n IS NULL OR n < next_n)`,

  // Steps that the plan does not know are passed over.
  visits: `
    CREATE TEMP TABLE visits AS
    SELECT *
    FROM (
      SELECT visitor, n, s.at, step_no, is_goal, lag(step_no) OVER (PARTITION BY visitor ORDER BY n) AS last_step
      FROM stays s
      WHERE step_no IS NOT NULL
    )
    WHERE last_step IS DISTINCT FROM step_no`,

  // What became of each visitor in each stage; `reach` of the last stage's goal lies behind the last stage.
  outcomes: `
    CREATE TEMP TABLE outcomes AS
    WITH entered AS (
      SELECT visitor, stage_no, min(n) AS n, min(s.at) AS since FROM stays s GROUP BY visitor, stage_no
    ),
    reached AS (
      SELECT e.visitor, e.stage_no, e.since, min(s.at) AS onward
      FROM entered e
      LEFT JOIN stays s ON s.visitor = e.visitor AND s.n >= e.n AND s.reach > e.stage_no
      GROUP BY e.visitor, e.stage_no, e.since
    )
    SELECT
      visitor, stage_no,
      CASE
        WHEN onward - since <= $window THEN 'continued'
        WHEN stage_no = $end THEN 'arrived'
        WHEN $now - since > $window THEN 'dropped'
        ELSE 'inProgress'
      END AS outcome
    FROM reached`,

  // Pages that no stage of the plan has, met in the course of a journey.
  outsides: `
    CREATE TEMP TABLE outsides AS
    SELECT number AS visitor, e.at, coalesce(e.step, path, name) AS page
    FROM entries e JOIN journeys j USING (visitor) LEFT JOIN plan s ON s.stage = e.stage AND s.step IS NULL
    WHERE
      site = $site AND kind = 'touchpoint' AND type = 'page' AND test IS NOT TRUE AND e.at >= $from
      AND s.stage IS NULL AND counted AND e.at >= since AND (ends IS NULL OR e.at < ends)`,

  // Who consented to no journey is heard all the same: their answers stand alone.
  asked: `
    CREATE TEMP TABLE asked AS
    SELECT
      e.at, tab, seq, id, kind, type, data,
      data->>'survey' AS survey, data->>'submission' AS submission
    FROM entries e LEFT JOIN journeys j USING (visitor)
    WHERE
      site = $site AND kind IN ('survey', 'answer') AND test IS NOT TRUE AND e.at >= $from
      AND CASE
        WHEN visitor IS NOT NULL THEN counted AND e.at >= since AND (ends IS NULL OR e.at < ends)
        ELSE
          e.at < $until AND $persona IS NULL AND ($device IS NULL OR e.device = $device)
          AND ($simulated OR e.source IS DISTINCT FROM 'simulate') AND ($automated OR e.automated IS NOT TRUE)
      END`,

  // Of several answers to one question of one submission the last counts. A score lies on a scale of whole numbers.
  answers: `
    CREATE TEMP TABLE answers AS
    WITH ranked AS (
      SELECT
        *, data->>'question' AS question,
        row_number() OVER (
          PARTITION BY submission, survey, data->>'question' ORDER BY a.at DESC, tab DESC, seq DESC, id DESC
        ) AS age
      FROM asked a
      WHERE kind = 'answer'
    ),
    read AS (
      SELECT
        r.at, id, type, survey, submission, question, data->>'value' AS value,
        CASE type
          WHEN 'choice' THEN [data->>'value']
          WHEN 'choices' THEN TRY_CAST(data->'value' AS VARCHAR[])
          WHEN 'text' THEN [data->>'value']
        END AS items,
        type = 'text' OR coalesce((data->>'other') = 'true', false) AS is_typed, data->'evidence' AS evidence,
        data->'evidence'->>'stage' AS stage, data->'evidence'->>'step' AS step,
        TRY_CAST(data->>'value' AS DOUBLE) AS given,
        coalesce(TRY_CAST(data->>'min' AS DOUBLE), ${toCase("min")}) AS lowest,
        coalesce(TRY_CAST(data->>'max' AS DOUBLE), ${toCase("max")}) AS highest
      FROM ranked r
      WHERE age = 1
    )
    SELECT
      r.*, s.stage_no, p.step_no,
      -- What was typed is always the last.
      CASE WHEN is_typed THEN items[len(items)] END AS typed,
      CASE WHEN type <> 'text' THEN list_slice(items, 1, len(items) - is_typed::INTEGER) END AS chosen,
      CASE
        WHEN type IN ('nps', 'csat', 'ces') AND given BETWEEN lowest AND highest AND lowest < highest
          AND lowest >= -100 AND highest <= 100
          AND given = floor(given) AND lowest = floor(lowest) AND highest = floor(highest)
        THEN (given - lowest) / (highest - lowest) * 4 - 2
      END AS score
    FROM read r
    JOIN plan s ON s.stage = r.stage AND s.step IS NULL
    LEFT JOIN plan p ON p.stage = r.stage AND p.step = r.step`,
} as const;

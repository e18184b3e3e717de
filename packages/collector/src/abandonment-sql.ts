// The SQL that finds who may have abandoned a stage, and what of them tells whether they have.

/** Who is counted: the same for both statements. */
const COUNTED = `
  ($site IS NULL OR site = $site) AND visitor IS NOT NULL AND test IS NOT TRUE
  AND ($simulated OR source IS DISTINCT FROM 'simulate') AND ($automated OR automated IS NOT TRUE)`;

/**
 * Who last came to a step of a stage that is no goal of it, so long ago that the time may be up; nobody else can have
 * abandoned it. `$stages` is a list of `{ stage, goals, absence }`, `absence` in ms.
 */
const CANDIDATES = `
  SELECT DISTINCT site, visitor
  FROM (
    SELECT site, visitor, e.stage, goals, absence, max(e.at) AS last_at,
      arg_max(step, (e.at, coalesce(tab, ''), coalesce(seq, 0), id)) AS last_step
    FROM entries e
    JOIN (
      SELECT unnest(from_json($stages, '[{"stage":"VARCHAR","goals":["VARCHAR"],"absence":"BIGINT"}]'), recursive := true)
    ) s ON s.stage = e.stage
    WHERE kind = 'touchpoint' AND type IN ('page', 'step', 'goal') AND e.at < $until AND ${COUNTED}
    GROUP BY ALL
  )
  WHERE NOT list_contains(goals, last_step) AND last_at <= $now - absence`;

/** All that `settle` reads, and what the page has told, one visitor after the other; data only where it is looked at. */
export const SIGHTINGS = `
  SELECT
    site, visitor, type, name, e.at, stage, step,
    CASE WHEN type IN ('step', 'dwell', 'exit-intent', 'form-struggle', 'abandon') THEN data ELSE '{}' END AS data
  FROM entries e SEMI JOIN (${CANDIDATES}) USING (site, visitor)
  WHERE step IS NOT NULL AND e.at <= $now AND ${COUNTED} AND (
    type IN ('page', 'step', 'goal', 'click', 'form', 'custom', 'identify', 'dwell', 'exit-intent', 'form-struggle')
    OR type = 'abandon' AND (data->>'state') = 'abandoned'
  )
  ORDER BY site, visitor, e.at, tab, seq, id`;

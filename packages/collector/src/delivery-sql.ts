// The SQL that accounts for what pages sent: their documents number their entries 1, 2, 3 …, so that a hole is a loss.
import { type DeliveryDay, GAP_REASONS } from "@waymark/protocol";
import { TOLERANCE } from "./correct-time.ts";

/** What a gap may name as its reason; whatever else it names is another. */
export const REASONS: readonly (keyof DeliveryDay["explained"])[] = [...GAP_REASONS, "other"];
export const LEVELS: readonly (keyof DeliveryDay["levels"])[] = ["idb", "journal", "memory", "unknown"];

/** Numbers beyond this are nobody's: a page of ours would need days to come this far. */
const MOST_NUMBERS = 1_000_000;
/** Lists that strangers could make long are cut. */
const MOST_ROWS = 10_000;

const KNOWN_REASONS = GAP_REASONS.map((reason) => `'${reason}'`).join(", ");
const NUMBER = String.raw`[1-9]\d{0,6}`;
const sum = (what: string, name: string, filter = "true") =>
  `coalesce(sum(${what}) FILTER (${filter}), 0) AS "${name}"`;

/**
 * A document stands on the day and under the browser of the first that came of it; one that only a gap knows, of that gap.
 * Nothing is expanded: what a gap names is counted as ranges, less what came of them all the same.
 */
export const DELIVERY = `
  WITH numbered AS (
    SELECT site, tab, seq, position, e.at, browser, level, raw_at - mono AS origin
    FROM entries e
    WHERE ($site IS NULL OR site = $site) AND tab IS NOT NULL AND seq BETWEEN 1 AND ${MOST_NUMBERS}
  ),
  arrived AS (
    SELECT
      site, tab, min(n.at) AS since, arg_min(browser, position) AS browser,
      count(*) AS entries, count(DISTINCT seq) AS numbers, max(seq) AS most,
      ${LEVELS.map((level) => `count(*) FILTER (coalesce(level, 'unknown') = '${level}') AS "${level}"`).join(", ")},
      max(origin) - min(origin) > ${TOLERANCE} AS has_jumped
    FROM numbered n
    GROUP BY site, tab
  ),

  -- Wall time and time since the document began go together, unless a clock was set or the device slept.
  jumps AS (
    SELECT site, tab, bool_or(jump < -${TOLERANCE}) AS back, bool_or(jump > ${TOLERANCE}) AS ahead
    FROM (
      SELECT site, tab, origin - lag(origin) OVER (PARTITION BY site, tab ORDER BY seq, position) AS jump
      FROM numbered n SEMI JOIN (FROM arrived WHERE has_jumped) USING (site, tab)
      WHERE origin IS NOT NULL
    )
    GROUP BY site, tab
  ),

  -- Of gaps, which come from outside like all else: what is no range of numbers is passed over.
  told AS (
    SELECT
      site, tab, position, g.at, browser, reason,
      CAST(regexp_extract(range, '^${NUMBER}') AS BIGINT) AS first,
      CAST(regexp_extract(range, '${NUMBER}$') AS BIGINT) AS last
    FROM (
      SELECT * EXCLUDE (entry), entry.key AS tab, unnest(string_split(entry.value, ',')) AS range
      FROM (
        SELECT
          site, position, e.at, browser, CASE WHEN name IN (${KNOWN_REASONS}) THEN name ELSE 'other' END AS reason,
          unnest(map_entries(TRY_CAST(data->'tabs' AS MAP(VARCHAR, VARCHAR)))) AS entry
        FROM entries e
        WHERE kind = 'gap' AND ($site IS NULL OR site = $site)
      )
    ) g
    WHERE length(tab) BETWEEN 1 AND 32 AND regexp_full_match(range, '${NUMBER}(-${NUMBER})?')
  ),
  -- Of ranges that begin together the longest counts; of those that overlap the first, and of the others what is left.
  longest AS (
    SELECT
      site, tab, first, max(last) AS last, arg_max(reason, (last, -position)) AS reason,
      min(t.at) AS since, min(position) AS position, arg_min(browser, position) AS browser
    FROM told t
    WHERE first <= last AND last <= ${MOST_NUMBERS}
    GROUP BY site, tab, first
  ),
  apart AS (
    SELECT * REPLACE (
      greatest(first, 1 + coalesce(max(last) OVER (
        PARTITION BY site, tab ORDER BY first ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
      ), 0)) AS first
    )
    FROM longest
  ),
  -- Of a range as many came as lie between the ranks of the last number up to its end and the last before it.
  ranked AS (
    SELECT site, tab, seq, row_number() OVER (PARTITION BY site, tab ORDER BY seq) AS rank
    FROM (SELECT DISTINCT site, tab, seq FROM numbered SEMI JOIN apart USING (site, tab))
  ),
  given_up AS (
    SELECT a.*, greatest(0, a.last - a.first + 1 - coalesce(upto.rank, 0) + coalesce(before.rank, 0)) AS lost
    FROM apart a
    ASOF LEFT JOIN ranked upto ON a.site = upto.site AND a.tab = upto.tab AND a.last >= upto.seq
    ASOF LEFT JOIN ranked before ON a.site = before.site AND a.tab = before.tab AND a.first > before.seq
  ),
  explained AS (
    SELECT
      site, tab, min(since) AS since, arg_min(browser, position) AS browser, max(last) AS most, sum(lost) AS explained,
      ${REASONS.map((reason) => `sum(lost) FILTER (reason = '${reason}') AS "${reason}"`).join(", ")}
    FROM given_up
    GROUP BY site, tab
  ),

  documents AS (
    SELECT
      coalesce(a.since, x.since) AS since, coalesce(a.browser, x.browser, 'other') AS browser,
      site, tab, a.* EXCLUDE (site, tab, since, browser, most), x.* EXCLUDE (site, tab, since, browser, most),
      o.tab IS NOT NULL AS is_erased,
      greatest(coalesce(a.most, 0), coalesce(x.most, 0)) - coalesce(numbers, 0) AS missing,
      back, ahead
    FROM arrived a FULL JOIN explained x USING (site, tab)
    LEFT JOIN jumps USING (site, tab) LEFT JOIN erased o USING (site, tab)
  ),
  counted AS (
    SELECT
      *, CAST(CAST(make_timestamp(since * 1000) AS DATE) AS VARCHAR) AS day,
      CASE WHEN is_erased THEN 0 ELSE missing END AS missed,
      CASE WHEN is_erased THEN 0 ELSE missing - coalesce(explained, 0) END AS unexplained
    FROM documents
    WHERE since >= $from AND since < $until
  )
  SELECT
    day, browser, count(*) AS documents,
    ${sum("entries", "entries")},
    ${LEVELS.map((level) => sum(`"${level}"`, level)).join(", ")},
    ${sum("entries - numbers", "doubled")},
    ${sum("missed", "missing")},
    ${REASONS.map((reason) => sum(`"${reason}"`, reason, "NOT is_erased")).join(", ")},
    ${sum("unexplained", "unexplained")},
    count(*) FILTER (unexplained > 0) AS incomplete,
    count(*) FILTER (is_erased) AS erased,
    count(*) FILTER (back) AS back,
    count(*) FILTER (ahead) AS ahead
  FROM counted
  GROUP BY day, browser
  ORDER BY day DESC, browser
  LIMIT ${MOST_ROWS}`;

// Every number in the README's prose and tables: taken from the source that decides it, and none left that nobody compared.
import { entrySchema } from "@waymark/protocol/schema";
import { describe, expect, test } from "vitest";
import { codeIn, findTable, readDocument, toProse } from "./read-documents.ts";
import { attributes, budgets, methods, readSource } from "./read-source.ts";

const README = readDocument("README.md");
/** Without tags, targets of links, blocks of code and numbers of lists: what is read as words. */
const wordsOf = (document: string): string =>
  toProse(readDocument(document))
    .replace(/^\d+\. /gm, "")
    .replace(/<[^>]+>/g, "")
    .replace(/\]\([^)]*\)/g, "]")
    .replace(/\s+/g, " ")
    .replace(/ +\|/g, " |");
const prose = wordsOf("README.md");

const UNITS = { s: "second", m: "minute", h: "hour", d: "day" } as const;
/** `"30d"` as `30 days`. */
const inWords = (duration: string): string => {
  const [, count, unit] = /^(\d+)([smhd])$/.exec(duration) ?? [];
  return `${count} ${UNITS[unit as keyof typeof UNITS]}${count === "1" ? "" : "s"}`;
};
const minutes = (count: string) => `${count} minutes`;
const hours = (count: string) => `${count} hours`;
const seconds = (ms: string) => `${Number(ms.replace("_", "")) / 1000} seconds`;
const same = (value: string) => value;
const english = (value: string) => ["none", "one", "two", "three", "four"][Number(value)] ?? value;

/** Source, the place of the value in it, the document's words with `{}` for it, and how it is put there. */
type Fact = readonly [path: string, value: RegExp, says: string, inWords: (value: string) => string];

const SDK = "packages/sdk/src";
const JOURNEY = "packages/journey/src";
const SCALES = "packages/protocol/src/scale.ts";
const SURVEY = "packages/survey/src";
const FACTS: readonly Fact[] = [
  ["package.json", /"node": ">=(\d+)"/, "It takes Node {} or newer", same],
  [`${SDK}/consent.ts`, /MOST_PENDING = (\d+)/, "up to {} observations wait", same],
  [`${SDK}/pipeline/schedule.ts`, /FLUSH_AFTER = (\d+)/, "{} after the first", seconds],
  [`${SDK}/pipeline/schedule.ts`, /FLUSH_COUNT = (\d+)/, "when there are {}", same],
  [
    `${SDK}/identity.ts`,
    /LIFETIME = (\d+) \* 86_400_000/,
    "lives {} and",
    (days) => `${Math.round(+days / 30.4)} months`,
  ],
  [`${JOURNEY}/session.ts`, /MAX_IDLE = (\d+) \* 60_000/, "ends after {} without a touchpoint", minutes],
  [`${JOURNEY}/session.ts`, /MAX_AGE = (\d+) \* 3_600_000/, "or after {}", hours],
  [`${JOURNEY}/follow-stage.ts`, /stage\.stalledAfter, "(\w+)"/, "`stalled` after {} of attention", inWords],
  [`${JOURNEY}/follow-stage.ts`, /toLength\(after, "(\w+)"/, "`abandoned` after {}", inWords],
  [`${JOURNEY}/follow-stage.ts`, /stage\.recoverWithin, "(\w+)"/, "a goal within {} of that", inWords],
  [`${JOURNEY}/friction/rage-click.ts`, /clicks: least = (\d+)/, "`rage-click` is {} clicks within a second", same],
  [`${JOURNEY}/limits.ts`, /quiet\?\.every \?\? "(\w+)"/, "any survey, per visitor | {} |", inWords],
  [`${JOURNEY}/limits.ts`, /quiet\?\.every \?\? "(\w+)"/, "Once in {} and once per session", inWords],
  [`${JOURNEY}/limits.ts`, /quiet\?\.perSession \?\? (\d+)/, "surveys per session | {} |", same],
  [`${JOURNEY}/limits.ts`, /quiet\?\.unanswered \?\? (\d+)/, "surveys without an answer, within a year | {} |", same],
  [`${JOURNEY}/limits.ts`, /survey\?\.max \?\? (\d+)/, "shows of one survey per visitor, ever | {} |", same],
  [`${JOURNEY}/limits.ts`, /answered: "(\w+)"/, "the same survey after an answer | {} |", inWords],
  [`${JOURNEY}/limits.ts`, /dismissed: "(\w+)"/, "… after it was closed | {} |", inWords],
  [`${JOURNEY}/limits.ts`, /dismissed: "(\w+)"/, "that survey stays away for {}", inWords],
  [`${JOURNEY}/limits.ts`, /ignored: "(\w+)"/, "… after it was left standing | {} |", inWords],
  [`${JOURNEY}/limits.ts`, /snoozed: "(\w+)"/, '… after "Not now" | {} |', inWords],
  [`${JOURNEY}/to-device.ts`, /TABLET_FROM = (\d+)/, "a phone under {} pixels", same],
  [`${SDK}/ask/create-explaining.ts`, /MOST = (\d+)/, "the last {} decisions", same],
  [`${SDK}/ask/calm.ts`, /within = (\d+_\d+)/, "None within {}", seconds],
  [
    `${JOURNEY}/to-evidence.ts`,
    /MOST_ENTRIES = (\d+)/,
    "of at most {} entries before it",
    (n) => (n === "10" ? "ten" : n),
  ],
  [`${SURVEY}/start-survey.ts`, /THANKS_FOR = (\d+)/, "go by themselves after {}", seconds],
  [`${SURVEY}/strings.ts`, /privacy: "([^"]+)"/, '"{}"', same],
  [`${SURVEY}/strings.ts`, /notNow: "([^"]+)"/, 'stand "{}" and a cross', same],
  [`${SURVEY}/styles.ts`, /button \{[^}]*min-block-size: (\d+)px/, "targets at least {} px high", same],
  ["tests/browser/survey/contrast.test.ts", /ratio < ([\d.]+)/, "{} : 1 for all text", same],
  ["tests/browser/survey/room.test.ts", /fits (320 by 256)/, "whole at {} pixels, as at 400 % zoom", same],
  ["packages/collector/src/sign-in.ts", /LASTS = (\d+) \* 86_400_000/, "keeps you signed in for {} days", same],
  ["packages/collector/src/map/map-api.ts", /threshold = (\d+)/, 'fewer than {} are told as "< {}"', same],
  ["packages/collector/src/map/read-figures.ts", /WINDOW = (\d+) \* 86_400_000/, "later stage within {} days of", same],
  ["packages/collector/src/map/read-figures.ts", /WINDOW = (\d+) \* 86_400_000/, "and the {} days have passed", same],
  ["packages/collector/src/map/read-figures.ts", /WINDOW = (\d+) \* 86_400_000/, "and the {} days are open", same],
  ["packages/collector/src/map/emotion.ts", /its (95) % interval/, "as −2 to +2, with its {} % interval", same],
  ["packages/collector/src/map/emotion.ts", /FEWEST = (\d+)/, "none under {} answers", same],
  ["tests/run.mjs", /\b(2) when/, "the exit code is {}.", same],
  [SCALES, /nps: \{ min: 0, max: (\d+)/, '0–{}, "Not at all', same],
  [SCALES, /csat: \{ min: 1, max: (\d+)/, '1–{}, "Very', same],
  [SCALES, /ces: \{ min: 1, max: (\d+)/, '1–{}, "Strongly', same],
  [SCALES, /thumbs: \{ min: 0, max: (\d+)/, "0 down, {} up", same],
  [SCALES, /DEFAULT_POINTS = (\d+)/, "default {})", same],
  ["packages/protocol/src/schema/configuration.ts", /\.min\(2\)\.max\((10)\)/, "1 to `points` (2–{},", same],
  [
    `${SURVEY}/turn.ts`,
    /MAX_TEXT = (\d+)/,
    "words, at most {} characters",
    (most) => Number(most).toLocaleString("en"),
  ],
  ["packages/cli/src/check/check-surveys.ts", /MAX_QUESTIONS = (\d)/, "one question at a time, at most {}.", english],
];

const PROTOCOL = "packages/protocol/src/batch.ts";
const COLLECTOR = "packages/collector/src";
const thousands = (value: string) => Number(value.replaceAll("_", "")).toLocaleString("en");
const inSeconds = (ms: string) => `${Number(ms.replaceAll("_", "")) / 1000}`;
const FACTS_OF_PACKAGES: { readonly [document: string]: readonly Fact[] } = {
  "packages/collector/README.md": [
    [PROTOCOL, /MAX_BATCH_BYTES = (\d+) \* 1024/, "{} kB a body", same],
    [PROTOCOL, /MAX_BATCH_ENTRIES = (\d+)/, "{} entries a batch", same],
    [PROTOCOL, /MAX_ENTRY_BYTES = (\d+) \* 1024/, "{} KiB an entry", same],
    [`${COLLECTOR}/read-batch.ts`, /MAX_INFLATED_BYTES = (\d+) \* 1024/, "{} kB inflated", same],
    [`${COLLECTOR}/read-batch.ts`, /MAX_JSON_DEPTH = (\d+)/, "{} levels of JSON", same],
    [`${COLLECTOR}/listen.ts`, /TIMEOUT = ([\d_]+)/, "{} s for a request", inSeconds],
    [`${COLLECTOR}/listen.ts`, /MAX_HEADER_BYTES = (\d+) \* 1024/, "{} kB of headers", same],
    [`${COLLECTOR}/listen.ts`, /MAX_CONNECTIONS = ([\d_]+)/, "{} connections", thousands],
    [`${COLLECTOR}/ingest.ts`, /MAX_PENDING_BYTES = (\d+) \* 1024/, "{} MiB of bodies waiting", same],
    [`${COLLECTOR}/ingest.ts`, /MAX_WAIT = ([\d_]+)/, "up to {} s; beyond it", inSeconds],
    [`${COLLECTOR}/ingest.ts`, /PRESSURE = (0\.5)/, "more than {} of the last", () => "half"],
    [`${COLLECTOR}/read-parameter.ts`, /PERIOD = (\d+) \* 86_400_000/, "began in the last {} days", same],
    [`${COLLECTOR}/correct-time.ts`, /TOLERANCE = ([\d_]+)/, "ran back by more than {} s", inSeconds],
    [
      `${COLLECTOR}/delivery-sql.ts`,
      /MOST_NUMBERS = (1_000_000)/,
      "numbers over {} are passed over",
      () => "a million",
    ],
    [`${COLLECTOR}/read-api.ts`, /DEFAULT_LIMIT = ([\d_]+)/, "({} unless told", thousands],
    [`${COLLECTOR}/read-api.ts`, /MAX_LIMIT = ([\d_]+)/, "at most {})", thousands],
    [`${COLLECTOR}/projection.ts`, /PROJECTION_VERSION = (\d+)/, "read-model-{}.duckdb", same],
  ],
  "packages/sdk/README.md": [
    [
      `${SDK}/identity.ts`,
      /LIFETIME = (\d+) \* 86_400_000/,
      "visitor ({}, not",
      (days) => `${Math.round(+days / 30.4)} months`,
    ],
    [
      `${SDK}/tab-memory.ts`,
      /MOST = (\d+)/,
      "last {} entries of the tab",
      (count) => (count === "20" ? "twenty" : count),
    ],
    [`${SDK}/store.ts`, /`waymark-\$\{site\}-(\d+)`/, "`waymark-<site>-{}`", same],
    [`${SDK}/journal.ts`, /MOST_ROWS = (\d+)/, "at most {} rows", same],
    [`${SDK}/pipeline/sender.ts`, /MOST_ENTRIES = (\d+)/, "At most {} entries", same],
    [`${SDK}/pipeline/deliver.ts`, /KEEPALIVE_BYTES = (\d+) \* 1024/, "and {} KiB", same],
    [`${SDK}/pipeline/compress.ts`, /COMPRESS_FROM = (\d+) \* 1024/, "over {} KiB", same],
    [`${SDK}/pipeline/deliver.ts`, /TIMEOUT = ([\d_]+)/, "after {} s", inSeconds],
    [`${SDK}/pipeline/room.ts`, /MOST_ENTRIES = ([\d_]+)/, "{} entries or", thousands],
    [`${SDK}/pipeline/room.ts`, /MOST_CHARACTERS = (\d+)_000_000/, "{} million characters", same],
    [`${SDK}/pipeline/room.ts`, /priority \? (\d+) :/, "{} days, answers", same],
    [`${SDK}/pipeline/room.ts`, /priority \? \d+ : (\d+)/, "answers {}", same],
    [`${SDK}/dom/cookie.ts`, /MOST_CHARACTERS = (\d+)/, "At most {} characters", thousands],
    [`${SDK}/store.ts`, /WORK_WITHIN = (\d+)/, "answers for {} s", inSeconds],
    [`${SDK}/store.ts`, /PROBE_AFTER = (\d+)_000/, "after {} s and whenever", same],
  ],
  "packages/survey/README.md": [
    [`${SURVEY}/start-survey.ts`, /SHOWN_AFTER = (\d+)/, "seen for {} second", (ms) => (ms === "1000" ? "one" : ms)],
    ["tests/size.mjs", /"waymark\.survey\.js": (\d+)/, "The budget is {} kB", same],
  ],
};

describe.each(Object.entries({ "README.md": FACTS, ...FACTS_OF_PACKAGES }))("%s", (document, facts) => {
  const words = wordsOf(document).concat(readDocument(document).replace(/\s+/g, " "));
  test.each(facts)("%s: %s", (path, value, says, inWords) => {
    const [, found] = value.exec(readSource(path)) ?? [];
    expect(found, `${path} has ${value}`).toBeDefined();
    expect(words).toContain(says.replaceAll("{}", inWords(`${found}`)));
  });
});

test("README.md: no number but these", () => {
  let rest = prose;
  for (const [path, value, says, inWords] of FACTS) {
    const [, found = ""] = value.exec(readSource(path)) ?? [];
    rest = rest.replaceAll(says.replaceAll("{}", inWords(found)), "");
  }
  for (const [file, kB] of budgets) rest = rest.replace(new RegExp(`\`${file}\` \\|[^|]*\\| ${kB} kB`), "");
  rest = rest.replace(/`[^`]*`/g, "");
  expect(rest.match(/.{0,30}\d.{0,30}/g) ?? []).toEqual([]);
});

test("the table of files is the table of budgets", () => {
  const rows = findTable(README, "file", "loaded");
  const expected = budgets.filter(([file]) => file.startsWith("waymark"));
  expect(rows.map(([file, , most]) => [codeIn(`${file}`)[0], most])).toEqual(
    expected.map(([file, kB]) => [file, `${kB} kB`]),
  );
});

test("the table of attributes is what the script reads", () => {
  const rows = findTable(README, "attribute", "is");
  expect(rows.map(([name]) => codeIn(`${name}`)[0]).sort()).toEqual([...attributes].sort());
});

test("the methods are those of the handle", () => {
  const [, list = ""] = /tag as `window\.waymark`: ([^.]+)\./.exec(prose) ?? [];
  expect(codeIn(list).map((code) => code.replace(/\(.*/, ""))).toEqual(methods);
});

test("the table of what is sent is the schema", () => {
  const rows = findTable(README, "kind", "types").map(([kind, types]) => [codeIn(`${kind}`)[0], codeIn(`${types}`)]);
  const sent = entrySchema.options.map(({ shape: { kind, type } }) => [
    kind.value,
    "options" in type ? type.options : [type.value],
  ]);
  expect(Object.fromEntries(rows)).toEqual(Object.fromEntries(sent));
});

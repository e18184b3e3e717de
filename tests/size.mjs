// `npm run size`: what the built files weigh beside what they may weigh. Exits with 1 when one is over its budget or missing.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

/** gzip -9, in kB of 1,000 bytes; of the languages and the formats each. */
const BUDGETS = {
  "waymark.js": 10.3,
  "waymark.plan.js": 5.8,
  "waymark.signals.js": 5.8,
  "waymark.js and waymark.signals.js": 16,
  "waymark.forms.js": 4.1,
  "waymark.ask.js": 7.3,
  "waymark.idle.js": 6.4,
  "waymark.survey.js": 12,
  "waymark.button.js": 3.9,
  "waymark.languages.js": 1.2,
  "waymark.survey.*.js": 1,
  "waymark.formats.js": 3.1,
  "waymark.format.*.js": 1.2,
  "waymark.all.js": 46.6,
  "map.js and map.css": 40,
};

const urlOf = (path) => new URL(`../packages/${path}`, import.meta.url);
const LANGUAGES = readdirSync(urlOf("survey/src/languages")).map((file) => file.replace(".ts", ""));
const pathsOf = (name) => name.split(" and ").map((file) => urlOf(`${file[0] === "m" ? "map" : "sdk"}/dist/${file}`));
const CATALOGUE = readFileSync(urlOf("formats/src/catalogue.ts"), "utf8");
const FORMATS = [...CATALOGUE.matchAll(/direct\(\s*(\w+),/g)].map(([, name]) => name);
/** The largest of the languages stands for all, and so does that of the formats. */
const weigh = (name) => {
  const each = name.includes("format") ? FORMATS : LANGUAGES;
  const sizes = each.map((one) => toRow(name, pathsOf(name.replace("*", one))));
  return sizes.sort((a, b) => b[2] - a[2])[0];
};
const sum = (numbers) => numbers.reduce((total, each) => total + each, 0);

const toRow = (name, paths) => {
  const budget = BUDGETS[name];
  if (!paths.every((path) => existsSync(path))) return [name, "–", Number.POSITIVE_INFINITY, budget, "missing"];
  const contents = paths.map((path) => readFileSync(path));
  const gzip = sum(contents.map((content) => gzipSync(content, { level: 9 }).length));
  return [name, sum(contents.map(({ length }) => length)), gzip, budget, gzip > budget * 1000 ? "over" : "ok"];
};
const rows = Object.keys(BUDGETS).map((name) => (name.includes("*") ? weigh(name) : toRow(name, pathsOf(name))));

for (const [name, ...cells] of [["", "bytes", "gzip -9", "kB max", ""], ...rows]) {
  const verdict = cells.pop();
  console.log([name.padEnd(33), ...cells.map((cell) => String(cell).padStart(9)), verdict].join("  ").trimEnd());
}
const isMissing = rows.some((row) => row.includes("missing"));
if (isMissing) console.error("Something is not built yet: run `npm run build` first.");
process.exitCode = isMissing || rows.some((row) => row.includes("over")) ? 1 : 0;

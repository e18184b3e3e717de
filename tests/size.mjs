// `npm run size`: what the built files weigh beside what they may weigh. Exits with 1 when one is over its budget or missing.
import { existsSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

/** gzip -9, in kB of 1,000 bytes. */
const BUDGETS = {
  "waymark.js": 10.3,
  "waymark.plan.js": 5.2,
  "waymark.signals.js": 5.7,
  "waymark.js and waymark.signals.js": 16,
  "waymark.forms.js": 4.1,
  "waymark.ask.js": 5.9,
  "waymark.idle.js": 6.3,
  "waymark.survey.js": 10,
  "waymark.all.js": 42,
  "map.js and map.css": 40,
};

const pathsOf = (name) =>
  name
    .split(" and ")
    .map((file) => new URL(`../packages/${file[0] === "m" ? "map" : "sdk"}/dist/${file}`, import.meta.url));
const sum = (numbers) => numbers.reduce((total, each) => total + each, 0);

const rows = Object.entries(BUDGETS).map(([name, budget]) => {
  const paths = pathsOf(name);
  if (!paths.every((path) => existsSync(path))) return [name, "–", "–", budget, "missing"];
  const contents = paths.map((path) => readFileSync(path));
  const gzip = sum(contents.map((content) => gzipSync(content, { level: 9 }).length));
  return [name, sum(contents.map(({ length }) => length)), gzip, budget, gzip > budget * 1000 ? "over" : "ok"];
});

for (const [name, ...cells] of [["", "bytes", "gzip -9", "kB max", ""], ...rows]) {
  const verdict = cells.pop();
  console.log([name.padEnd(33), ...cells.map((cell) => String(cell).padStart(9)), verdict].join("  ").trimEnd());
}
const isMissing = rows.some((row) => row.includes("missing"));
if (isMissing) console.error("Something is not built yet: run `npm run build` first.");
process.exitCode = isMissing || rows.some((row) => row.includes("over")) ? 1 : 0;

// `npm run size`: what the built files weigh beside what they may weigh. Exits with 1 when one is over its budget or missing.
import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

/** gzip -9, in kB of 1,000 bytes. */
const BUDGETS = {
  "waymark.js": 8,
  "waymark.plan.js": 3.5,
  "waymark.signals.js": 4,
  "waymark.vitals.js": 3.5,
  "waymark.survey.js": 10,
  "waymark.all.js": 30,
};

const folder = new URL("../packages/sdk/dist/", import.meta.url);

const listBuilt = () => {
  try {
    return readdirSync(folder).filter((name) => name.endsWith(".js"));
  } catch {
    return [];
  }
};

const weigh = (name, isBuilt) => {
  const budget = BUDGETS[name];
  if (!isBuilt) return { name, raw: "–", gzip: "–", budget, verdict: "missing" };
  const content = readFileSync(new URL(name, folder));
  const gzip = gzipSync(content, { level: 9 }).length;
  const verdict = budget === undefined ? "" : gzip > budget * 1000 ? "over" : "ok";
  return { name, raw: content.length, gzip, budget: budget ?? "–", verdict };
};

const built = listBuilt();
const names = [...new Set([...Object.keys(BUDGETS), ...built])];
const rows = names.map((name) => weigh(name, built.includes(name)));
for (const { name, raw, gzip, budget, verdict } of [
  { name: "packages/sdk/dist", raw: "bytes", gzip: "gzip -9", budget: "kB max", verdict: "" },
  ...rows,
]) {
  const columns = [name.padEnd(20), ...[raw, gzip, budget].map((cell) => String(cell).padStart(9)), verdict];
  console.log(columns.join("  ").trimEnd());
}

const bad = rows.filter(({ verdict }) => verdict === "over" || verdict === "missing");
if (built.length === 0) console.error("Nothing is built yet: run `npm run build` first.");
process.exitCode = bad.length > 0 ? 1 : 0;

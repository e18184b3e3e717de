// `npm run soak`: all faults of delivery by chance; the exit code is 1 when anything is lost, doubled or not explained.
import { spawnSync } from "node:child_process";
import { randomInt } from "node:crypto";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: `${randomInt(2 ** 32)}` },
    entries: { type: "string", default: "10000" },
    engine: { type: "string", default: "chromium" },
  },
});
const { seed, entries, engine } = values;
if (!/^\d+$/.test(seed) || !/^\d+$/.test(entries) || !["chromium", "firefox"].includes(engine)) {
  console.error("npm run soak -- [--seed <number>] [--entries <number>] [--engine chromium|firefox]");
  process.exit(1);
}

const TEST = "tests/browser/delivery/soak.full.test.ts";
const command = `npx vitest run --project full ${TEST} --testNamePattern ${engine} --disable-console-intercept`;
const { status } = spawnSync(command, {
  cwd: fileURLToPath(new URL("../..", import.meta.url)),
  env: { ...process.env, WAYMARK_ENGINES: "all", WAYMARK_SOAK_SEED: seed, WAYMARK_SOAK_ENTRIES: entries },
  shell: true,
  stdio: "inherit",
});
process.exitCode = status ? 1 : 0;

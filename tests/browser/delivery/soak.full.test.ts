// A longer soak; `npm run soak` tells its seed and size by the environment.
import { randomInt } from "node:crypto";
import { test } from "vitest";
import { soak } from "../../soak/soak.ts";
import { describeScenario } from "./describe-scenario.ts";

const { WAYMARK_SOAK_SEED, WAYMARK_SOAK_ENTRIES } = process.env;
const entries = Number(WAYMARK_SOAK_ENTRIES ?? 1000);
/** Far more than it takes, ms: what hangs must end. */
const timeout = 300_000 + entries * 200;

describeScenario(37, (engine) => {
  test("nothing is lost and nothing counts twice, whatever comes", { timeout }, async () => {
    const seed = Number(WAYMARK_SOAK_SEED ?? randomInt(2 ** 32));
    console.log(`A soak in ${engine}: --seed ${seed} --entries ${entries}`);
    // The acts are told where somebody has asked for them; a failure tells the last ones in any case.
    await soak(engine, { seed, entries, ...(WAYMARK_SOAK_SEED && { onLine: console.log }) });
  });
});

// A short soak for every change. Its seed is drawn anew each time and told, so that it can be repeated.
import { randomInt } from "node:crypto";
import { test } from "vitest";
import { soak } from "../../soak/soak.ts";
import { describeScenario } from "./describe-scenario.ts";

const ENTRIES = 300;

describeScenario(37, (engine) => {
  test("nothing is lost and nothing counts twice, in a few dozen acts", { timeout: 300_000 }, async () => {
    const seed = randomInt(2 ** 32);
    console.log(`A soak in ${engine}: --seed ${seed} --entries ${ENTRIES}`);
    await soak(engine, { seed, entries: ENTRIES });
  });
});

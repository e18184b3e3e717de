// All faults of delivery by chance, on one visitor's browser: nothing may be lost, nothing count twice. The seed decides all.
import { expect, onTestFinished } from "vitest";
import { hurry, toScript } from "../browser/delivery/before.ts";
import { expectWhole, type Whole } from "../browser/delivery/expect-whole.ts";
import { openLab } from "../browser/delivery/lab.ts";
import { launchCollector } from "../browser/harness/collector.ts";
import type { Engine } from "../browser/harness/driver.ts";
import { flush } from "../browser/harness/in-page.ts";
import { toAccount } from "./account.ts";
import { actsOf } from "./acts.ts";
import { FACTOR } from "./factor.ts";
import { toTurn } from "./turn.ts";
import { connect, createVisit, openTabs, wake } from "./visit.ts";
import { createWorld } from "./world.ts";

export interface SoakOptions {
  /** A whole number below 2^32. */
  readonly seed: number;
  /** Touchpoints to tell. */
  readonly entries: number;
  /** Hears of every act, and at the end what there is. */
  readonly onLine?: (line: string) => void;
}

const LAST_ACTS = 25;

const noteReturns = toScript(() => {
  addEventListener("pageshow", ({ persisted }) => {
    (window as { isRestored?: boolean }).isRestored = persisted;
  });
});

const openSoak = async (engine: Engine, seed: number) => {
  const collector = await launchCollector(["--quiet"]);
  onTestFinished(collector.stop);
  const lab = await openLab(engine, {
    collector,
    before: [hurry(FACTOR), noteReturns],
    attributes: { "data-query": "document" },
  });
  const visit = createVisit(lab);
  await openTabs(visit);
  return { lab, visit, world: createWorld(visit, seed) };
};

/** Nothing holds anything back any more, and all that waits arrives. */
const recover = async ({ lab, visit, world }: Awaited<ReturnType<typeof openSoak>>): Promise<Whole> => {
  await world.recover();
  for (const open of visit.tabs) {
    await wake(open);
    await connect(open);
    await flush(open.tab);
  }
  return expectWhole(lab, {
    tab: await lab.driver().openTab(),
    isBackoffOver: true,
    // They are explained by the account.
    mayHaveHoles: true,
    // Each document may say once that it doesn't believe a wrong key or a captive portal.
    mayTell: Array.from({ length: visit.documents }, () => /answered (200|401) without a receipt/),
  });
};

/** @throws Error that tells the seed and the last acts, when anything is lost, doubled or not explained */
export const soak = async (engine: Engine, { seed, entries, onLine = () => {} }: SoakOptions): Promise<void> => {
  const began = performance.now();
  const log: string[] = [];
  const seconds = () => (performance.now() - began) / 1000;
  const write = (line: string) => {
    log.push(`${seconds().toFixed(1).padStart(6)} s  ${line}`);
    onLine(log.at(-1) ?? "");
  };
  try {
    const all = await openSoak(engine, seed);
    const { lab, visit, world } = all;
    let number = 0;
    while (lab.told.size < entries) {
      const turn = toTurn(visit, world, seed, ++number);
      for (const line of await world.turn(number, turn.random)) write(`#${number} ${line}`);
      await wake(turn.open);
      write(`#${number} ${await turn.random.of(actsOf(engine)).run(turn)}`);
    }
    const { lines, violations } = toAccount(visit, await recover(all));
    const own = [
      ["collector killed", `${world.kills()} times`],
      ["took", `${seconds().toFixed()} s, ${number} acts`],
    ];
    for (const [name, value] of [...lines, ...own]) onLine(`${`${name}`.padStart(16)}  ${value}`);
    expect(violations).toEqual([]);
  } catch (cause) {
    const last = log.slice(-LAST_ACTS).join("\n");
    throw new Error(`A soak of ${entries} entries in ${engine} with seed ${seed} failed. Its last acts:\n${last}`, {
      cause,
    });
  }
};

// A collector that forwards, killed again and again while it does, to targets that fail by chance.
import { randomUUID } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { onTestFinished } from "vitest";
import type { Counts } from "../../../packages/collector/src/forward/cursor.ts";
import { launchCollector } from "../../browser/harness/collector.ts";
import { eventually } from "../../browser/harness/eventually.ts";
import { answer, batch, touchpoint } from "../fixtures.ts";
import { createRandom, fromUmami, fromWebhook, startTarget, type TargetDouble } from "./target-double.ts";

export interface Outcome {
  readonly counts: Counts;
  /** Entries that the collector has acknowledged, and the target never stored. */
  readonly missing: readonly string[];
  /** How often an entry was stored again. */
  readonly doubled: number;
}

const ENTRIES = 40;

/** Outcomes by the target's name; all of `seed`. */
export const killForwarder = async (kills: number, seed: number): Promise<ReadonlyMap<string, Outcome>> => {
  const random = createRandom(seed);
  const [hook, exact, doubling] = [
    await startTarget(fromWebhook),
    await startTarget(fromUmami),
    await startTarget(fromUmami),
  ];
  const doubles = new Map<string, TargetDouble>([
    ["hook", hook],
    ["exact", exact],
    ["doubling", doubling],
  ]);
  for (const double of doubles.values()) double.fate = random;
  const folder = await mkdtemp(join(tmpdir(), "waymark-forward-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, "targets.json");
  const common = { format: "umami", key: "k3y", from: "start" };
  await writeFile(
    file,
    JSON.stringify([
      { name: "hook", format: "webhook", url: hook.url, from: "start" },
      { ...common, name: "exact", url: exact.url },
      { ...common, name: "doubling", url: doubling.url, unknown: "repeat" },
    ]),
  );
  const collector = await launchCollector(["--forward", file]);
  onTestFinished(collector.stop);

  const acknowledged: string[] = [];
  const send = async () => {
    const session = randomUUID();
    const entries = Array.from({ length: ENTRIES }, (_, n) =>
      n % 10 ? touchpoint({ type: "click", seq: n + 1 }) : answer({ seq: n + 1 }),
    );
    const body = JSON.stringify(batch(entries, { session, visitor: session }));
    const response = await fetch(`${collector.url}/ingest`, { method: "POST", body });
    if (response.ok) acknowledged.push(...entries.map(({ id }) => id));
  };
  for (let n = 0; n < kills; n++) {
    await Promise.all([send(), send(), send()]);
    // Anywhere from before the first request to among those of a later one: what is random here is what is tested.
    await setTimeout(random() * 300);
    await collector.kill9();
    await collector.restart();
  }
  for (const double of doubles.values()) double.fate = undefined;
  const read = async (name: string) =>
    JSON.parse(await readFile(join(collector.data, "forward", `${name}.json`), "utf8"));
  await eventually(
    "all targets have caught up",
    async () => {
      const positions = await Promise.all([...doubles.keys()].map(read));
      return positions.every(({ offset }) => offset >= acknowledged.length);
    },
    { timeout: 120_000 },
  );
  const toOutcome = async ([name, { stored }]: readonly [string, TargetDouble]): Promise<
    readonly [string, Outcome]
  > => {
    const { counts } = await read(name);
    const missing = acknowledged.filter((id) => !stored.has(id));
    const doubled = [...stored.values()].reduce((sum, times) => sum + times - 1, 0);
    return [name, { counts, missing, doubled }];
  };
  return new Map(await Promise.all([...doubles].map(toOutcome)));
};

// Every entry of the journal reaches every target, in order and once, whatever the target does and however often it stops.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import * as formats from "@waymark/formats";
import { expect, onTestFinished, test, vi } from "vitest";
import type { Counts } from "../../../packages/collector/src/forward/cursor.ts";
import type { ForwardTarget } from "../../../packages/collector/src/forward/read-targets.ts";
import { startForwarding } from "../../../packages/collector/src/forward/start-forwarding.ts";
import { openSegmentJournal } from "../../../packages/collector/src/segment-journal.ts";
import { answer, makeFolder, touchpoint } from "../fixtures.ts";
import { createRandom, fromUmami, fromWebhook, startTarget } from "./target-double.ts";

const visitors = ["0199c1f0-0000-7000-8000-000000000001", "0199c1f0-0000-7000-8000-000000000002"];
const toLine = (entry: object, n: number): string =>
  JSON.stringify({
    ...entry,
    site: "shop",
    sdk: "0.1.0",
    visitor: visitors[n % 2],
    session: visitors[n % 2],
    received: Date.now(),
    rawAt: Date.now(),
    browser: {},
  });
const make = (count: number) =>
  Array.from({ length: count }, (_, n) => (n % 10 ? touchpoint({ type: "click", seq: n }) : answer({ seq: n })));

const open = async () => {
  const data = await makeFolder();
  const journal = await openSegmentJournal(data);
  onTestFinished(() => journal.close());
  const told: string[] = [];
  const start = async (...targets: readonly ForwardTarget[]) => {
    const stop = await startForwarding({ data, journal, targets, pause: 2, report: (what) => told.push(what) });
    onTestFinished(stop);
    return stop;
  };
  const position = async (name: string): Promise<{ offset: number; counts: Counts }> =>
    JSON.parse(await readFile(join(data, "forward", `${name}.json`), "utf8"));
  const settled = (name: string, offset: number) =>
    vi.waitFor(async () => expect((await position(name)).offset).toBe(offset), { timeout: 20_000, interval: 20 });
  return { journal, told, start, position, settled };
};
const toTarget = (over: Partial<ForwardTarget> & Pick<ForwardTarget, "url">): ForwardTarget => ({
  name: "hook",
  format: formats.webhook,
  from: "start",
  unknown: "drop",
  ...over,
});

test("what is in the journal and what comes arrives, in each visitor's order", async () => {
  const { journal, start, settled, position } = await open();
  const target = await startTarget(fromWebhook);
  const entries = make(1200);
  const lines = entries.map(toLine);
  await journal.append(lines.slice(0, 700));
  await start(toTarget({ url: target.url }));
  await journal.append(lines.slice(700));
  await settled("hook", 1200);
  const arrived = [...target.stored.keys()];
  for (const parity of [0, 1]) {
    const own = entries.filter((_, n) => n % 2 === parity).map(({ id }) => id);
    expect(arrived.filter((id) => own.includes(id))).toEqual(own);
  }
  expect((await position("hook")).counts).toEqual({ sent: 1200, refused: 0, repeated: 0, dropped: 0 });
});

test("a line that was erased, or torn by a crash, holds nothing up", async () => {
  const { journal, start, settled, position } = await open();
  const target = await startTarget(fromWebhook);
  const [first, last] = [touchpoint({ seq: 1 }), touchpoint({ seq: 2 })];
  await journal.append([toLine(first, 0), "", '{"id":"torn', toLine(last, 0)]);
  await start(toTarget({ url: target.url }));
  await settled("hook", 4);
  expect([...target.stored.keys()]).toEqual([first.id, last.id]);
  expect((await position("hook")).counts).toMatchObject({ sent: 2, refused: 0 });
});

test("a target that was down catches up without holding up the others", async () => {
  const { journal, start, settled } = await open();
  const [up, down] = [await startTarget(fromWebhook), await startTarget(fromWebhook)];
  down.fate = () => 0;
  await start(toTarget({ url: up.url }), toTarget({ name: "down", url: down.url }));
  await journal.append(make(300).map(toLine));
  await settled("hook", 300);
  expect([up.stored.size, down.stored.size]).toEqual([300, 0]);
  down.fate = undefined;
  await settled("down", 300);
  expect([...down.stored.keys()]).toEqual([...up.stored.keys()]);
});

test("a new target begins with what comes from now on, unless it is told to begin at the start", async () => {
  const { journal, start, settled } = await open();
  const [now, all] = [await startTarget(fromWebhook), await startTarget(fromWebhook)];
  await journal.append(make(5).map(toLine));
  await start(toTarget({ name: "now", from: "now", url: now.url }), toTarget({ name: "all", url: all.url }));
  await journal.append(make(3).map(toLine));
  await Promise.all([settled("now", 8), settled("all", 8)]);
  expect([now.stored.size, all.stored.size]).toEqual([3, 8]);
});

test("what was simulated goes nowhere", async () => {
  const { journal, start, settled } = await open();
  const target = await startTarget(fromWebhook);
  await start(toTarget({ url: target.url }));
  await journal.append(make(4).map((entry, n) => toLine(n ? entry : { ...entry, source: "simulate" }, 0)));
  await settled("hook", 4);
  expect(target.stored.size).toBe(3);
});

test("an entry that the target refuses is found by halves, told, and holds nothing up", async () => {
  const { journal, start, settled, told, position } = await open();
  const entries = make(64);
  const poison = `${entries[37]?.id}`;
  const target = await startTarget(fromWebhook);
  target.poison = poison;
  await start(toTarget({ url: target.url }));
  await journal.append(entries.map(toLine));
  await settled("hook", 64);
  expect((await position("hook")).counts).toMatchObject({ sent: 63, refused: 1 });
  expect([target.stored.size, target.stored.has(poison)]).toEqual([63, false]);
  expect(told.join()).toContain(`refused ${poison}: the target answered 400`);
  expect(target.requests()).toBeLessThan(2 * Math.log2(64) + 4);
});

const COUNT = 400;

/** Stops and starts again while the target fails by chance; then lets it take the rest. */
const torment = async (
  target: Omit<ForwardTarget, "url">,
  toIds: (body: string) => readonly string[],
  seed: number,
) => {
  const { journal, start, settled, position } = await open();
  const random = createRandom(seed);
  const double = await startTarget(toIds);
  // The first is stored and never answered, so that something is doubled or dropped whatever comes by chance.
  double.fate = () => (double.requests() === 1 ? 0.35 : random());
  const each = { ...target, url: double.url };
  const entries = make(COUNT);
  for (let n = 0; n < COUNT; n += 50) {
    const stop = await start(each);
    const before = double.requests();
    await journal.append(entries.slice(n, n + 50).map(toLine));
    await vi.waitFor(() => expect(double.requests()).toBeGreaterThan(before + 1 + Math.floor(random() * 3)), {
      interval: 5,
      timeout: 20_000,
    });
    await stop();
  }
  double.fate = undefined;
  await start(each);
  await settled(target.name, COUNT);
  const { counts } = await position(target.name);
  const missing = entries.filter(({ id }) => !double.stored.has(id));
  const doubled = [...double.stored.values()].reduce((sum, times) => sum + times - 1, 0);
  return { counts, missing, doubled, arrived: double.stored.size };
};

test.each([1, 2, 3])("into a target that keeps an id once nothing is missing (seed %i)", async (seed) => {
  const { counts, missing, arrived } = await torment(toTarget({ url: "" }), fromWebhook, seed);
  expect([missing, arrived]).toEqual([[], COUNT]);
  expect(counts).toMatchObject({ sent: COUNT, dropped: 0 });
});

test.each([1, 2, 3])(
  "one that can't tell doubles gets none of touchpoints; what is missing is counted (seed %i)",
  async (seed) => {
    const { counts, missing, doubled } = await torment(toTarget({ url: "", format: formats.umami }), fromUmami, seed);
    expect(missing.every(({ kind }) => kind !== "answer")).toBe(true);
    expect(missing.length).toBeLessThanOrEqual(counts.dropped);
    expect(doubled).toBeLessThanOrEqual(counts.repeated);
    expect(counts.dropped).toBeGreaterThan(0);
    expect(counts.sent + counts.dropped).toBe(COUNT);
  },
);

test.each([1, 2, 3])(
  "where doubles are preferred nothing is missing, and doubles are counted (seed %i)",
  async (seed) => {
    const target = toTarget({ url: "", format: formats.umami, unknown: "repeat" });
    const { counts, missing, doubled } = await torment(target, fromUmami, seed);
    expect(missing).toEqual([]);
    expect(doubled).toBeGreaterThan(0);
    expect(doubled).toBeLessThanOrEqual(counts.repeated);
  },
);

import { readdir, readlink } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openReadModel, type ReadModel } from "../../packages/collector/src/read-model.ts";
import { toCustomer } from "../../packages/collector/src/to-customer.ts";
import { makeFolder } from "./fixtures.ts";
import { DAY, toAnswer, toForget, toTouchpoint, VISITOR } from "./journal-lines.ts";

const openNew = async (): Promise<ReadModel> => {
  const readModel = await openReadModel(join(await makeFolder(), "read-model.duckdb"));
  onTestFinished(readModel.close);
  return readModel;
};

/** Files of databases that this process has open. */
const listOpenFiles = async (): Promise<readonly string[]> => {
  const links = await readdir("/proc/self/fd");
  const files = await Promise.all(links.map((link) => readlink(`/proc/self/fd/${link}`).catch(() => "")));
  return files.filter((file) => file.includes(".duckdb"));
};

const toRun = (from: number, ...entries: readonly object[]) => ({
  from,
  lines: entries.map((entry) => JSON.stringify(entry)),
});
const read = async ({ query }: ReadModel, column: string) =>
  (await query(`SELECT ${column} AS found FROM entries ORDER BY position`)).map(({ found }) => found);

test.each(["before_truncate", "before_header"])(
  "what the database does not survive (%s) it is opened anew after, and nothing is missing or twice",
  async (where) => {
    const readModel = await openNew();
    const [first, second, third] = [toTouchpoint(0), toTouchpoint(0), toTouchpoint(0)];
    await readModel.apply(toRun(0, first));
    // Its next checkpoint fails as it does on a full disk.
    await readModel.query("SET GLOBAL wal_autocheckpoint = '1KB'");
    await readModel.query(`SET GLOBAL debug_checkpoint_abort = '${where}'`);
    await expect(readModel.apply(toRun(1, second))).rejects.toThrow("FATAL");
    await expect(readModel.query("FROM entries")).rejects.toThrow("opened again");
    // As the projector does it: from where the model says it is, and by now there is more.
    await readModel.apply(toRun(readModel.applied(), ...[first, second, third].slice(readModel.applied())));
    expect(readModel.applied()).toBe(3);
    expect(await read(readModel, "id::VARCHAR")).toEqual([first.id, second.id, third.id]);
  },
);

test("an erased line is none, and counts in every offset", async () => {
  const readModel = await openNew();
  await readModel.apply({ from: 0, lines: ["", JSON.stringify(toTouchpoint(0)), ""] });
  expect([readModel.applied(), await read(readModel, "position")]).toEqual([3, [2]]);
});

test("what is past its term goes: entries as a whole, of answers the typed text", async () => {
  const readModel = await openNew();
  await readModel.apply(
    toRun(
      0,
      toTouchpoint(400, { tab: "old" }),
      toTouchpoint(397, { tab: "both" }),
      toTouchpoint(390, { tab: "both", seq: 2 }),
      toAnswer(370, { value: "typed" }),
      toAnswer(370, { value: ["Too dear", "own words"], other: true }, { type: "choices" }),
      toAnswer(370, { value: "own words", other: true }, { type: "choice" }),
      toAnswer(370, { value: "Too dear" }, { type: "choice" }),
      toAnswer(370, { value: ["Too dear"] }, { type: "choices" }),
      toAnswer(370, { value: 9 }, { type: "nps" }),
      toAnswer(360, { value: "younger" }),
    ),
  );
  const terms = { entriesBefore: Date.now() - 396 * DAY, textBefore: Date.now() - 365 * DAY };
  for (let time = 0; time < 2; time += 1) {
    await readModel.retain(terms);
    expect(await read(readModel, "position")).toEqual([3, 4, 5, 6, 7, 8, 9, 10]);
    expect((await read(readModel, "CAST(data->'value' AS VARCHAR)")).slice(1)).toEqual([
      '""',
      '["Too dear",""]',
      '""',
      '"Too dear"',
      '["Too dear"]',
      "9",
      '"younger"',
    ]);
  }
  // A document of which a part is left has not lost the rest.
  expect(await readModel.query("SELECT tab FROM erased")).toEqual([{ tab: "both" }]);
});

test("who was forgotten is told with the place of the first line that says so", async () => {
  const readModel = await openNew();
  await readModel.apply(toRun(0, toTouchpoint(0), toForget(0), toForget(0)));
  await readModel.apply(toRun(3, toForget(0), toForget(0, { site: "blog" })));
  expect((await readModel.forgotten()).toSorted((a, b) => a.position - b.position)).toEqual([
    { site: "shop", visitor: VISITOR, position: 2 },
    { site: "blog", visitor: VISITOR, position: 5 },
  ]);
});

test("a customer who turned out to be a forgotten visitor is told too, from where both was known", async () => {
  const key = "b5d4045c3f466fa91fe2cc6abe79232a1a57cdf104f7a26e716e0a1e2789df78";
  const readModel = await openNew();
  const identify = { type: "identify", name: "traits", data: { key } };
  await readModel.apply(toRun(0, toTouchpoint(0, identify), toForget(0), toForget(0, { site: "blog" })));
  await readModel.apply(toRun(3, toTouchpoint(0, { ...identify, site: "blog" }), toTouchpoint(0)));
  const told = (await readModel.forgotten()).filter(({ visitor }) => visitor !== VISITOR);
  expect(told.toSorted((a, b) => a.position - b.position)).toEqual([
    { site: "shop", visitor: toCustomer("shop", key), position: 2 },
    { site: "blog", visitor: toCustomer("blog", key), position: 4 },
  ]);
});

/** A model of more rows than are read at once, and a stream of them that has begun. */
const openStreaming = async () => {
  const readModel = await openNew();
  await readModel.apply(toRun(0, toTouchpoint(0)));
  const rows = readModel.stream((query) => query("SELECT e.id, range FROM entries e, range(1000000)"));
  const stream = rows[Symbol.asyncIterator]();
  expect((await stream.next()).value).toHaveLength(2048);
  return { readModel, stream };
};

test.each(["nobody asks on", "somebody waits for more"])(
  "closing ends a stream when %s, and lets go of the file; the stream does not look whole",
  async (who) => {
    const { readModel, stream } = await openStreaming();
    const waiting = who === "nobody asks on" ? undefined : expect(stream.next()).rejects.toThrow("closed");
    await readModel.close();
    await waiting;
    expect(await listOpenFiles()).toEqual([]);
    if (!waiting) await expect(stream.next()).rejects.toThrow("closed");
    await expect(readModel.query("FROM entries")).rejects.toThrow("closed");
  },
);

test("what is opened anew does not wait for who takes their time over a stream", async () => {
  const { readModel, stream } = await openStreaming();
  await readModel.query("SET GLOBAL debug_checkpoint_abort = 'before_truncate'");
  // Of itself it puts off a checkpoint until nobody reads.
  await expect(readModel.query("COMMIT; CHECKPOINT")).rejects.toThrow("FATAL");
  await expect(readModel.apply(toRun(1, toTouchpoint(0)))).rejects.toThrow("FATAL");
  expect(await listOpenFiles()).toEqual([]);
  await expect(stream.next()).rejects.toThrow("closed");
  await readModel.apply(toRun(readModel.applied(), toTouchpoint(0)));
  expect(await readModel.query("SELECT count(*) AS found FROM entries")).toEqual([{ found: 2 }]);
});

test("a stream that is left early is let go of", async () => {
  const { readModel, stream } = await openStreaming();
  await stream.return?.();
  await readModel.close();
  expect(await listOpenFiles()).toEqual([]);
});

// `waymark replay` as it is called: what it reads, prints and exits with.
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { run } from "../../../packages/cli/src/run.ts";
import { PLAN, play, TO_PAYMENT, toPlan } from "./fixtures.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "waymark-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
});

const write = async (name: string, value: unknown): Promise<string> => {
  const file = join(folder, name);
  await writeFile(file, typeof value === "string" ? value : JSON.stringify(value));
  return file;
};

const replay = async (...args: string[]) => {
  const [out, err]: [string[], string[]] = [[], []];
  const terminal = {
    out: (line: string) => void out.push(line),
    err: (line: string) => void err.push(line),
    signal: new AbortController().signal,
  };
  const code = await run(["replay", ...args], terminal);
  return { code, out: out.join("\n"), err: err.join("\n") };
};

const RAGE = { after: "5s", friction: "rage-click", name: "pay" };
const LEAVES = { name: "leaves", entries: [...TO_PAYMENT, { after: "20s", page: "/delivery" }] };
const asks = (ask: string, more: object = {}) => ({ expect: [{ ask, ...more }] });

/** Entries of a journey as lines of the collector's journal. */
const toLines = (visitor: string, entries: Parameters<typeof play>[0]): string =>
  play(entries, { visitor })
    .told.map(({ session, entry }) => {
      const id = entry.id.replace(/^......../, visitor.padStart(8, "0"));
      return JSON.stringify({ ...entry, id, site: "shop", visitor, session, rawAt: entry.at, received: entry.at });
    })
    .join("\n");

test("a journey that comes out as expected", async () => {
  const plan = await write("waymark.json", PLAN);
  const journey = await write("journey.json", {
    ...LEAVES,
    ...asks("why-leave", { trigger: "leaving", at: "checkout/payment" }),
  });
  const { code, out, err } = await replay(plan, journey);
  expect([code, err]).toEqual([0, ""]);
  expect(out.split("\n")).toEqual([
    "1 journey, 1 visit, 0 bounces, 13 entries: 1 survey asked",
    "",
    "trigger      pulled  asked  not asked",
    "dead-button  0       0",
    "leaving      1       1",
    "",
    "when                  journey  survey     trigger  because of",
    "2026-01-01 12:01:12Z  leaves   why-leave  leaving  abandon checkout (leaving) at checkout/payment",
    "",
    "1 of 1 journey as expected",
  ]);
});

test.each([
  ["another survey", asks("pay-trouble")],
  ["another trigger", asks("why-leave", { trigger: "dead-button" })],
  ["another place", asks("why-leave", { at: "checkout/cart" })],
  ["nothing", { expect: [] }],
  ["more", { expect: [{ ask: "why-leave" }, { ask: "why-leave" }] }],
])("where %s was expected the exit code is 1", async (_, expected) => {
  const { code, out } = await replay(
    await write("waymark.json", PLAN),
    await write("j.json", { ...LEAVES, ...expected }),
  );
  expect(code).toBe(1);
  expect(out).toMatch(
    /leaves: otherwise than expected\n {2}expected {2}.*\n {2}asked {5}why-leave by leaving at checkout/,
  );
  expect(out).toMatch(/\n0 of 1 journey as expected$/);
});

test("what was expected and not asked is told with what stopped it", async () => {
  const plan = await write("waymark.json", PLAN);
  const entries = [...TO_PAYMENT, RAGE, { after: "5s", survey: "dismissed" }, { page: "/delivery" }];
  const both = { expect: [{ ask: "pay-trouble" }, { ask: "why-leave" }] };
  const { out } = await replay(plan, await write("both.json", { entries, ...both }));
  expect(out).toContain(
    "both: otherwise than expected\n" +
      "  expected  pay-trouble; why-leave\n" +
      "  asked     pay-trouble by dead-button at checkout/payment\n" +
      "  stopped   leaving at checkout/payment: quiet 5 s of 30 d, until 2026-01-31 12:00:57Z\n",
  );
});

test("a folder is replayed file by file, by name, fixtures and recorded entries alike", async () => {
  const plan = await write("waymark.json", PLAN);
  await mkdir(join(folder, "journeys"));
  await write("journeys/b.json", { entries: [{ page: "/" }], expect: [] });
  await write("journeys/a.json", { ...LEAVES, ...asks("why-leave") });
  await write(
    "journeys/c.ndjson",
    `{"journal":1,"from":0}\n${toLines("7", LEAVES.entries)}\n\n${toLines("8", [{ page: "/" }])}\n`,
  );
  await write("journeys/notes.md", "not read");
  const { code, out } = await replay(plan, join(folder, "journeys"), "--json");
  expect(code).toBe(0);
  const told = JSON.parse(out);
  expect(told).toMatchObject({ journeys: 4, visits: 4, bounces: 2, checked: 2, failed: [] });
  expect(told.passedOver).toEqual({ anonymous: 0, test: 0, forgotten: 0, doubled: 0 });
  expect(told.triggers).toEqual([
    { trigger: "dead-button", pulled: 0, came: {} },
    { trigger: "leaving", pulled: 2, came: { asked: 2 } },
  ]);
  expect(told.asks.map((ask: { journey: string }) => ask.journey)).toEqual(["leaves", "7"]);
  expect(told.asks[0]).toMatchObject({
    ...{ session: "visit-1", survey: "why-leave", trigger: "leaving", recorded: false },
    at: Date.parse("2026-01-01T12:01:12Z"),
    cause: { kind: "friction", type: "abandon", name: "checkout", stage: "checkout", step: "payment" },
  });
  expect(told.diff).toBeUndefined();
});

test("of the collector's journal compressed segments are read, and one that stands there twice once", async () => {
  const plan = await write("waymark.json", PLAN);
  await mkdir(join(folder, "journal"));
  const [first, second] = ["7", "8"].map((visitor) => `{"journal":1,"from":0}\n${toLines(visitor, LEAVES.entries)}\n`);
  await writeFile(join(folder, "journal/0000000000000000.ndjson.gz"), gzipSync(first ?? ""));
  await writeFile(join(folder, "journal/0000000000000013.ndjson.gz"), gzipSync(second ?? "").subarray(0, 40));
  await write("journal/0000000000000013.ndjson", second);
  await write("journal/segments.marks", "[]");
  const { code, out, err } = await replay(plan, join(folder, "journal"));
  expect([code, err]).toEqual([0, ""]);
  expect(out).toMatch(/^2 journeys, 2 visits, /);
});

test("an answer of the read API is recorded entries, too", async () => {
  const plan = await write("waymark.json", PLAN);
  const entries = toLines("7", LEAVES.entries)
    .split("\n")
    .map((line) => JSON.parse(line));
  const file = await write("entries.json", { applied: 9, durable: 9, entries });
  expect(JSON.parse((await replay(plan, file, "--json")).out)).toMatchObject({ journeys: 1, asks: [{ journey: "7" }] });
});

test("another configuration is compared on the same journeys, fixtures placed by it anew", async () => {
  const plan = await write("waymark.json", PLAN);
  const [button, leaving] = PLAN.triggers ?? [];
  const exit = { id: "exit", on: { type: "page", stage: "help" }, ask: "why-leave" };
  const other = await write(
    "other.json",
    toPlan({ triggers: [button, exit], stages: [...(PLAN.stages ?? []), { id: "help", pages: ["/delivery"] }] }),
  );
  const last = await write("last.json", toPlan({ triggers: [leaving] }));
  await mkdir(join(folder, "journeys"));
  await write("journeys/a.json", LEAVES);
  await write("journeys/b.json", { entries: [...TO_PAYMENT, RAGE, { after: "5s", page: "/" }] });
  const { code, out } = await replay(plan, join(folder, "journeys"), "--diff", other);
  expect(code).toBe(0);
  expect(out).toContain(`with ${other}: 2 surveys asked instead of 2: 0 gained, 0 lost, 1 moved\n`);
  expect(out).toMatch(
    /\nfrom {2}2026-01-01 12:01:12Z {2}leaves {2}why-leave {2}leaving {2}abandon checkout \(leaving\) at/,
  );
  expect(out).toMatch(/\nto {4}2026-01-01 12:01:12Z {2}leaves {2}why-leave {2}exit {5}page \/delivery at help\/help/);
  const { diff } = JSON.parse((await replay(plan, join(folder, "journeys"), "--diff", last, "--json")).out);
  expect(diff).toMatchObject({ file: last, before: 2, after: 2, moved: [] });
  expect(diff.gained).toMatchObject([{ journey: "b", survey: "why-leave" }]);
  expect(diff.lost).toMatchObject([{ journey: "b", survey: "pay-trouble" }]);
});

test("long lists are cut for people, not for machines", async () => {
  const plan = await write("waymark.json", PLAN);
  const lines = Array.from({ length: 30 }, (_, index) => toLines(`${index + 1}`, LEAVES.entries));
  const file = await write("many.ndjson", lines.join("\n"));
  expect((await replay(plan, file)).out).toMatch(/\n… 11 more: --json has all$/);
  expect(JSON.parse((await replay(plan, file, "--json")).out).asks).toHaveLength(30);
});

test.each<[name: string, files: { readonly [name: string]: unknown }, args: string[], message: RegExp]>([
  ["no configuration", {}, ["none.json", "x"], /none\.json cannot be read/],
  ["no JSON", { "w.json": "{" }, ["w.json", "x"], /w\.json is not JSON/],
  ["a faulty configuration", { "w.json": { stages: 1 } }, ["w.json", "x"], /w\.json: stages is not of type array\. /],
  ["no journeys", { "w.json": {} }, ["w.json", "none"], /none cannot be read/],
  ["an empty folder", { "w.json": {} }, ["w.json", "empty"], /empty holds no journeys/],
  ["a line that is no JSON", { "w.json": {}, "j.ndjson": '\n{"a"' }, ["w.json", "j.ndjson"], /j\.ndjson:2 is not JSON/],
  [
    "a line that is no entry",
    { "w.json": {}, "j.ndjson": "{}" },
    ["w.json", "j.ndjson"],
    /j\.ndjson:1 is no entry\. A line is/,
  ],
  [
    "a fixture that is none",
    { "w.json": {}, "j.json": { entries: [{ page: 1 }] } },
    ["w.json", "j.json"],
    /j\.json: entries\[0\]\.page is not of type string/,
  ],
  [
    "no other configuration",
    { "w.json": {}, "j.json": LEAVES },
    ["w.json", "j.json", "--diff", "none.json"],
    /none\.json cannot be read/,
  ],
])("%s: one line says so, and the exit code is 1", async (_, files, args, message) => {
  await mkdir(join(folder, "empty"));
  for (const [name, value] of Object.entries(files)) await write(name, value);
  const { code, out, err } = await replay(...args.map((arg) => (arg.startsWith("--") ? arg : join(folder, arg))));
  expect([code, out]).toEqual([1, ""]);
  expect(err).toMatch(message);
});

test.each([[[]], [["waymark.json"]], [["a", "b", "c"]], [["a", "b", "--diff"]]])(
  "%j: usage and exit code 2",
  async (args) => {
    const { code, err } = await replay(...args);
    expect(code).toBe(2);
    expect(err).toMatch(/\n\nUsage:\n/);
  },
);

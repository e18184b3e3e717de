import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { run } from "../../../packages/cli/src/run.ts";
import { batch, readAll, send, start, touchpoint } from "../../collector/fixtures.ts";

const MAPPING = {
  site: "shop",
  at: { column: "when" },
  zone: "+01:00",
  name: { column: "what" },
  channel: { column: "how", values: { Telefon: "phone", Laden: "shop" } },
  customer: { column: "customer" },
  data: { amount: { column: "amount" }, branch: { value: "Bern" } },
};
const HEADER = "when,what,how,customer,amount";
const GOOD = [
  "2026-01-30T14:05,called,Telefon,4711,",
  "2026-01-31 09:00:30Z,bought,Laden,4711,12.50",
  "2026-01-31,bought,Laden,4712,3",
];
const KEY = createHash("sha256").update("4711").digest("hex");

const makeFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), "waymark-import-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
};

interface Table {
  readonly text: string;
  readonly mapping?: object;
}

/** Writes a table and its mapping, and runs the command on them. */
const importTable = async ({ text, mapping = MAPPING }: Table, ...args: readonly string[]) => {
  const folder = await makeFolder();
  const [file, map] = [join(folder, "t.csv"), join(folder, "mapping.json")];
  await writeFile(file, text);
  await writeFile(map, JSON.stringify(mapping));
  const out: string[] = [];
  const err: string[] = [];
  const terminal = { out: (line: string) => void out.push(line), err: (line: string) => void err.push(line) };
  const code = await run(["import", file, "--map", map, ...args], {
    ...terminal,
    signal: new AbortController().signal,
  });
  const shorten = (lines: readonly string[]) => lines.map((line) => line.replaceAll(`${folder}/`, ""));
  return { code, out: shorten(out), err: shorten(err) };
};
const toText = (...lines: readonly string[]): string => [HEADER, ...lines, ""].join("\n");

test("rows become touchpoints with their channel, of hashed customers, who are those that the page identifies", async () => {
  const { url } = await start();
  const { code, out, err } = await importTable({ text: toText(...GOOD) }, "--collector", url);
  expect([code, out, err]).toEqual([0, ["3 rows: 3 in, 0 faulty"], []]);
  const visitor = "01a2b3c4-0000-7000-8000-00000000000a";
  await send(url, batch([touchpoint({ type: "identify", name: "traits", data: { key: KEY } })], { visitor }));
  const { entries } = await readAll(url, "?type=custom");
  expect(entries.map(({ id, visitor: whose, received, rawAt, ...rest }) => rest)).toEqual([
    {
      ...{ site: "shop", kind: "touchpoint", type: "custom", name: "called", at: Date.UTC(2026, 0, 30, 13, 5) },
      ...{ channel: "phone", key: KEY, sdk: "import", source: "import", data: { branch: "Bern" }, browser: {} },
    },
    expect.objectContaining({ name: "bought", at: Date.UTC(2026, 0, 30, 23), channel: "shop" }),
    expect.objectContaining({ at: Date.UTC(2026, 0, 31, 9, 0, 30), data: { amount: "12.50", branch: "Bern" } }),
  ]);
  expect(entries.map((entry) => entry.visitor === visitor)).toEqual([true, false, true]);
  expect(JSON.stringify(entries)).not.toMatch(/"4711"|"4712"/);
});

test("run again it counts once; of rows that are alike each counts; with more rows the new ones are added", async () => {
  const { url } = await start();
  const twice = [...GOOD, GOOD[1] ?? ""];
  for (const text of [toText(...twice), toText(...twice), toText(...twice, "2026-01-30T15:00,asked,Telefon,4711,")]) {
    expect(await importTable({ text }, "--collector", url)).toMatchObject({ code: 0 });
  }
  expect((await readAll(url)).entries).toHaveLength(5);
});

test("with an id of its own a row that was changed is still the same", async () => {
  const { url } = await start();
  const mapping = { ...MAPPING, id: { column: "amount" } };
  await importTable({ text: toText("2026-01-30,called,Telefon,1,A-1"), mapping }, "--collector", url);
  await importTable({ text: toText("2026-01-30,called,Laden,2,A-1"), mapping }, "--collector", url);
  expect((await readAll(url)).entries).toMatchObject([{ channel: "phone" }]);
});

test("what is wrong is told with line and column, and the other rows are in", async () => {
  const { url } = await start();
  const text = toText(
    '2026-02-31,"called,\n twice",Telefon,4711,',
    GOOD[0] ?? "",
    ",,Fax,,",
    "2999-01-01,called,Telefon,4711,",
    "2026-01-30,called,Telefon",
    `2026-01-30,${"x".repeat(513)},Telefon,4711,`,
  );
  const { code, out, err } = await importTable({ text }, "--collector", url);
  expect(err).toEqual([
    't.csv:2:1: "2026-02-31" is no time. Write it as 2026-01-30T14:05+01:00.',
    "t.csv:5:1: is empty. Fill it in.",
    "t.csv:5:4: is empty. Fill it in.",
    "t.csv:5:2: is empty. Fill it in.",
    't.csv:5:3: "Fax" is none of "values". Add it to the mapping, or correct it.',
    't.csv:6:1: "2999-01-01" lies ahead. What has not happened yet cannot be kept.',
    "t.csv:7: has 3 cells, the first line has 5. Correct it.",
    expect.stringMatching(/^t\.csv:8:2: makes a bad name: it Too big/),
  ]);
  expect([code, out]).toEqual([1, ["6 rows: 1 in, 5 faulty"]]);
  expect((await readAll(url)).entries).toHaveLength(1);
});

test("a dry run tells the same and sends nothing", async () => {
  const { code, out, err } = await importTable({ text: toText(...GOOD, "x,called,Telefon,1,") }, "--dry-run");
  expect([code, out, err]).toEqual([
    1,
    ["4 rows: 3 good, none sent, 1 faulty"],
    [expect.stringContaining("t.csv:5:1: ")],
  ]);
});

test("it needs no collector: with a folder it is one, and places by the plan", async () => {
  const data = await makeFolder();
  const config = join(await makeFolder(), "waymark.json");
  await writeFile(config, '{"stages":[{"id":"buy","steps":[{"id":"done","touchpoint":"bought","goal":true}]}]}');
  const result = await importTable({ text: toText(...GOOD) }, "--data", data, "--config", config);
  expect(result).toMatchObject({ code: 0, err: [] });
  const { url } = await start({ data });
  const { entries } = await readAll(url);
  expect(entries.map(({ name, stage, step }) => [name, stage, step])).toEqual([
    ["called", undefined, undefined],
    ["bought", "buy", "done"],
    ["bought", "buy", "done"],
  ]);
});

test("a stage and a step of the table's own come first", async () => {
  const { url } = await start();
  const mapping = { ...MAPPING, stage: { value: "buy" }, step: { column: "amount" } };
  const text = toText("2026-01-30,called,Telefon,1,done", "2026-01-30,called,Telefon,1,");
  expect(await importTable({ text, mapping }, "--collector", url)).toMatchObject({
    code: 1,
    err: ["t.csv:3: has a stage or a step alone. Give both, or none."],
  });
  expect((await readAll(url)).entries).toMatchObject([{ stage: "buy", step: "done" }]);
});

test.each<[name: string, table: Table, said: RegExp]>([
  [
    "a column that is not there",
    { text: "a,b\n1,2\n" },
    /^t\.csv:1: there is no column "when"\. There are "a", "b"\.$/,
  ],
  ["a column that is there twice", { text: `${HEADER},what\n` }, /^t\.csv:1: there are 2 columns "what"\./],
  ["nothing", { text: "" }, /^t\.csv is empty\./],
  [
    "a quote that is never closed",
    { text: toText('2026-01-30,"called,Telefon,1,') },
    /^t\.csv:\d+: .*[Qq]uote.* Correct it there\.$/,
  ],
  [
    "a mapping with a word that is none",
    { text: HEADER, mapping: { ...MAPPING, chanel: {} } },
    /^mapping\.json: chanel is not known here\./,
  ],
  [
    "a mapping without a customer",
    { text: HEADER, mapping: { ...MAPPING, customer: undefined } },
    /^mapping\.json: customer is missing\./,
  ],
])("%s is told, with what to do", async (_, table, said) => {
  const { code, err } = await importTable(table, "--dry-run");
  expect([code, err]).toEqual([1, [expect.stringMatching(said)]]);
});

test("a table by semicolons, with a mark, of another line end, and with hashes, is read as well", async () => {
  const { url } = await start();
  const mapping = { ...MAPPING, delimiter: ";", customer: { column: "customer", hashed: true } };
  const text = `\ufeff${[HEADER, `2026-01-30,called,Telefon,${KEY},`, "2026-01-30,called,Telefon,4711,"].join("\r\n").replaceAll(",", ";")}\r\n`;
  const { err } = await importTable({ text, mapping }, "--collector", url);
  expect(err).toEqual(['t.csv:3:4: is no hash. Leave "hashed" out, and it is made one.']);
  expect((await readAll(url)).entries).toMatchObject([{ key: KEY }]);
});

test("where a collector fails it says up to where all is in, and goes on from there", async () => {
  const { url } = await start();
  let left = 9;
  const failing = createServer((request, response) => {
    if (left-- <= 0) response.writeHead(404).end("{}");
    else {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", async () => {
        const reply = await fetch(`${url}/ingest`, { method: "POST", body: Buffer.concat(chunks) });
        response.writeHead(reply.status).end(await reply.text());
      });
    }
  }).listen(0, "127.0.0.1");
  onTestFinished(() => void failing.close());
  await once(failing, "listening");
  const address = `http://127.0.0.1:${(failing.address() as AddressInfo).port}`;
  const text = toText(...Array.from({ length: 2_000 }, (_, index) => `2026-01-30,called,Telefon,${index},`));
  const { code, err } = await importTable({ text }, "--collector", address);
  expect(code).toBe(1);
  const [, line = ""] = /^Up to line (\d+) all is in\. Go on with --from-line (\d+)/.exec(err.at(-1) ?? "") ?? [];
  expect(Number(line)).toBe(801);
  const rest = await importTable({ text }, "--collector", url, "--from-line", String(Number(line) + 1));
  expect(rest.out).toEqual(["1,200 rows: 1,200 in, 0 faulty"]);
  expect((await readAll(url, "?limit=10000")).entries).toHaveLength(2_000);
}, 60_000);

test.each([
  [[]],
  [["--collector", "http://127.0.0.1:1", "--data", "x"]],
  [["--collector", "127.0.0.1"]],
  [["--dry-run", "--from-line", "0"]],
])("arguments that make no sense: %j", async (args) => {
  expect(await importTable({ text: HEADER }, ...args)).toMatchObject({ code: 2, out: [] });
});

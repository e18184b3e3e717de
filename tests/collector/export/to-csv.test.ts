import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { toCell } from "../../../packages/collector/src/export/to-csv.ts";
import { HOSTILE, LINES, openExport, toAnswer, toLine } from "./fixtures.ts";

const readTable = async (
  lines: readonly object[],
  query = "format=csv",
): Promise<readonly Record<string, string>[]> => {
  const out = await openExport();
  await out.add(lines);
  return parse(await out.read(query), { columns: true });
};

/** What documentation says to do with a cell that begins with an apostrophe. */
const toOriginal = (cell = ""): string => cell.replace(/^'/, "");

test("every hostile text comes out of a parser as it went in, as a name and as an answer", async () => {
  const rows = await readTable([
    ...HOSTILE.map((name) => toLine({ type: "custom", name })),
    ...HOSTILE.map((text) => toAnswer(text)),
  ]);
  expect(rows.slice(0, HOSTILE.length).map(({ name }) => toOriginal(name))).toEqual(HOSTILE);
  expect(rows.slice(HOSTILE.length).map(({ value }) => toOriginal(value))).toEqual(HOSTILE);
});

test("no cell begins as a formula does, the names of the columns included", async () => {
  const out = await openExport();
  await out.add(LINES);
  const cells = (parse(await out.read("format=csv")) as string[][]).flat();
  expect(cells.length).toBeGreaterThan(1_000);
  expect(cells.filter((cell) => /^[=+\-@\t\r\0＝＋－＠]/.test(cell))).toEqual([]);
});

test.each([
  ["=1", "'=1"],
  ["＝1", "'＝1"],
  ["'a", "''a"],
  ["a=1", "a=1"],
  ['a"b', '"a""b"'],
  ["\t1", `"'\t1"`],
  ["\0=1", "'\0=1"],
  [null, ""],
  [12, "12"],
  [-12, "'-12"],
  [true, "true"],
])("%j is the cell %j", (value, cell) => expect(toCell(value)).toBe(cell));

test("an entry is a line with what a spreadsheet can use, and all else as JSON", async () => {
  const entry = toLine({ data: { depth: 1, list: ["a", 2] } });
  const answer = toAnswer(["a", "=b"], { type: "choices" });
  const [row, second] = await readTable([entry, answer]);
  expect(row).toMatchObject({
    at: "2026-01-30T23:00:00.000Z",
    id: entry.id,
    site: "shop",
    kind: "touchpoint",
    type: "page",
    name: "/cart",
    stage: "checkout",
    step: "cart",
    channel: "",
    url: "https://shop.example/cart?utm_source=mail",
    device: "desktop",
    browser: "firefox",
    browser_major: "140",
    survey: "",
  });
  expect(JSON.parse(row?.data ?? "")).toEqual({ depth: 1, list: ["a", 2] });
  expect(second).toMatchObject({ survey: "why-leave", question: "more", value: '["a","=b"]' });
});

test("a table without entries has the names of its columns", async () => {
  const out = await openExport();
  expect(await out.read("format=csv")).toMatch(/^at,id,site,[\w,]+,data\r\n$/);
});

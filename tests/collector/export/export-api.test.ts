import { setImmediate } from "node:timers/promises";
import { parse } from "csv-parse/sync";
import { expect, test, vi } from "vitest";
import type { ProblemError } from "../../../packages/collector/src/problem.ts";
import { batch, read, readAll, send, start, touchpoint } from "../fixtures.ts";
import { MINUTE, NOW, openExport, toLine } from "./fixtures.ts";

const namesOf = (csv: string): readonly string[] =>
  (parse(csv, { columns: true }) as { name: string }[]).map(({ name }) => name);

test("site and time choose what is exported; without them it is all", async () => {
  const out = await openExport();
  await out.add([
    toLine({ name: "a", at: NOW - 2 * MINUTE }),
    toLine({ name: "b", at: NOW - MINUTE }),
    toLine({ name: "c", at: NOW, site: "another" }),
  ]);
  const read = async (query: string) => namesOf(await out.read(`format=csv&${query}`));
  expect(await read("")).toEqual(["a", "b", "c"]);
  expect(await read("site=shop")).toEqual(["a", "b"]);
  expect(await read(`from=${NOW - MINUTE}`)).toEqual(["b", "c"]);
  expect(await read(`until=${NOW - MINUTE}`)).toEqual(["a"]);
  expect(await read(`site=another&from=${NOW}&until=${NOW + 1}`)).toEqual(["c"]);
});

test.each([
  ["format", ""],
  ["format", "format=xlsx"],
  ["format", "format=__proto__"],
  ["site", "format=csv&site=a b"],
  ["from", "format=csv&from=yesterday"],
  ["from", "format=csv&from=2&until=2"],
  ["until", "format=csv&until=-1"],
  ["include", "format=xes&include=everybody"],
])("%s is refused by name: %s", async (path, query) => {
  const { answer } = await openExport();
  const error = await answer(new URLSearchParams(query)).catch((reason: ProblemError) => reason);
  expect(error).toMatchObject({ problem: { status: 400, path } });
});

test("an event log leaves out previews, and who is made or automated unless asked for; a table has them all", async () => {
  const lines = [
    toLine({ name: "person" }),
    toLine({ name: "preview", test: true }),
    toLine({ name: "simulated", source: "simulate" }),
    toLine({ name: "automated", automated: true }),
    toLine({ name: "imported", source: "import", channel: "phone" }),
  ].map((line) => ({ ...line, type: "custom" }));
  const out = await openExport();
  await out.add(lines);
  expect(namesOf(await out.read("format=csv"))).toHaveLength(5);
  const toldBy = async (format: string, query = "") => {
    const text = await out.read(`format=${format}${query}`);
    return ["person", "preview", "simulated", "automated", "imported"].filter((name) => text.includes(`"${name}"`));
  };
  for (const format of ["ocel", "xes"]) {
    expect(await toldBy(format)).toEqual(["person", "imported"]);
    expect(await toldBy(format, "&include=simulated,automated")).toEqual([
      "person",
      "simulated",
      "automated",
      "imported",
    ]);
  }
  const demo = await openExport({ include: ["simulated"] });
  await demo.add(lines);
  expect(await demo.read("format=ocel")).toContain('"simulated"');
});

test("a download has a name of the collector's own making, its type, and no other site may read it", async () => {
  const { url } = await start();
  await send(url, batch([touchpoint()]));
  await readAll(url);
  const day = new Date().toISOString().slice(0, 10);
  for (const [format, ending] of Object.entries({ csv: "csv", jsonl: "jsonl", ocel: "ocel.json", xes: "xes" })) {
    const response = await read(url, `/api/export?site=shop&format=${format}`);
    const { headers } = response;
    expect(await response.text()).not.toBe("");
    expect(headers.get("Content-Disposition")).toBe(`attachment; filename="waymark-${day}.${ending}"`);
    expect(headers.get("Cache-Control")).toBe("no-store");
    expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect(headers.get("Access-Control-Allow-Origin")).toBe(null);
    expect(headers.get("Content-Type")).not.toContain("html");
  }
});

const LONG = { timeout: 60_000 };

test("whoever takes no more ends the reading, and a third at once is asked to wait", LONG, async () => {
  const out = await openExport();
  await out.add(Array.from({ length: 20_000 }, () => toLine()));
  const ask = () => out.answer(new URLSearchParams("format=jsonl"));
  const taking = [await ask(), await ask()].map(({ body }) => body?.getReader());
  for (const reader of taking) expect((await reader?.read())?.done).toBe(false);
  const refused = await ask().catch((reason: ProblemError) => reason);
  expect(refused).toMatchObject({ problem: { status: 503, retryAfterMs: 10_000 } });
  for (const reader of taking) await reader?.cancel();
  expect((await (await ask()).text()).split("\n")).toHaveLength(20_001);
});

test("what is exported is read a piece at a time, no faster than it is taken", LONG, async () => {
  const out = await openExport();
  await out.add(Array.from({ length: 20_000 }, () => toLine()));
  let read = 0;
  const stream = out.readModel.stream.bind(out.readModel);
  vi.spyOn(out.readModel, "stream").mockImplementation((over) =>
    stream((query) =>
      over(async function* (...statement) {
        for await (const rows of query(...statement)) {
          read += rows.length;
          yield rows;
        }
      }),
    ),
  );
  const reader = (await out.answer(new URLSearchParams("format=csv"))).body?.getReader();
  await reader?.read();
  await reader?.read();
  for (let turn = 0; turn < 50; turn++) await setImmediate();
  expect(read).toBeGreaterThan(0);
  expect(read).toBeLessThan(15_000);
  await reader?.cancel();
});

test("all of it is of one moment, whatever is erased or comes meanwhile", LONG, async () => {
  const out = await openExport();
  await out.add(Array.from({ length: 20_000 }, () => toLine()));
  const reader = (await out.answer(new URLSearchParams("format=jsonl"))).body?.getReader();
  const decoder = new TextDecoder();
  let text = decoder.decode((await reader?.read())?.value, { stream: true });
  await out.add([
    toLine({ kind: "forget", type: "visitor" }),
    toLine({ visitor: "01a2b3c4-0000-7000-8000-00000000000f" }),
  ]);
  for (let next = await reader?.read(); next && !next.done; next = await reader?.read())
    text += decoder.decode(next.value, { stream: true });
  expect(text.trim().split("\n")).toHaveLength(20_000);
  expect((await out.read("format=jsonl")).trim().split("\n")).toHaveLength(1);
});

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { answer, batch, makeFolder, read, readAll, send, start, TOKEN, touchpoint } from "./fixtures.ts";

const MINE = "01a2b3c4-0000-7000-8000-00000000000a";
const OTHER = "01a2b3c4-0000-7000-8000-00000000000f";

test("a journey is all of one visitor of one site, in order, placed, with the evidence of its answers", async () => {
  const data = await makeFolder();
  const { url } = await start({ data });
  const at = Date.now() - 60_000;
  const entries = [
    touchpoint({ at: at + 3, seq: 3, step: "payment" }),
    touchpoint({ at, seq: 1 }),
    answer({ at: at + 9, seq: 4 }),
    touchpoint({ at: at + 3, seq: 2, stage: null, step: "/help" }),
  ];
  await send(url, batch(entries));
  await send(url, batch([touchpoint()], { visitor: OTHER }));
  await send(url, batch([touchpoint()], { site: "another" }));
  await readAll(url);
  const response = await read(url, `/api/journey?site=shop&visitor=${MINE.toUpperCase()}`);
  expect(response.headers.get("Content-Type")).toBe("application/json");
  const journey = await response.json();
  expect(journey).toMatchObject({ applied: 6, durable: 6, site: "shop", visitor: MINE });
  const ids = [1, 3, 0, 2].map((index) => entries[index]?.id);
  expect(journey.entries.map(({ id }: { id: string }) => id)).toEqual(ids);
  expect(journey.entries[3].data.evidence).toEqual({ stage: "checkout", step: "cart", engaged: 1200, last: [] });
  // Nothing is left out: each is the journal's own line.
  const lines = (await readFile(join(data, "journal", `${"0".repeat(16)}.ndjson`), "utf8")).trim().split("\n");
  const stored = lines.map((line) => JSON.parse(line));
  expect(journey.entries).toEqual(ids.map((id) => stored.find((each) => each.id === id)));
});

test("a visitor of whom nothing is kept has a journey without entries", async () => {
  const { url } = await start();
  const journey = await (await read(url, `/api/journey?site=shop&visitor=${OTHER}`)).json();
  expect(journey).toEqual({ applied: 0, durable: 0, site: "shop", visitor: OTHER, entries: [] });
});

test.each([
  ["site", `visitor=${MINE}`],
  ["site", `visitor=${MINE}&site=a b`],
  ["visitor", "site=shop"],
  ["visitor", "site=shop&visitor=me"],
])("without a %s that can be one it is refused: %s", async (path, query) => {
  const { url } = await start();
  const response = await read(url, `/api/journey?${query}`);
  expect([response.status, await response.json()]).toEqual([400, expect.objectContaining({ path })]);
});

test("a journey of many entries comes in parts, and whole", async () => {
  const { url } = await start();
  for (let from = 0; from < 5_000; from += 100) {
    const entries = Array.from({ length: 100 }, (_, index) =>
      touchpoint({ seq: from + index + 1, at: 1_700_000_000_000 }),
    );
    await send(url, batch(entries));
  }
  await readAll(url);
  const response = await read(url, `/api/journey?site=shop&visitor=${MINE}`);
  expect(response.headers.get("Content-Length")).toBe(null);
  const { entries } = await response.json();
  expect(entries.map(({ seq }: { seq: number }) => seq)).toEqual(
    Array.from({ length: 5_000 }, (_, index) => index + 1),
  );
  const path = `${url}/api/journey?site=shop&visitor=${MINE}`;
  const head = await fetch(path, { method: "HEAD", headers: { Authorization: `Bearer ${TOKEN}` } });
  expect([head.status, await head.text()]).toEqual([200, ""]);
});

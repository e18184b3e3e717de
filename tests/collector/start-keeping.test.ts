// What a running collector keeps and lets go of, in its read model and in every byte of its folder.
import { mkdir, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterEach, expect, test, vi } from "vitest";
import { batch, makeFolder, readAll, send, start, touchpoint } from "./fixtures.ts";
import { DAY, toAnswer, toTouchpoint, VISITOR } from "./journal-lines.ts";
import { readBytes } from "./read-bytes.ts";

afterEach(() => vi.useRealTimers());

/** A data folder whose journal has these, last written to so many days ago. */
const writeJournal = async (days: number, ...entries: readonly object[]): Promise<string> => {
  const data = await makeFolder();
  await mkdir(join(data, "journal"));
  const file = join(data, "journal", `${"0".repeat(16)}.ndjson`);
  await writeFile(file, `${['{"journal":1,"from":0}', ...entries.map((entry) => JSON.stringify(entry))].join("\n")}\n`);
  const modified = (Date.now() - days * DAY) / 1_000;
  await utimes(file, modified, modified);
  return data;
};

const isPacked = async (data: string): Promise<void> => {
  const names = await readdir(join(data, "journal"));
  expect(names).toContain("segments.marks");
  expect(names.some((name) => name.endsWith(".gz"))).toBe(true);
};

/** All that stands in a folder, with what is compressed inflated. */
const readText = async (data: string): Promise<string> => {
  const files = [...(await readBytes(data))];
  const texts = files.map(([path, bytes]) =>
    path.endsWith(".gz") ? gunzipSync(Buffer.from(bytes, "latin1")).toString("latin1") : bytes,
  );
  return texts.join("\n");
};

test("a collector lets go of what is past its term, from the read model and the journal, and keeps the rest", {
  timeout: 20_000,
}, async () => {
  const data = await writeJournal(
    5,
    toTouchpoint(400, { name: "/thirteen-months" }),
    toAnswer(370, { value: "a year ago" }),
    toAnswer(300, { value: "this year" }),
  );
  const { url, stop } = await start({ data });
  await vi.waitFor(() => isPacked(data), { timeout: 10_000 });
  const { entries } = await readAll(url);
  expect(entries.map((entry) => (entry.data as { value?: string }).value)).toEqual(["", "this year"]);
  await stop();
  // The segment is not past the term of entries yet; the journal is as old as its newest line.
  expect(await readText(data)).toContain("this year");
  await rm(join(data, "read-model-5.duckdb"));
  const again = await start({ data });
  await vi.waitFor(async () => expect((await readAll(again.url)).entries).toHaveLength(2), { timeout: 10_000 });
});

test("terms are an option", async () => {
  const data = await writeJournal(5, toTouchpoint(5), toAnswer(5, { value: "words" }));
  const { url } = await start({ data, retention: { entries: 2 } });
  await vi.waitFor(async () => expect((await readAll(url)).entries).toEqual([]), { timeout: 10_000 });
  await vi.waitFor(async () => expect(await readdir(join(data, "journal"))).toEqual(["0000000000000002.ndjson"]));
  const entry = touchpoint();
  await send(url, batch([entry]));
  expect(await readAll(url)).toMatchObject({ durable: 3, entries: [{ id: entry.id }] });
});

test("who is forgotten is out of closed segments at the next look, and stays so for what comes late and after a rebuild", {
  timeout: 30_000,
}, async () => {
  const mine = toTouchpoint(5, { name: "/my-secret-page" });
  const data = await writeJournal(5, mine, toTouchpoint(5, { visitor: "01a2b3c4-0000-7000-8000-00000000000c" }));
  const first = await start({ data });
  await send(first.url, batch([touchpoint({ kind: "forget", type: "visitor", name: "", data: {} })]));
  await readAll(first.url);
  await first.stop();
  const second = await start({ data });
  const journal = join(data, "journal");
  const isOut = async () => expect(await readText(journal)).not.toContain("my-secret-page");
  await vi.waitFor(isOut, { timeout: 10_000 });
  await second.stop();
  expect(await readText(journal)).toContain(VISITOR);
  for (const name of await readdir(data)) if (name.startsWith("read-model")) await rm(join(data, name));
  const third = await start({ data });
  await send(third.url, batch([touchpoint({ name: "/late" })]));
  const { entries, durable } = await readAll(third.url);
  expect(entries.map(({ visitor }) => visitor)).toEqual(["01a2b3c4-0000-7000-8000-00000000000c"]);
  expect(durable).toBe(4);
});

test("what came by the key of who is forgotten is out of closed segments too, and stays so for what comes late and after a rebuild", {
  timeout: 30_000,
}, async () => {
  const key = "b5d4045c3f466fa91fe2cc6abe79232a1a57cdf104f7a26e716e0a1e2789df78";
  const elsewhere = { visitor: undefined, session: undefined, tab: undefined, seq: undefined, channel: "phone" };
  const data = await writeJournal(
    5,
    toTouchpoint(5, { ...elsewhere, key, name: "my-secret-call" }),
    toTouchpoint(5, { type: "identify", name: "traits", data: { key } }),
    toTouchpoint(5, { ...elsewhere, key: key.replace("b5", "c6"), name: "of another" }),
  );
  const first = await start({ data });
  await send(first.url, batch([touchpoint({ kind: "forget", type: "visitor", name: "", data: {} })]));
  expect((await readAll(first.url)).entries.map(({ name }) => name)).toEqual(["of another"]);
  await first.stop();
  const second = await start({ data });
  const toFound = async () => {
    const text = await readText(join(data, "journal"));
    return ["my-secret-call", key, "of another"].map((words) => text.includes(words));
  };
  await vi.waitFor(async () => expect(await toFound()).toEqual([false, false, true]), { timeout: 10_000 });
  await second.stop();
  for (const name of await readdir(data)) if (name.startsWith("read-model")) await rm(join(data, name));
  const third = await start({ data });
  // Who identifies by the key from now on does not become whom it meant.
  const next = "01a2b3c4-0000-7000-8000-00000000000c";
  await send(third.url, batch([touchpoint({ type: "identify", name: "next", data: { key } })], { visitor: next }));
  const late = touchpoint({ ...elsewhere, type: "custom", page: undefined, key, name: "late" });
  await send(third.url, batch([late], { source: "import", sdk: "server", visitor: undefined, session: undefined }));
  expect((await readAll(third.url)).entries.map(({ name }) => name).sort()).toEqual(["next", "of another"]);
});

test("a collector whose own clock is a day ahead, then right again, loses nothing and counts nothing twice", {
  timeout: 20_000,
}, async () => {
  const data = await makeFolder();
  const sent = [touchpoint(), touchpoint({ seq: 2 }), touchpoint({ seq: 3 })];
  for (const [index, shift] of [0, DAY, -DAY, 0].entries()) {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + shift });
    const { url, stop } = await start({ data });
    await send(url, batch(sent.slice(0, index + 1), { sentAt: Date.now() }));
    expect((await readAll(url)).entries.map(({ id }) => id).sort()).toEqual(
      sent
        .slice(0, index + 1)
        .map(({ id }) => id)
        .sort(),
    );
    await stop();
    vi.useRealTimers();
  }
});

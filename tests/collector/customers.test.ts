import fc from "fast-check";
import { expect, test } from "vitest";
import { openReadModel } from "../../packages/collector/src/read-model.ts";
import { batch, read, readAll, send, start, touchpoint } from "./fixtures.ts";

const KEY = "b5d4045c3f466fa91fe2cc6abe79232a1a57cdf104f7a26e716e0a1e2789df78";
const visitorOf = (digit: number | string) => `01a2b3c4-0000-7000-8000-00000000000${digit}`;

const offline = (over: object = {}) =>
  touchpoint({
    type: "custom",
    name: "called",
    channel: "phone",
    key: KEY,
    tab: undefined,
    seq: undefined,
    page: undefined,
    ...over,
  });
const identify = (key: unknown = KEY) => touchpoint({ type: "identify", name: "traits", data: { key } });
const forget = () => touchpoint({ kind: "forget", type: "visitor", name: "visitor", data: {} });

/** As a server of the owner's sends what happened elsewhere. */
const offlineBatch = (entries: readonly unknown[]) =>
  batch(entries, { source: "import", sdk: "server", visitor: undefined, session: undefined });
const visitorsOf = async (url: string, query = "?type=custom") =>
  (await readAll(url, query)).entries.map(({ visitor }) => visitor);

test("what happened elsewhere is of whom the page identifies by the same key, before or after it came", async () => {
  const { url } = await start();
  await send(url, offlineBatch([offline()]));
  const [before] = await visitorsOf(url);
  expect(before).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
  await send(url, batch([identify()], { visitor: visitorOf("a") }));
  expect(await visitorsOf(url)).toEqual([visitorOf("a")]);
  await send(url, offlineBatch([offline()]));
  // Who identifies by it later, on another device, changes nothing.
  await send(url, batch([identify()], { visitor: visitorOf("b") }));
  await send(url, offlineBatch([offline()]));
  expect(await visitorsOf(url)).toEqual([visitorOf("a"), visitorOf("a"), visitorOf("a")]);
  const journey = await (await read(url, `/api/journey?site=shop&visitor=${visitorOf("a")}`)).json();
  expect(journey.entries.filter(({ key }: { key?: string }) => key === KEY)).toHaveLength(3);
});

test("another key, or the same of another site, is another customer", async () => {
  const { url } = await start();
  await send(url, offlineBatch([offline(), offline({ key: KEY.replace("b5", "c6") })]));
  await send(url, { ...offlineBatch([offline()]), site: "another" });
  await send(url, batch([identify()], { visitor: visitorOf("a"), site: "another" }));
  const all = (await readAll(url, "?type=custom")).entries;
  expect(new Set(all.map(({ visitor }) => visitor)).size).toBe(3);
  expect(all.find(({ site }) => site === "another")?.visitor).toBe(visitorOf("a"));
});

test.each([
  ["an address", "eve@shop.example"],
  ["too short", "123"],
  ["a number", 1234567890123456],
  ["none", null],
])("%s is no key of a page", async (_, key) => {
  const { url } = await start();
  await send(url, offlineBatch([offline()]));
  await send(url, batch([identify(key)], { visitor: visitorOf("a") }));
  expect(await visitorsOf(url)).not.toContain(visitorOf("a"));
});

test.each([
  ["channel", { channel: "By Phone" }],
  ["channel", { channel: "" }],
  ["key", { key: "eve@shop.example" }],
  ["key", { key: "short" }],
])("a %s that is none is refused: %j", async (path, over) => {
  const { url } = await start();
  const { accepted, refused } = await send(url, offlineBatch([offline(over)]));
  expect([accepted, refused[0]?.reason]).toEqual([0, expect.stringContaining(`entries[0].${path}: `)]);
});

test("who is forgotten takes along what came by their key, and what is yet to come", async () => {
  const { url } = await start();
  await send(url, offlineBatch([offline(), offline({ key: KEY.replace("b5", "c6"), name: "of another" })]));
  await send(url, batch([identify()], { visitor: visitorOf("a") }));
  await send(url, batch([forget()], { visitor: visitorOf("a") }));
  await send(url, offlineBatch([offline()]));
  expect((await readAll(url)).entries.map(({ name }) => name)).toEqual(["of another"]);
});

test("what came by a channel came by no browser", async () => {
  const { url } = await start();
  await send(url, offlineBatch([offline()]), { "User-Agent": "Mozilla/5.0 (X11; Linux) Firefox/140.0" });
  expect((await readAll(url)).entries[0]).toMatchObject({ channel: "phone", key: KEY, source: "import", browser: {} });
});

/** A plain account of the same rules: the first who identifies by a key is the customer; the forgotten are not kept. */
const toExpected = (lines: readonly Line[]): readonly string[] => {
  const links = new Map<string, number>();
  for (const { kind, visitor, key } of lines) if (kind === "identify" && !links.has(key)) links.set(key, visitor);
  const forgotten = new Set(lines.flatMap(({ kind, visitor }) => (kind === "forget" ? visitor : [])));
  return lines.flatMap(({ kind, visitor, key, id }) => {
    if (kind === "forget") return [];
    const whose = kind === "offline" ? (links.get(key) ?? key) : visitor;
    return typeof whose === "number" && forgotten.has(whose)
      ? []
      : `${id} ${typeof whose === "number" ? visitorOf(whose) : key}`;
  });
};

interface Line {
  readonly id: string;
  readonly kind: "page" | "identify" | "offline" | "forget";
  readonly visitor: number;
  readonly key: string;
  readonly ends: boolean;
}

test("whatever the order, and however the journal is read in runs, the same is kept of the same visitors", async () => {
  const line = fc.record({
    id: fc.uuid({ version: 7 }),
    kind: fc.constantFrom("page" as const, "identify" as const, "offline" as const, "forget" as const),
    visitor: fc.integer({ min: 1, max: 3 }),
    key: fc.constantFrom("a".repeat(64), "b".repeat(64)),
    ends: fc.boolean(),
  });
  const toJson = ({ id, kind, visitor, key }: Line) => {
    const entry = {
      page: touchpoint({ id }),
      identify: { ...identify(key), id },
      offline: offline({ id, key }),
      forget: { ...forget(), id },
    }[kind];
    return JSON.stringify({ ...entry, site: "shop", ...(kind === "offline" ? {} : { visitor: visitorOf(visitor) }) });
  };
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(line, { maxLength: 14, selector: ({ id }) => id }), async (lines) => {
      const readModel = await openReadModel(":memory:");
      const runs: Line[][] = [[]];
      for (const each of lines) {
        runs.at(-1)?.push(each);
        if (each.ends) runs.push([]);
      }
      for (const run of runs.filter(({ length }) => length > 0)) {
        await readModel.apply({ from: readModel.applied(), lines: run.map(toJson) });
      }
      const rows = await readModel.query("SELECT id, visitor, customer, key FROM entries ORDER BY position");
      await readModel.close();
      const kept = rows.map(({ id, visitor, customer, key }) => `${id} ${visitor === customer ? key : visitor}`);
      expect(kept).toEqual(toExpected(lines));
    }),
    { numRuns: 40 },
  );
}, 60_000);

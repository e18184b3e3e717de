import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { MapNotes } from "@waymark/protocol";
import { expect, test } from "vitest";
import { readMapNotes } from "../../../packages/collector/src/map/read-map-notes.ts";
import { makeFolder, start } from "../fixtures.ts";
import { openMap, PLAN, readMap, walk } from "./fixtures.ts";

const write = async (notes: unknown): Promise<string> => {
  const file = join(await makeFolder(), "map.json");
  await writeFile(file, typeof notes === "string" ? notes : JSON.stringify(notes));
  return file;
};

const NOTES: MapNotes = {
  title: "Buying at the shop",
  goal: "an order paid",
  personas: [{ id: "phone", label: "On the phone", where: { device: "phone" } }],
  stages: {
    checkout: {
      owner: "Payments",
      kpis: [
        { label: "Paid", measure: "go-on", target: 60 },
        { label: "Calls", value: 12, unit: "a day", better: "lower" },
      ],
      opportunities: ["Invoice"],
    },
  },
};

test("what owners write stands on the map, at its stage", async () => {
  const notes = await readMapNotes(await write(NOTES), PLAN);
  expect(notes).toEqual(NOTES);
  const map = await openMap(PLAN, { notes });
  const { title, goal, personas, stages } = await map.read();
  expect({ title, goal, personas }).toEqual({
    title: "Buying at the shop",
    goal: "an order paid",
    personas: [{ id: "phone", label: "On the phone" }],
  });
  expect(stages.map((stage) => stage.notes)).toEqual([undefined, undefined, NOTES.stages?.checkout]);
});

test("without a file nothing is said", async () => {
  expect(await readMapNotes(undefined, PLAN)).toEqual({});
  expect((await readMap(walk(1, ["checkout/cart"]))).personas).toEqual([]);
});

test.each<[string, unknown, string | RegExp]>([
  ["not JSON", "{", /map\.json is not JSON: .* Correct it there\./],
  [
    "a stage that is not there",
    { stages: { chekout: {} } },
    "stages.chekout: is no stage of the configuration. Name one of discover, choose, checkout.",
  ],
  [
    "a KPI with two sources",
    { stages: { checkout: { kpis: [{ label: "x", measure: "nps", value: 1 }] } } },
    'stages.checkout.kpis[0]: must have either "measure" or "value".',
  ],
  [
    "a KPI with none",
    { stages: { checkout: { kpis: [{ label: "x" }] } } },
    'stages.checkout.kpis[0]: must have either "measure" or "value".',
  ],
  [
    "a word that is no measure",
    { stages: { checkout: { kpis: [{ label: "x", measure: "sales" }] } } },
    /stages\.checkout\.kpis\[0\]\.measure: /,
  ],
  [
    "a persona twice",
    {
      personas: [
        { id: "a", where: {} },
        { id: "a", where: {} },
      ],
    },
    'personas: "a" stands twice. Rename one of them.',
  ],
  ["a condition that is none", { personas: [{ id: "a", where: { age: 7 } }] }, /personas\[0\]\.where: .*age/],
])("%s is told with its place", async (_, notes, told) => {
  await expect(readMapNotes(await write(notes), PLAN)).rejects.toThrow(told);
});

test("a collector with a faulty map.json does not start, and a good one is never served as a file", async () => {
  await expect(start({ map: { notes: join(await makeFolder(), "map.json") } })).rejects.toThrow(
    /cannot be read\. Check its path/,
  );
  const { url } = await start({ map: { notes: await write({ title: "Secret" }) } });
  expect((await fetch(`${url}/map.json`)).status).toBe(404);
});

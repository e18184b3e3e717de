import { expect, test } from "vitest";
import { toFigure, toMedianFigure } from "./figure.mjs";
import { toTable } from "./print-table.mjs";

test("figures stand in columns under their heading", () => {
  const figures = [
    toMedianFigure({ name: "start", unit: "ms", samples: [3.456, 12.34, 123.4], budget: 15 }),
    toFigure({ name: "posts", unit: "", measured: 2, floor: 0, budget: 1 }),
    toFigure({ name: "heap after start", unit: "kB", measured: 900.4, floor: 800.2 }),
    toFigure({ name: "entries", unit: "1/s", measured: 300, least: 200 }),
  ];
  expect(toTable(figures).split("\n")).toEqual([
    "                      measured     range  without  ours  budget",
    "start, ms                 12.3  3.46–123        –  12.3    ≤ 15  ok",
    "posts                        2         –        0     2     ≤ 1  over",
    "heap after start, kB       900         –      800   100       –",
    "entries, 1/s               300         –        –   300   ≥ 200  ok",
  ]);
});

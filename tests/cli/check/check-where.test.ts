import { expect, test } from "vitest";
import { find, triggers } from "./fixtures.ts";

test.each([
  { device: "phone" },
  { device: "phone", width: { max: 400 } },
  { device: ["phone", "desktop"], width: { min: 1000 } },
  { language: ["de", "pt-BR", "zh-Hant"] },
  { visitor: "new", visits: { max: 1 } },
  { visitor: "returning", visits: { min: 2 } },
  { width: { min: 600, max: 600 } },
  { traits: { plan: "gold", orders: { min: 1 } } },
])("%j is somebody", (where) => {
  expect(find(triggers({ where }))).toEqual([]);
});

test.each<[where: object, path: string, problem: RegExp]>([
  [{ device: "phone", width: { min: 700 } }, "device", /never that wide/],
  [{ device: "tablet", width: { max: 500 } }, "device", /never that wide/],
  [{ language: "de_AT" }, "language", /no language tag/],
  [{ language: ["de", "-"] }, "language[1]", /no language tag/],
  [{ visitor: "new", visits: { min: 2 } }, "visits", /nobody is new on visit 2/],
  [{ visitor: "returning", visits: { max: 1 } }, "visits", /nobody returns/],
  [{ visits: { max: 0 } }, "visits", /counts from 1/],
  [{ visits: { min: 5, max: 2 } }, "visits", /holds for nothing/],
  [{ width: { min: 601, max: 609 } }, "width", /rounded to ten/],
  [{ traits: { orders: { min: 3, max: 1 } } }, "traits.orders", /holds for nothing/],
])("%j is nobody: %s", (where, path, problem) => {
  expect(find(triggers({ where }))).toEqual([expect.stringMatching(problem)]);
  expect(find(triggers({ where }))[0]).toContain(`triggers[0].where.${path}: `);
});

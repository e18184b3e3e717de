import { expect, test } from "vitest";
import { readCollectOptions } from "../../packages/cli/src/read-collect-options.ts";

test("sites, rates and terms are read", () => {
  const text = "--data d --site shop=https://shop.example,http://localhost:3000 --site blog --rate 900 --site-rate 300";
  expect(
    readCollectOptions(`${text} --keep 90 --keep-text 30 --port 0 --map map.json --forward targets.json`.split(" ")),
  ).toMatchObject({
    data: "d",
    port: 0,
    map: "map.json",
    forward: "targets.json",
    sites: [{ id: "shop", origins: ["https://shop.example", "http://localhost:3000"] }, { id: "blog" }],
    limits: { overall: 900, perSite: 300 },
    retention: { entries: 90, text: 30 },
  });
});

test("what is not said is left to the collector", () => {
  const options = readCollectOptions(["--data", "d"]);
  expect(options.sites).toBeUndefined();
  expect([options.limits, options.retention]).toEqual([
    { overall: undefined, perSite: undefined },
    { entries: undefined, text: undefined },
  ]);
});

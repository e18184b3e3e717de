import { expect, test } from "vitest";
import { readChoice, toggleIncluded, toMapQuery, writeChoice } from "../../packages/map/src/page/choice.ts";
import { ternAndTide } from "./fixtures.ts";

test.each([
  "",
  "?device=phone",
  "?site=Tern%20%26%20Tide&device=tablet&include=simulated,automated&days=90&view=table",
  "?include=",
  "?persona=parents&versus=before",
  "?versus=everyone",
  "?versus=device:phone",
  "?versus=persona:working-parents&view=table",
])("the address %j survives a reload", (search) => expect(writeChoice(readChoice(search))).toBe(search));

test("what the address can't mean is as if it were not there", () => {
  expect(readChoice("?days=13&device=watch&include=robots&view=pie&site=&persona=&versus=device:watch")).toEqual({
    site: null,
    days: 30,
    device: null,
    persona: null,
    versus: null,
    include: [],
    view: "map",
  });
});

test("the collector is asked for a period up to now, and for nothing that was not chosen", () => {
  const now = Date.parse("2026-11-20T14:02:00Z");
  expect(toMapQuery(readChoice("?days=7"), now)).toBe(`?from=${now - 7 * 86_400_000}&until=${now}`);
  expect(toMapQuery(readChoice("?include=simulated&view=table"), now)).toContain("?include=simulated&from=");
});

test("simulated and automated visitors are put in and taken out each by itself", () => {
  expect(toggleIncluded(ternAndTide, "simulated")).toEqual(["simulated"]);
  expect(toggleIncluded({ ...ternAndTide, automated: true }, "simulated")).toEqual(["simulated", "automated"]);
  expect(toggleIncluded({ ...ternAndTide, simulated: true }, "simulated")).toEqual([]);
});

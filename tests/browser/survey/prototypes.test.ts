// Pages that have polluted or frozen the prototypes of everything.
import { expect, test } from "vitest";
import { eventually } from "../harness/eventually.ts";
import { leaving, one } from "./kinds.ts";
import { useSurveyPage } from "./survey-page.ts";

const { open, find, textOf, told, troubles } = useSurveyPage();

test("a polluted Object.prototype reaches no element and no answer", async () => {
  const first = () => {
    const planted = { onclick: "alert(1)", href: "x", optional: true, note: "planted", innerHTML: "planted" };
    Object.assign(Object.prototype, planted);
  };
  await open(one("nps"), { first });
  expect(await textOf(".body")).not.toContain("planted");
  expect(await (await find(".card")).evaluate((card) => card.querySelectorAll("[onclick], [href]").length)).toBe(0);
  await (await find("input[value='7']")).click();
  await eventually("completed", async () => (await told()).includes("completed"));
  expect(await troubles()).toEqual([]);
});

test("frozen prototypes stop nothing", async () => {
  const first = () => {
    for (const { prototype } of [Object, Array, Function, Map, Promise]) Object.freeze(prototype);
  };
  await open(leaving, { first });
  await (await find("input[value='Payment']")).click();
  await eventually("the second question", async () => (await textOf("#question")) === "What should we fix?");
  expect(await troubles()).toEqual([]);
});

import { expect, test } from "vitest";
import * as rows from "../../../packages/map/src/words/table-rows.ts";
import { few, ternAndTide } from "../fixtures.ts";

const plain = (table: readonly rows.Row[]) => table.map((row) => row.map((cell) => cell.replaceAll("\u202f", " ")));

test("stages tell all their parts", () => {
  expect(plain(rows.toStageRows(ternAndTide))[0]).toEqual([
    "Discover",
    "60,412",
    "54,690",
    "91 %",
    "4,500",
    "7.4 %",
    "1,222",
    "2 %",
  ]);
});

test("what is held back is never printed as nothing", () => {
  expect(rows.toStageRows(few)[1]).toEqual(["Choose", "< 5", "< 5", "–", "< 5", "–", "< 5", "–"]);
  expect(rows.toMoveRows(few)[0]).toEqual(["Landing", "Listing", "forward", "< 5", "< 5"]);
  expect(rows.toFrictionRows(few)[0]).toEqual(["Discover", "whole stage", "Rage click", "< 5", "–"]);
  expect(rows.toEmotionRows(few)[0]?.slice(-4)).toEqual(["–", "–", "–", "< 5"]);
});

test("moves tell where they lead", () => {
  const directions = rows.toMoveRows(ternAndTide).map((row) => row[2]);
  expect(directions.filter((direction) => direction === "back")).toHaveLength(5);
  const again = { ...ternAndTide, moves: [{ from: "choose/product", to: "choose/product", visitors: 9, times: 9 }] };
  expect(rows.toMoveRows(again)[0]?.[2]).toBe("again");
});

test("every table has a row for each thing of the map", () => {
  expect(rows.toStepRows(ternAndTide)).toHaveLength(10);
  expect(rows.toReasonRows(ternAndTide)).toHaveLength(6);
  expect(rows.toVoiceRows(ternAndTide)).toHaveLength(17);
  expect(rows.toSurveyRows(ternAndTide)).toHaveLength(3);
  expect(rows.toFixRows(ternAndTide)).toHaveLength(3);
});

import { toDevice } from "@waymark/journey";
import { expect, test } from "vitest";

test.each([
  ["iPhone SE", 320, true, "phone"],
  ["iPhone Pro Max", 440, true, "phone"],
  ["Android phone, large", 480, true, "phone"],
  ["the border", 590, true, "phone"],
  ["small Android tablet", 600, true, "tablet"],
  ["iPad mini", 740, true, "tablet"],
  ["iPad Pro, sideways", 1370, true, "tablet"],
  ["phone, sideways", 930, true, "tablet"],
  ["laptop", 1280, undefined, "desktop"],
  ["narrow window", 390, false, "desktop"],
] as const)("%s, %d wide", (_, width, touch, device) => expect(toDevice({ width, touch })).toBe(device));

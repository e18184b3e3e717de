import { type Click, isRage, isSameSpot } from "@waymark/journey";
import { expect, test } from "vitest";

const click = (at: number, x = 0, hadEffect = false): Click => ({ at, x, y: 0, hadEffect });

test.each<[string, boolean, readonly Click[]]>([
  ["three fast clicks on one spot", true, [click(0), click(100), click(200)]],
  ["no click", false, []],
  ["two clicks", false, [click(0), click(100)]],
  ["1,000 ms first to last", true, [click(0), click(500), click(1000)]],
  ["a little slower", false, [click(0), click(500), click(1001)]],
  ["30 px from the first", true, [click(0), click(100, 30), click(200, -30)]],
  ["further apart", false, [click(0), click(100, 31), click(200)]],
  ["one had an effect", true, [click(0), click(100, 0, true), click(200)]],
  ["two had an effect, such as a stepper's", false, [click(0), click(100, 0, true), click(200, 0, true)]],
  ["a slow one before three fast ones", true, [click(0), click(5000), click(5100), click(5200)]],
  ["a far one before three near ones", true, [click(0, 200), click(100), click(200), click(300)]],
  ["many slow ones", false, [click(0), click(900), click(1800), click(2700), click(3600)]],
])("%s: %s", (_, is, clicks) => expect(isRage(clicks)).toBe(is));

test("the owner may ask for more clicks", () => {
  const clicks = [click(0), click(100), click(200)];
  expect(isRage(clicks, { clicks: 4 })).toBe(false);
  expect(isRage([...clicks, click(300)], { clicks: 4 })).toBe(true);
});

test("a spot is thirty pixels wide, in every direction", () => {
  expect(isSameSpot({ x: 0, y: 0 }, { x: 18, y: -24 })).toBe(true);
  expect(isSameSpot({ x: 0, y: 0 }, { x: 19, y: -24 })).toBe(false);
});

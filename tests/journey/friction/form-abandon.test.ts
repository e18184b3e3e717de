import { type BegunForm, isFormAbandoned } from "@waymark/journey";
import { expect, test } from "vitest";

const at = 60_000;

test.each<[string, boolean, BegunForm, fields?: number, isGone?: boolean]>([
  ["left where it stood", true, { enteredAt: 0 }],
  ["a search box", false, { enteredAt: 0 }, 1],
  ["a form without fields", false, { enteredAt: 0 }, 0],
  ["closed without a press of its buttons", true, { enteredAt: 0 }, 5, true],
  ["gone after its button was pressed: sent by script", false, { enteredAt: 0, pressedAt: 1000 }, 5, true],
  ["gone at once with the last input", false, { enteredAt: 1000, pressedAt: 1000 }, 5, true],
  ["gone after more was entered than was sent", true, { enteredAt: 2000, pressedAt: 1000 }, 5, true],
  ["the page goes 9.999 s after the button", false, { enteredAt: 0, pressedAt: at - 9999 }],
  ["the button did nothing for 10 s", true, { enteredAt: 0, pressedAt: at - 10_000 }],
  ["the page goes, with more entered since the button", true, { enteredAt: at - 10, pressedAt: at - 20 }],
])("%s: %s", (_, is, form, fields = 5, isGone = false) => expect(isFormAbandoned(form, fields, isGone, at)).toBe(is));

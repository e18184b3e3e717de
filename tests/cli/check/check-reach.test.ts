import { expect, test } from "vitest";
import { find, triggers } from "./fixtures.ts";

const rage = { friction: "rage-click" };
const variant = (is: string) => ({ test: "w", is, of: ["a", "b"] });

test.each<[name: string, earlier: object, later: object]>([
  ["the same", { on: rage }, { on: rage }],
  ["a wider kind", { on: { kind: "friction" } }, { on: rage }],
  ["anything", { on: {} }, { on: { type: "page" } }],
  ["the type written out", { on: rage }, { on: { kind: "friction", type: "rage-click" } }],
  ["any stage", { on: rage }, { on: { ...rage, stage: "choose" } }],
  ["one of several steps", { on: { step: ["cart", "done"] } }, { on: { step: "cart" } }],
  ["states by default", { on: { friction: "abandon" } }, { on: { friction: "abandon", state: "leaving" } }],
  [
    "a wider range",
    { on: { ...rage, data: { weight: { min: 0.3 } } } },
    { on: { ...rage, data: { weight: { min: 0.5, max: 0.7 } } } },
  ],
  [
    "a value in its range",
    { on: { type: "custom", data: { n: { min: 1 } } } },
    { on: { type: "custom", data: { n: 3 } } },
  ],
  ["a smaller count", { on: { ...rage, count: 2 } }, { on: { ...rage, count: 3 } }],
  ["a longer time", { on: { ...rage, count: 2, within: "5m" } }, { on: { ...rage, count: 2, within: "1m" } }],
  ["all devices", { on: rage }, { on: rage, where: { device: "phone" } }],
  ["wider pages", { on: rage, where: { pages: ["/a/**"] } }, { on: rage, where: { pages: ["/a/b"] } }],
  ["the same visitors", { on: rage, where: { visitor: "new" } }, { on: rage, where: { visitor: "new" } }],
  ["more visits", { on: rage, where: { visits: { min: 2 } } }, { on: rage, where: { visits: { min: 3 } } }],
  ["everybody", { on: rage, sample: 1 }, { on: rage, sample: 0.5 }],
  ["the same side of a test", { on: rage, variant: variant("a") }, { on: rage, variant: variant("a") }],
  ["the same time", { on: rage, schedule: { until: "2027-01-01" } }, { on: rage, schedule: { until: "2027-01-01" } }],
])("%s first: the later never asks", (_, earlier, later) => {
  expect(find(triggers(earlier, later))).toEqual([
    expect.stringContaining('triggers[1].on: never asks: "t0" comes first'),
  ]);
});

const other = { questions: [{ id: "q", kind: "text", text: "What?" }] };

test.each<[name: string, earlier: object, later: object]>([
  ["another signal", { on: rage }, { on: { friction: "exit-intent" } }],
  ["a narrower kind", { on: rage }, { on: { kind: "friction" } }],
  ["a narrower stage", { on: { ...rage, stage: "choose" } }, { on: rage }],
  ["another state", { on: { friction: "abandon" } }, { on: { friction: "abandon", state: "recovered" } }],
  [
    "a narrower range",
    { on: { ...rage, data: { weight: { min: 0.5 } } } },
    { on: { ...rage, data: { weight: { min: 0.3 } } } },
  ],
  ["another field", { on: { type: "custom", data: { n: 3 } } }, { on: { type: "custom", data: { m: 3 } } }],
  ["a larger count", { on: { ...rage, count: 3 } }, { on: { ...rage, count: 2 } }],
  ["a shorter time", { on: { ...rage, count: 2, within: "1m" } }, { on: { ...rage, count: 2 } }],
  ["some devices", { on: rage, where: { device: "phone" } }, { on: rage, where: { device: ["phone", "tablet"] } }],
  ["some traits", { on: rage, where: { traits: { plan: "gold" } } }, { on: rage }],
  ["some widths", { on: rage, where: { width: { max: 600 } } }, { on: rage, where: { width: { max: 700 } } }],
  ["a share", { on: rage, sample: 0.5 }, { on: rage }],
  ["the other side of a test", { on: rage, variant: variant("a") }, { on: rage, variant: variant("b") }],
  ["a schedule", { on: rage, schedule: { until: "2027-01-01" } }, { on: rage }],
  ["another survey, which has limits of its own", { on: rage, ask: "what" }, { on: rage }],
])("%s first: the later may ask", (_, earlier, later) => {
  const plan = triggers(earlier, later);
  expect(find({ ...plan, surveys: { ...plan.surveys, what: other } })).toEqual([]);
});

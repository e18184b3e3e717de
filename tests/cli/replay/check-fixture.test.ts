import { expect, test } from "vitest";
import { checkFixture } from "../../../packages/cli/src/replay/check-fixture.ts";
import { PLAN, TO_PAYMENT } from "./fixtures.ts";

test("a fixture that is one comes back", () => {
  const fixture = {
    entries: [
      ...TO_PAYMENT,
      { friction: "rage-click", name: "pay", data: { clicks: 4 } },
      { survey: "answered" },
      { close: true },
    ],
    expect: [{ ask: "pay-trouble", trigger: "dead-button", at: "checkout/payment" }],
  };
  expect(checkFixture(fixture, PLAN)).toEqual({ fixture, problems: [] });
});

const page = { page: "/" };

test.each<[path: string, problem: RegExp, value: unknown]>([
  ["", /not of type object/, []],
  ["entries", /is missing/, {}],
  ["entries", /at least 1 item/, { entries: [] }],
  ["entries[0].pgae", /not known here/, { entries: [{ pgae: "/" }] }],
  ["entries[0].page", /"cart" is not valid/, { entries: [{ page: "cart" }] }],
  ["entries[1].after", /is not valid/, { entries: [page, { after: "soon", page: "/" }] }],
  ["entries[0]", /is no page/, { entries: [{ touchpoint: "x" }] }],
  ["entries[1]", /tells nothing/, { entries: [page, { after: "2s" }] }],
  ["entries[1]", /tells "touchpoint", "friction" at once/, { entries: [page, { touchpoint: "x", friction: "loop" }] }],
  ["entries[1].load", /no use beside "touchpoint"/, { entries: [page, { touchpoint: "x", load: "route" }] }],
  ["entries[1].name", /no use beside "touchpoint"/, { entries: [page, { touchpoint: "x", name: "y" }] }],
  ["entries[1].data", /no use beside "close"/, { entries: [page, { close: true, data: {} }] }],
  ["entries[1].step", /no step "pay"/, { entries: [page, { step: "pay" }] }],
  ["entries[0].step", /no step "pay"/, { entries: [{ ...page, step: "pay" }] }],
  ["expect[0].ask", /no survey "why"/, { entries: [page], expect: [{ ask: "why" }] }],
  ["expect[0].trigger", /no trigger "t"/, { entries: [page], expect: [{ ask: "why-leave", trigger: "t" }] }],
])("%s %s", (path, problem, value) => {
  const { fixture, problems } = checkFixture(value, PLAN);
  expect(fixture).toBeUndefined();
  expect(problems).toContainEqual({
    path,
    problem: expect.stringMatching(problem),
    remedy: expect.stringMatching(/^[A-Z].*\.$/),
  });
});

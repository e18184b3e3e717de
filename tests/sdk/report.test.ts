import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createReport } from "../../packages/sdk/src/report.ts";

const warn = vi.spyOn(console, "warn");
const debug = vi.spyOn(console, "debug");

beforeEach(() => {
  warn.mockReset().mockReturnValue();
  debug.mockReset().mockReturnValue();
});
afterEach(() => vi.clearAllMocks());

test("a problem is one line with its place", () => {
  createReport(false).problem("waymark.json stages.0", "is off");
  expect(warn.mock.calls).toEqual([["[waymark] waymark.json stages.0: is off"]]);
});

test("the same problem is told once", () => {
  const { problem } = createReport(false);
  for (let i = 0; i < 3; i++) problem("a", "b");
  expect(warn).toHaveBeenCalledOnce();
});

test("at most five lines a page", () => {
  const { problem } = createReport(false);
  for (let i = 0; i < 9; i++) problem(`stages.${i}`, "is off");
  expect(warn).toHaveBeenCalledTimes(5);
});

test("in debug mode all of them, and the details", () => {
  const report = createReport(true);
  for (let i = 0; i < 9; i++) report.problem(`stages.${i}`, "is off");
  report.debug("entry", { id: 1 });
  expect(warn).toHaveBeenCalledTimes(9);
  expect(debug.mock.calls).toEqual([["[waymark]", "entry", { id: 1 }]]);
});

test("outside of it details are silent", () => {
  createReport(false).debug("entry");
  expect(debug).not.toHaveBeenCalled();
});

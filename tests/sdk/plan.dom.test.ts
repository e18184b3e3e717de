import type { Configuration } from "@waymark/protocol";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { loadPlan } from "../../packages/sdk/src/plan.ts";
import { createTabMemory } from "../../packages/sdk/src/tab-memory.ts";
import { createFakeClock, silentReport } from "./fixtures.ts";

const stages = [{ id: "checkout", steps: [{ id: "cart", pages: ["/cart"] }] }];
let aborter = new AbortController();
const look = vi.fn();
const load = (config: Configuration, rest: object = {}) => {
  const clock = createFakeClock();
  const tab = createTabMemory(undefined);
  return loadPlan({ root: document, clock, config, report: silentReport(), tab, look, ...rest }, aborter.signal);
};

beforeEach(() => {
  aborter = new AbortController();
  look.mockClear();
});
afterEach(() => {
  aborter.abort();
  vi.restoreAllMocks();
  document.body.replaceChildren();
});

test("it hands over configuration, hash, placing and how to redact", async () => {
  const { configuration, hash, placing, redact } = await load({ stages });
  expect(configuration.stages).toEqual(stages);
  expect(hash).toMatch(/^\w+$/);
  expect(placing.place()).toEqual({ stage: null, step: "/" });
  expect(redact("jane@shop.example")).toBe("[email]");
});

test("it waits until the page is parsed", async () => {
  vi.spyOn(document, "readyState", "get").mockReturnValue("interactive");
  vi.spyOn(performance, "getEntriesByType").mockReturnValue([]);
  const loaded = vi.fn();
  const loading = load({ stages }).then(loaded);
  await new Promise((resolve) => setTimeout(resolve));
  expect(loaded).not.toHaveBeenCalled();
  document.dispatchEvent(new Event("DOMContentLoaded"));
  await loading;
  expect(loaded).toHaveBeenCalled();
});

test("only where a step waits for an element it looks at what is drawn, until its stop", async () => {
  await load({ stages });
  document.body.append(document.createElement("p"));
  await load({ stages: [{ id: "a", steps: [{ id: "b", visible: "#b" }] }] });
  document.body.append(document.createElement("p"));
  await vi.waitFor(() => expect(look).toHaveBeenCalledOnce());
  aborter.abort();
  document.body.append(document.createElement("p"));
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  expect(look).toHaveBeenCalledOnce();
});

test("without a sound configuration it rejects with what is wrong", () =>
  expect(load([] as unknown as Configuration)).rejects.toThrow("is no JSON object"));

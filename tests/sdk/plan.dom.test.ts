import type { Configuration } from "@waymark/protocol";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { describeElement, findInteractive } from "../../packages/sdk/src/dom/describe-element.ts";
import { loadPlan } from "../../packages/sdk/src/plan.ts";
import { createFakeClock, makeDraft, silentReport } from "./fixtures.ts";

const stages = [{ id: "checkout", steps: [{ id: "cart", pages: ["/cart"] }] }];
const clock = createFakeClock();
let aborter = new AbortController();
const look = vi.fn();
const emit = vi.fn(async () => "memory" as const);
const load = (config: Configuration, rest: object = {}) => {
  const context = {
    root: document,
    site: "shop",
    clock,
    config,
    report: silentReport(),
    identity: undefined,
    emit,
    look,
    find: findInteractive,
    describe: describeElement,
  };
  return loadPlan({ ...context, ...rest }, aborter.signal);
};

beforeEach(() => {
  aborter = new AbortController();
  look.mockClear();
  emit.mockClear();
  Reflect.deleteProperty(window, "dataLayer");
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

test("only where a step of this page waits for an element it looks at what is drawn, until its stop", async () => {
  const { placing } = await load({ stages: [{ id: "a", steps: [{ id: "b", pages: ["/cart"], visible: "#b" }] }] });
  const visit = (path: string) =>
    placing.observe(makeDraft({ type: "page", data: { load: "route" }, page: { url: `https://shop.example${path}` } }));
  const draw = async () => {
    const element = Object.assign(document.createElement("p"), { id: "b" });
    element.getBoundingClientRect = () => new DOMRect(0, 0, 1, 1);
    document.body.replaceChildren(element);
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 5)));
    element.remove();
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 5)));
  };
  visit("/about");
  await draw();
  expect(look).not.toHaveBeenCalled();
  visit("/cart");
  await draw();
  expect(look).toHaveBeenCalledTimes(2);
  aborter.abort();
  await draw();
  expect(look).toHaveBeenCalledTimes(2);
});

test("what the page's dataLayer tells is told, by the names of the plan too, until its stop", async () => {
  const dataLayer: object[] = [{ event: "login" }, { event: "add_to_cart" }];
  Object.assign(window, { dataLayer });
  await load({ stages: [{ id: "a", steps: [{ id: "b", dataLayer: "login" }] }, ...stages] });
  dataLayer.push({ event: "purchase" });
  aborter.abort();
  dataLayer.push({ event: "purchase" });
  const names = (emit.mock.calls as unknown as [{ readonly name: string }][]).map(([{ name }]) => name);
  expect(names).toEqual(["login", "add_to_cart", "purchase"]);
});

test("stopped while it loads it leaves the page's dataLayer alone", async () => {
  const dataLayer: object[] = [];
  const { push } = dataLayer;
  Object.assign(window, { dataLayer });
  const loading = load({ stages });
  aborter.abort();
  await loading;
  expect(dataLayer.push).toBe(push);
});

test("how long the visitor was there is told when the page goes", async () => {
  const { placing, engaged } = await load({ stages });
  placing.observe(makeDraft({ type: "page", data: { load: "navigate" } }));
  clock.forward(3000);
  window.dispatchEvent(new Event("pagehide"));
  window.dispatchEvent(new Event("visibilitychange"));
  expect(emit.mock.calls).toEqual([[{ kind: "touchpoint", type: "dwell", name: "cart", data: { dwell: engaged() } }]]);
});

test("without a sound configuration pages place, and nothing has a name", async () => {
  const { configuration, hash, placing } = await load([] as unknown as Configuration);
  expect(configuration).toMatchObject({ stages: [], triggers: [] });
  expect(hash).toBeUndefined();
  placing.observe(makeDraft({ type: "page", data: { load: "navigate" }, page: { url: "https://shop.example/cart" } }));
  expect(placing.place()).toEqual({ stage: null, step: "/cart" });
});

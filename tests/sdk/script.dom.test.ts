import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { sharedParts } from "../../packages/sdk/src/dom/load-chunk.ts";
import { leavePage, pause, preparePage, sent } from "./start-fixture.ts";

const scope = window as { waymark?: unknown };
const currentScript = Object.getOwnPropertyDescriptor(Document.prototype, "currentScript") ?? {};
let count = 0;
/** Runs the script as a tag of the page would. */
const run = async (attributes: Record<string, string> = {}, element: unknown = document.createElement("script")) => {
  if (element instanceof HTMLScriptElement) {
    element.setAttribute("src", "https://cdn.example/a/waymark.js");
    const site = `tag-${++count}`;
    for (const [name, value] of Object.entries({ site, consent: "granted", ...attributes }))
      element.dataset[name] = value;
  }
  Object.defineProperty(Document.prototype, "currentScript", { get: () => element, configurable: true });
  vi.resetModules();
  await import("../../packages/sdk/src/script.ts");
};
const handle = () =>
  scope.waymark as { push: (...calls: unknown[]) => void; flush: () => Promise<void>; stop: () => void };

beforeEach(() => {
  preparePage();
  vi.stubGlobal("__PLAN__", "sha384-plan");
  vi.stubGlobal("__IDLE__", "sha384-idle");
  vi.spyOn(document.documentElement, "append").mockReturnValue();
});
afterEach(() => {
  (sharedParts().instance as { stop?: () => void } | undefined)?.stop?.();
  delete scope.waymark;
  Object.defineProperty(Document.prototype, "currentScript", currentScript);
  leavePage();
});

test("a tag starts with its attributes, sends to its own origin and answers calls from before", async () => {
  scope.waymark = [["track", "early", { a: 1 }]];
  await run();
  handle().push(["track", "late"], ["unknown", 1]);
  await pause();
  await handle().flush();
  expect(vi.mocked(fetch).mock.calls[0]?.[0]).toBe("https://cdn.example/ingest");
  expect(sent().map(({ name }) => name)).toEqual(expect.arrayContaining(["/cart", "early", "late"]));
});

test("the plan is fetched from beside the tag, by its hash", async () => {
  await run({ config: "/waymark.json" });
  await vi.waitFor(() => expect(document.documentElement.append).toHaveBeenCalled());
  const [script] = vi.mocked(document.documentElement.append).mock.calls[0] ?? [];
  expect(script).toMatchObject({ src: "https://cdn.example/a/waymark.plan.js", integrity: "sha384-plan" });
});

test("two copies of the tag make one instance", async () => {
  await run();
  const { instance } = sharedParts();
  await run();
  expect(sharedParts().instance).toBe(instance);
});

test("a global that is no list is no queue", async () => {
  scope.waymark = document.createElement("div");
  await run();
  expect(handle().push).toBeTypeOf("function");
});

test.each([
  ["no tag", null],
  ["an element of the page that is called so", document.createElement("div")],
])("with %s nothing starts and nothing is thrown", async (_, element) => {
  await run({}, element);
  expect(scope.waymark).toBeUndefined();
  expect(sharedParts().instance).toBeUndefined();
});

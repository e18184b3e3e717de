import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { loadChunk, sharedParts } from "../../../packages/sdk/src/dom/load-chunk.ts";

const URL = "https://cdn.example/waymark.survey.js";
let appended: HTMLScriptElement[] = [];
/** What a script does when it has run. */
let run = () => {};

beforeEach(() => {
  const parts = sharedParts();
  for (const name of Object.keys(parts)) delete parts[name];
  parts.integrity = { survey: "sha384-abc" };
  appended = [];
  run = () => {
    sharedParts().survey = "the part";
  };
  vi.spyOn(document.documentElement, "append").mockImplementation((script) => {
    appended.push(script as HTMLScriptElement);
    queueMicrotask(() => {
      run();
      (script as HTMLScriptElement).onload?.(new Event("load"));
    });
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

test("a part is a script with our nonce and its hash, gone when it has run", async () => {
  expect(await loadChunk("survey", URL, "n0nce")).toBe("the part");
  const [script] = appended;
  expect(script).toMatchObject({ src: URL, integrity: "sha384-abc", crossOrigin: "anonymous", nonce: "n0nce" });
  expect(script?.isConnected).toBe(false);
});

test("a part that is there is not loaded again", async () => {
  sharedParts().survey = "here";
  expect(await loadChunk("survey", URL, "")).toBe("here");
  expect(appended).toEqual([]);
});

test("a part whose hash nobody knows is not loaded at all", async () => {
  await expect(loadChunk("vitals", URL, "")).rejects.toThrow("no vitals");
  expect(appended).toEqual([]);
});

test("a script that hands nothing over is a failure", async () => {
  run = () => {};
  await expect(loadChunk("survey", URL, "")).rejects.toThrow("no survey");
});

test("a script that does not load rejects", async () => {
  vi.mocked(document.documentElement.append).mockImplementation((script) =>
    queueMicrotask(() => (script as HTMLScriptElement).onerror?.(new Event("error"))),
  );
  await expect(loadChunk("survey", URL, "")).rejects.toBeInstanceOf(Event);
});

test("one Trusted Types policy is made for all parts", async () => {
  const createPolicy = vi.fn((_: string, rules: { createScriptURL: (url: string) => string }) => rules);
  vi.stubGlobal("trustedTypes", { createPolicy });
  sharedParts().integrity = { survey: "a", signals: "b" };
  await loadChunk("survey", URL, "");
  await loadChunk("signals", URL, "").catch(() => {});
  expect(createPolicy.mock.calls.map(([name]) => name)).toEqual(["waymark"]);
});

test("all scripts of a page share one object, in which a page's prototype shows nothing", () => {
  expect(sharedParts()).toBe(sharedParts());
  expect("toString" in sharedParts()).toBe(false);
});

import { afterEach, expect, test, vi } from "vitest";
import { isRendered, onRendering } from "../../../packages/sdk/src/plan/rendered.ts";

const add = (id: string, width: number, height: number) => {
  const element = document.createElement("div");
  element.id = id;
  element.getBoundingClientRect = () => new DOMRect(0, 0, width, height);
  document.body.append(element);
  return element;
};

afterEach(() => document.body.replaceChildren());

test.each([
  ["no element", "#none", false],
  ["one that is laid out", "#there", true],
  ["one without size", "#empty", false],
  ["one without height", "#flat", false],
  ["any of several", "div", true],
  ["a selector that does not parse", "::[", false],
])("%s", (_, selector, is) => {
  add("empty", 0, 0);
  add("flat", 10, 0);
  add("there", 10, 10);
  expect(isRendered(document, selector)).toBe(is);
});

test("changes that can show an element are told once, until its stop", async () => {
  const aborter = new AbortController();
  const changed = vi.fn();
  onRendering(document, changed, aborter.signal);
  const element = add("a", 1, 1);
  element.className = "b";
  element.hidden = true;
  await vi.waitFor(() => expect(changed).toHaveBeenCalledTimes(1));
  element.hidden = false;
  await vi.waitFor(() => expect(changed).toHaveBeenCalledTimes(2));
  aborter.abort();
  element.hidden = true;
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  expect(changed).toHaveBeenCalledTimes(2);
});

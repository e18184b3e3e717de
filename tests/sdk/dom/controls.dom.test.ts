import { afterEach, expect, test, vi } from "vitest";
import { listenInside } from "../../../packages/sdk/src/dom/controls.ts";

const addField = (attributes: string) => {
  document.body.innerHTML = `<div ${attributes}></div>`;
  const root = document.body.querySelector("div")?.attachShadow({ mode: "open" });
  if (!root) throw new Error("no root");
  root.innerHTML = "<form><input></form>";
  return root;
};

let aborter = new AbortController();
afterEach(() => {
  aborter.abort();
  aborter = new AbortController();
  document.body.replaceChildren();
});

test.each([
  ["of the page is heard", "", 1],
  ["of ours, or of what opted out, is not", "data-waymark-ignore", 0],
])("a submit inside of a shadow root %s", (_, attributes, times) => {
  const root = addField(attributes);
  const hear = vi.fn();
  listenInside(document, "submit", aborter.signal, hear);
  root.querySelector("input")?.dispatchEvent(new Event("focusin", { bubbles: true, composed: true }));
  root.querySelector("form")?.dispatchEvent(new Event("submit", { bubbles: true }));
  expect(hear).toHaveBeenCalledTimes(times);
});

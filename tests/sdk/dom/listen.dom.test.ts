import { expect, test, vi } from "vitest";
import { listen } from "../../../packages/sdk/src/dom/listen.ts";

test("it listens in the capture phase, passively, until its signal", () => {
  const aborter = new AbortController();
  const add = vi.spyOn(document, "addEventListener");
  const heard = vi.fn();
  listen(document, "click", aborter.signal, heard);
  expect(add.mock.calls[0]?.[2]).toEqual({ capture: true, passive: true, signal: aborter.signal });
  document.body.dispatchEvent(new Event("click"));
  aborter.abort();
  document.body.dispatchEvent(new Event("click"));
  expect(heard).toHaveBeenCalledTimes(1);
  add.mockRestore();
});

test("what a handler throws does not reach the page", () => {
  const failed = vi.fn();
  const target = new EventTarget();
  window.addEventListener("error", failed);
  listen(target, "x", new AbortController().signal, () => {
    throw new Error("ours");
  });
  expect(() => target.dispatchEvent(new Event("x"))).not.toThrow();
  window.removeEventListener("error", failed);
  expect(failed).not.toHaveBeenCalled();
});

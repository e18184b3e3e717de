// A visitor who clicks, in tests without a browser.
import { vi } from "vitest";
import { dispatchTrusted, type FakeClock } from "../fixtures.ts";

export const find = (selector: string): HTMLElement => {
  const element = document.querySelector<HTMLElement>(selector);
  if (!element) throw new Error(`no ${selector}`);
  return element;
};

export const toEvent = (type: string, init: PointerEventInit = {}): PointerEvent =>
  new PointerEvent(type, { bubbles: true, cancelable: true, composed: true, clientX: 5, clientY: 5, ...init });

/** Puts the pointer down, takes it up and clicks; `before` runs between both. */
export function click(selector: string, init: PointerEventInit = {}, before = () => {}): void {
  const element = find(selector);
  dispatchTrusted(element, toEvent("pointerdown", init));
  before();
  dispatchTrusted(element, toEvent("pointerup", init));
  if (!element.matches(":disabled")) dispatchTrusted(element, toEvent("click", { detail: 1, ...init }));
}

/** Presses Enter or Space on a control: a click without a pointer. */
export const press = (selector: string): void =>
  dispatchTrusted(find(selector), toEvent("click", { clientX: 0, clientY: 0 }));

/** Lets time go by, in steps that a timer's clock can be read in. */
export async function pass(clock: FakeClock, ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= 50) {
    clock.forward(Math.min(50, left));
    await vi.advanceTimersByTimeAsync(Math.min(50, left));
  }
}

import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { untilCalm } from "../../../packages/sdk/src/ask/calm.ts";

let aborter = new AbortController();
let isPayment = false;
let result: boolean | undefined;
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const wait = (within?: number) => {
  untilCalm(document, () => isPayment, aborter.signal, within).then((isCalm) => {
    result = isCalm;
  });
};

beforeEach(() => {
  vi.useFakeTimers();
  aborter = new AbortController();
  isPayment = false;
  result = undefined;
});
afterEach(() => {
  aborter.abort();
  vi.useRealTimers();
  vi.restoreAllMocks();
  document.body.replaceChildren();
});

test("a second without anything is calm", async () => {
  wait();
  await pass(999);
  expect(result).toBeUndefined();
  await pass(1);
  expect(result).toBe(true);
  expect(vi.getTimerCount()).toBe(0);
});

test.each(["keydown", "input", "scroll"])("%s begins it anew", async (type) => {
  wait();
  await pass(900);
  document.dispatchEvent(new Event(type));
  await pass(999);
  expect(result).toBeUndefined();
  await pass(1);
  expect(result).toBe(true);
});

describe("it is not calm while", () => {
  const addField = () => {
    const field = document.createElement("input");
    document.body.append(field);
    field.focus();
    return field;
  };
  test("the page is hidden", async () => {
    const state = vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
    wait();
    await pass(5000);
    expect(result).toBeUndefined();
    state.mockReturnValue("visible");
    await pass(1000);
    expect(result).toBe(true);
  });

  test("a dialog is open", async () => {
    vi.spyOn(Element.prototype, "getBoundingClientRect").mockReturnValue(new DOMRect(0, 0, 100, 100));
    const dialog = document.createElement("div");
    document.body.append(dialog);
    wait();
    for (const mark of ["aria-modal", "data-aria-hidden"]) {
      dialog.setAttribute(mark, "true");
      await pass(5000);
      expect([mark, result]).toEqual([mark, undefined]);
      dialog.removeAttribute(mark);
    }
    await pass(1000);
    expect(result).toBe(true);
  });

  test("the page is inert", async () => {
    document.body.inert = true;
    wait();
    await pass(5000);
    expect(result).toBeUndefined();
    document.body.inert = false;
    await pass(1000);
    expect(result).toBe(true);
  });

  test("a field of a payment step has the focus", async () => {
    isPayment = true;
    const field = addField();
    wait();
    await pass(5000);
    expect(result).toBeUndefined();
    field.blur();
    await pass(1000);
    expect(result).toBe(true);
  });

  test("a field inside of an open shadow root, or of an element that may hide one, has the focus", async () => {
    isPayment = true;
    const host = document.createElement("div");
    document.body.append(host);
    const field = document.createElement("input");
    host.attachShadow({ mode: "open" }).append(field);
    const card = document.createElement("card-field");
    card.tabIndex = 0;
    document.body.append(card);
    const active = vi.spyOn(document, "activeElement", "get").mockReturnValue(host);
    Object.defineProperty(host.shadowRoot, "activeElement", { value: field });
    wait();
    await pass(5000);
    active.mockReturnValue(card);
    await pass(5000);
    expect(result).toBeUndefined();
    active.mockReturnValue(document.body);
    await pass(1000);
    expect(result).toBe(true);
  });

  test("something fills the whole screen", async () => {
    Object.defineProperty(document, "fullscreenElement", { value: document.body, configurable: true });
    wait();
    await pass(5000);
    expect(result).toBeUndefined();
    Reflect.deleteProperty(document, "fullscreenElement");
    await pass(1000);
    expect(result).toBe(true);
  });

  test("but dialogs that are not rendered, and those that are not modal, are none", async () => {
    document.body.innerHTML = '<div aria-modal="true"></div><dialog open></dialog>';
    const [modal, dialog] = document.body.children as unknown as [Element, Element];
    modal.checkVisibility = () => false;
    dialog.checkVisibility = () => true;
    vi.spyOn(dialog, "matches").mockReturnValue(false);
    wait();
    await pass(1000);
    expect(result).toBe(true);
  });

  test("but a field elsewhere may have it", async () => {
    addField();
    wait();
    await pass(1000);
    expect(result).toBe(true);
  });
});

test("it gives up after half a minute", async () => {
  wait();
  for (let i = 0; i < 60; i++) {
    document.dispatchEvent(new Event("input"));
    await pass(500);
  }
  expect(result).toBe(false);
  expect(vi.getTimerCount()).toBe(0);
});

test("where :modal is not known, an open dialog is taken for one, and nothing is thrown", async () => {
  document.body.innerHTML = "<dialog open></dialog>";
  const dialog = document.querySelector("dialog") as Element;
  dialog.checkVisibility = () => true;
  vi.spyOn(dialog, "matches").mockImplementation((selector) => {
    if (selector.includes(":modal")) throw new SyntaxError(selector);
    return false;
  });
  wait();
  await pass(5000);
  expect(result).toBeUndefined();
});

test("stopped before it began, it is not calm", async () => {
  aborter.abort();
  wait();
  await pass(0);
  expect(result).toBe(false);
});

test("its stop ends it", async () => {
  wait();
  aborter.abort();
  await pass(0);
  expect(result).toBe(false);
  expect(vi.getTimerCount()).toBe(0);
});

test("a drawer that stands ready outside of the page's view hinders nothing", async () => {
  vi.spyOn(Element.prototype, "getBoundingClientRect").mockReturnValue(new DOMRect(-300, 0, 300, 700));
  document.body.innerHTML = '<div aria-modal="true"></div>';
  wait();
  await pass(1000);
  expect(result).toBe(true);
});

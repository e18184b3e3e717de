import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createWatch, isRendered } from "../../../packages/sdk/src/plan/rendered.ts";

const resize = (element: Element, width: number, height = width) => {
  element.getBoundingClientRect = () => new DOMRect(0, 0, width, height);
};
const add = (id: string, width: number, height: number) => {
  const element = document.createElement("div");
  element.id = id;
  resize(element, width, height);
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

describe("a watch", () => {
  let aborter = new AbortController();
  const changed = vi.fn();
  const sizes = { observe: vi.fn(), disconnect: vi.fn(), tell: () => {} };
  const nextFrame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 5)));
  const start = (...selectors: string[]) => {
    const watch = createWatch(document, changed, aborter.signal);
    watch(selectors);
    return watch;
  };

  beforeEach(() => {
    aborter = new AbortController();
    for (const each of [changed, sizes.observe, sizes.disconnect]) each.mockClear();
    vi.stubGlobal(
      "ResizeObserver",
      class {
        observe = sizes.observe;
        disconnect = sizes.disconnect;
        constructor(tell: () => void) {
          sizes.tell = tell;
        }
      },
    );
  });
  afterEach(() => {
    aborter.abort();
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  });

  test("tells once when an element comes to be rendered, and when it is no more, until its stop", async () => {
    start("#a");
    const element = add("a", 1, 1);
    element.className = "b";
    element.hidden = true;
    await vi.waitFor(() => expect(changed).toHaveBeenCalledTimes(1));
    resize(element, 0);
    element.hidden = false;
    await vi.waitFor(() => expect(changed).toHaveBeenCalledTimes(2));
    aborter.abort();
    resize(element, 1);
    element.hidden = true;
    await nextFrame();
    expect(changed).toHaveBeenCalledTimes(2);
  });

  test("tells nothing of what changes beside them, however much that is", async () => {
    const element = add("a", 1, 1);
    start("#a", "#b");
    for (let i = 0; i < 20; i++) {
      add("x", 1, 1);
      element.className = `x-${i}`;
      await nextFrame();
    }
    expect(changed).not.toHaveBeenCalled();
  });

  test("hears of attributes that a selector names, and of no others", async () => {
    const form = add("form", 1, 1);
    start("[data-step='2']", "[aria-current]");
    const look = vi.spyOn(document, "querySelectorAll");
    form.setAttribute("data-tick", "1");
    await nextFrame();
    expect(look).not.toHaveBeenCalled();
    for (const name of ["data-step", "aria-current"]) {
      form.setAttribute(name, "2");
      await vi.waitFor(() => expect(changed).toHaveBeenCalledOnce());
      changed.mockClear();
    }
  });

  test("looks at an element's size, once, also of one that comes later", async () => {
    const early = add("a", 0, 0);
    start("#a", "::[", "#b");
    expect(sizes.observe.mock.calls).toEqual([[early]]);
    const late = add("b", 0, 0);
    await vi.waitFor(() => expect(sizes.observe.mock.calls).toEqual([[early], [late]]));
    expect(changed).not.toHaveBeenCalled();
    resize(late, 1);
    sizes.tell();
    await vi.waitFor(() => expect(changed).toHaveBeenCalledTimes(1));
    expect(sizes.observe).toHaveBeenCalledTimes(2);
  });

  test("of many elements it looks at a few", () => {
    for (let i = 0; i < 100; i++) add("x", 0, 0);
    start("div");
    expect(sizes.observe).toHaveBeenCalledTimes(20);
  });

  test("without anything to wait for nothing is watched, not even what was before", async () => {
    const watch = start("#a");
    const disconnect = vi.spyOn(MutationObserver.prototype, "disconnect");
    watch([]);
    expect(disconnect).toHaveBeenCalledOnce();
    add("a", 1, 1);
    await nextFrame();
    expect(changed).not.toHaveBeenCalled();
    expect(sizes.disconnect).toHaveBeenCalledTimes(2);
  });
});

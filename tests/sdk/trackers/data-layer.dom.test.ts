import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { trackDataLayer } from "../../../packages/sdk/src/trackers/data-layer.ts";
import { type Watched, watch } from "../fixtures.ts";

interface Page {
  dataLayer?: unknown;
}

let watched: Watched;
let stop = () => {};
const page = window as Page;
const track = (...named: string[]) => {
  watched = watch();
  stop = trackDataLayer(watched.context, (name) => named.includes(name));
};
const told = () => watched.told.map(({ kind, type, name }) => `${kind} ${type} ${name}`);
const names = () => watched.told.map(({ name }) => name);
const layer = (...items: unknown[]) => {
  page.dataLayer = items;
  return items;
};

beforeEach(() => {
  Reflect.deleteProperty(page, "dataLayer");
});
afterEach(() => stop());

test("what stands there already is told, and what is pushed, each once", () => {
  const items = layer({ event: "view_item" }, { event: "gtm.js" }, "text", undefined);
  track();
  items.push({ event: "add_to_cart", value: 5 }, { event: "begin_checkout" });
  items.push({ event: "gtm.dom" });
  for (const type of ["load", "click", "visibilitychange", "pagehide"]) window.dispatchEvent(new Event(type));
  expect(told()).toEqual([
    "touchpoint custom view_item",
    "touchpoint custom add_to_cart",
    "touchpoint custom begin_checkout",
  ]);
  expect(watched.told[1]?.data).toMatchObject({ source: "dataLayer", value: 5 });
});

test("the names that the plan gives are told too", () => {
  layer({ event: "login" }, { event: "logout" });
  track("login");
  expect(names()).toEqual(["login"]);
});

describe("a dataLayer that comes late", () => {
  test.each(["load", "click", "visibilitychange", "pagehide"])("is found on %s", (moment) => {
    track();
    layer({ event: "purchase" });
    window.dispatchEvent(new Event(moment));
    expect(names()).toEqual(["purchase"]);
  });

  test("is never made by us", () => {
    track();
    window.dispatchEvent(new Event("load"));
    expect("dataLayer" in page).toBe(false);
  });

  test("and one that takes another's place: what it has of that is not told again", () => {
    const first = layer({ event: "view_item" });
    track();
    const second = layer(...first, { event: "add_to_cart" });
    window.dispatchEvent(new Event("click"));
    second.push({ event: "purchase" });
    first.push({ event: "begin_checkout" });
    expect(names()).toEqual(["view_item", "add_to_cart", "purchase"]);
  });
});

describe("a tag manager beside us", () => {
  /** As gtm.js does: lays its own over what is there, and keeps the list short. */
  const manage = (items: unknown[], most = 300) => {
    const { push } = items;
    items.push = (...given) => {
      const length = push.apply(items, given);
      while (items.length > most) items.shift();
      return length;
    };
  };

  test.each(["before", "after"])("that wraps push %s us changes nothing", (when) => {
    const items = layer();
    if (when === "before") manage(items);
    track();
    if (when === "after") manage(items);
    expect(items.push({ event: "add_to_cart" })).toBe(1);
    expect(items.push({ event: "purchase" })).toBe(2);
    expect(names()).toEqual(["add_to_cart", "purchase"]);
  });

  test.each(["before", "after"])("that cuts the list off, wrapped %s us: each once all the same", (when) => {
    const items = layer();
    if (when === "before") manage(items, 3);
    track();
    if (when === "after") manage(items, 3);
    for (let i = 0; i < 10; i++) items.push({ event: "add_to_cart" }, { event: "gtm.click" });
    expect(names()).toHaveLength(10);
  });

  test("that tears out our wrapper loses nothing: the list is looked at again", () => {
    const items = layer();
    const { push } = items;
    track();
    items.push = push;
    items.push({ event: "purchase" });
    expect(names()).toEqual([]);
    window.dispatchEvent(new Event("pagehide"));
    expect(names()).toEqual(["purchase"]);
  });
});

describe("whoever pushes", () => {
  test("gets what push returns, on whatever it is called", () => {
    const items = layer(1);
    track();
    expect(items.push(2, 3)).toBe(3);
    const other: unknown[] = [];
    expect(items.push.call(other, 1, 2)).toBe(2);
    expect(other).toEqual([1, 2]);
  });

  test("gets what push throws, and nothing of ours", () => {
    const items = layer();
    items.push = () => {
      throw new TypeError("theirs");
    };
    track();
    expect(() => items.push({ event: "purchase" })).toThrow("theirs");
  });

  test("gets nothing of ours when the page's own name for it has come to throw", () => {
    const items = layer();
    track();
    Object.defineProperty(page, "dataLayer", {
      configurable: true,
      get() {
        throw new Error("no");
      },
    });
    expect(items.push({ event: "purchase" })).toBe(1);
  });

  test("may push what throws when it is read: the next one is told", () => {
    const items = layer();
    track();
    const hostile = {
      get event(): string {
        throw new Error("no");
      },
    };
    expect(() => items.push(hostile, { event: "purchase" })).not.toThrow();
    expect(names()).toEqual(["purchase"]);
  });

  test.each([
    ["frozen", () => Object.freeze([{ event: "purchase" }])],
    ["no list", () => ({ push() {}, 0: { event: "view_item" }, length: 1 })],
    ["an element", () => document.createElement("form")],
    ["null", () => null],
  ])("a dataLayer that is %s is borne", (_, make) => {
    page.dataLayer = make();
    expect(() => {
      track();
      window.dispatchEvent(new Event("load"));
    }).not.toThrow();
    expect(names()).toEqual(Array.isArray(page.dataLayer) ? ["purchase"] : []);
  });

  test("a getter of that name that throws is borne", () => {
    Object.defineProperty(page, "dataLayer", {
      configurable: true,
      get() {
        throw new Error("no");
      },
    });
    expect(track).not.toThrow();
  });
});

test("stopped it is mute, and what it laid over push stays as others may have laid theirs over it", () => {
  const items = layer();
  track();
  const { push } = items;
  stop();
  expect(items.push({ event: "purchase" })).toBe(1);
  window.dispatchEvent(new Event("pagehide"));
  expect(items.push).toBe(push);
  expect(names()).toEqual([]);
});

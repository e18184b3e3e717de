import type { Configuration } from "@waymark/protocol";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { LastPlace } from "../../../packages/sdk/src/identity.ts";
import type { Draft, Observation } from "../../../packages/sdk/src/observation.ts";
import { createPlacing } from "../../../packages/sdk/src/plan/placing.ts";
import { createTabMemory, type TabMemory } from "../../../packages/sdk/src/tab-memory.ts";
import { makeDraft } from "../fixtures.ts";

const plan: Configuration = {
  stages: [
    { id: "choose", pages: ["/products/**"] },
    {
      id: "checkout",
      steps: [
        { id: "cart", pages: ["/cart"] },
        { id: "address", pages: ["/checkout"], visible: "#address" },
        { id: "payment", pages: ["/checkout"], touchpoint: "payment-shown" },
        { id: "review" },
        { id: "done", pages: ["/thanks"], goal: true },
      ],
    },
  ],
};
let engagedMs = 0;
let shared: LastPlace | undefined;
const watch = vi.fn<(selectors: readonly string[]) => void>();
const identity = {
  place: () => shared,
  setPlace(place: LastPlace) {
    shared = place;
  },
};
const create = (tab: TabMemory, of: Configuration = plan) =>
  createPlacing({ plan: of, root: document, tab, identity, engaged: () => engagedMs, watch });
const open = (tab: TabMemory = createTabMemory(undefined), of?: Configuration) => {
  const placing = create(tab, of);
  let url = "";
  const observe = (rest: Partial<Draft>) =>
    placing.observe(makeDraft({ page: { url }, ...rest })).map(({ type, name, data }) => {
      const { move, dwell } = data as { move?: string; dwell?: number };
      return [type, name, move, dwell].filter((each) => each !== undefined).join(" ");
    });
  const visit = (path: string, load = "navigate") => {
    url = `https://shop.example${path}`;
    return observe({ type: "page", name: path, data: { load } });
  };
  return { ...placing, observe, visit };
};
/** What follows from an element that comes to be laid out. */
const draw = (id: string) => {
  const element = document.createElement("div");
  element.id = id;
  element.getBoundingClientRect = () => new DOMRect(0, 0, 10, 10);
  document.body.append(element);
};

beforeEach(() => {
  engagedMs = 0;
  shared = undefined;
  watch.mockClear();
  sessionStorage.clear();
});
afterEach(() => {
  document.body.replaceChildren();
  vi.restoreAllMocks();
});

test("an entry that moves nobody costs no look at the page", () => {
  const { visit, observe } = open();
  visit("/checkout");
  const look = vi.spyOn(document, "querySelectorAll");
  expect(observe({ type: "click", name: "button" })).toEqual([]);
  expect(observe({ type: "custom", name: "unnamed-by-the-plan" })).toEqual([]);
  expect(look).not.toHaveBeenCalled();
  observe({ type: "step", name: "" });
  expect(look).toHaveBeenCalled();
});

test("a way through the plan tells its moves, with the engaged time of the step before", () => {
  const { visit, observe, place } = open();
  expect(visit("/about")).toEqual([]);
  expect(place()).toEqual({ stage: null, step: "/about" });
  expect(visit("/products/1")).toEqual(["step choose enter 0"]);
  engagedMs = 1500;
  expect(visit("/cart")).toEqual(["step cart enter 1500"]);
  engagedMs = 2000;
  expect(visit("/checkout")).toEqual([]);
  expect(observe({ type: "custom", name: "payment-shown" })).toEqual(["step payment skip 500"]);
  expect(visit("/cart")).toEqual(["step cart back 0"]);
  expect(visit("/thanks")).toEqual(["step done skip 0", "goal checkout"]);
  expect(visit("/about")).toEqual(["step /about leave 0"]);
});

test("a step names where the visitor came from and went to", () => {
  const placing = create(createTabMemory(undefined));
  placing.observe(makeDraft({ type: "page", data: { load: "navigate" }, page: { url: "https://a.example/cart" } }));
  const [step] = placing.observe(
    makeDraft({ type: "page", data: { load: "route" }, page: { url: "https://a.example/thanks" } }),
  );
  expect(step?.data).toMatchObject({
    from: { stage: "checkout", step: "cart" },
    to: { stage: "checkout", step: "done" },
  });
});

describe("the same place once more", () => {
  test.each([
    ["another page of it is a repeat", "/products/2", "navigate", ["step choose repeat 0"]],
    ["so is a route", "/products/2", "route", ["step choose repeat 0"]],
    ["a reload is nothing", "/products/1", "reload", []],
    ["nor is the page cache", "/products/1", "bfcache", []],
  ])("%s", (_, path, load, told) => {
    const { visit } = open();
    visit("/products/1");
    expect(visit(path, load)).toEqual(told);
  });

  test("a repeated goal is none", () => {
    const { visit } = open();
    visit("/thanks");
    expect(visit("/thanks")).toEqual(["step done repeat 0"]);
  });

  test("clicks and other touchpoints tell nothing", () => {
    const { visit, observe } = open();
    visit("/cart");
    expect(observe({ type: "click", name: "button" })).toEqual([]);
    expect(observe({ type: "custom", name: "coupon" })).toEqual([]);
  });
});

describe("an element that makes a step", () => {
  test("until it is drawn the visitor stays, then goes on", () => {
    const { visit, observe, place } = open();
    visit("/cart");
    expect(visit("/checkout")).toEqual([]);
    expect(place()).toEqual({ stage: "checkout", step: "cart" });
    draw("address");
    expect(observe({ type: "step", name: "" })).toEqual(["step address forward 0"]);
  });

  test("a page left undecided is no repeat of the step before", () => {
    const { visit } = open();
    visit("/cart");
    expect(visit("/checkout", "route")).toEqual([]);
  });

  test("is watched for on pages that could have it alone", () => {
    const steps = [
      { id: "a", pages: ["/a"], visible: "#a" },
      { id: "b", pages: ["/b/**"], visible: "#b" },
      { id: "any", visible: "#any" },
      { id: "plain", pages: ["/a"] },
    ];
    const { visit, observe } = open(undefined, { stages: [{ id: "s", steps }] });
    visit("/a");
    observe({ type: "click", name: "x" });
    visit("/b/1", "route");
    visit("/c");
    expect(watch.mock.calls).toEqual([[["#a", "#any"]], [["#b", "#any"]], [["#any"]]]);
  });

  test("is watched for nowhere when no step has one", () => {
    open(undefined, { stages: [{ id: "a", pages: ["/"] }] }).visit("/");
    expect(watch.mock.calls).toEqual([[[]]]);
  });
});

describe("an event of a dataLayer", () => {
  const steps = [
    { id: "shipping", dataLayer: "add_shipping_info" },
    { id: "payment", touchpoint: "payment-shown" },
    { id: "both", dataLayer: "purchase", touchpoint: "thanked" },
    { id: "done", dataLayer: "purchase", goal: true },
  ];
  const start = () => {
    const { visit, observe, place } = open(undefined, { stages: [{ id: "checkout", steps }] });
    visit("/checkout");
    const push = (name: string) => observe({ name, data: { source: "dataLayer" } });
    return { visit, observe, push, place };
  };

  test("makes a step, until the next page", () => {
    const { push, visit } = start();
    expect(push("add_shipping_info")).toEqual(["step shipping enter 0"]);
    expect(push("view_item")).toEqual([]);
    expect(push("purchase")).toEqual(["step done skip 0", "goal checkout"]);
    expect(visit("/")).toEqual(["step / leave 0"]);
  });

  test("told by hand it is no event of a dataLayer, nor the other way round", () => {
    const { observe, push } = start();
    expect(observe({ name: "add_shipping_info" })).toEqual([]);
    expect(push("payment-shown")).toEqual([]);
  });

  test("the last one counts, of whichever kind", () => {
    const { observe, push, place } = start();
    observe({ name: "payment-shown" });
    expect(place().step).toBe("payment");
    push("purchase");
    expect(place().step).toBe("done");
    observe({ name: "payment-shown" });
    expect(place().step).toBe("payment");
  });

  test("both hold together where a step waits for both", () => {
    const { observe, push, place } = start();
    observe({ name: "thanked" });
    push("purchase");
    expect(place().step).toBe("both");
  });
});

describe("a step by hand", () => {
  test("holds until the next page", () => {
    const { visit, observe, place } = open();
    visit("/cart");
    expect(observe({ type: "step", name: "review" })).toEqual(["step review skip 0"]);
    expect(observe({ type: "click", name: "a" })).toEqual([]);
    expect(place().step).toBe("review");
    expect(visit("/cart")).toEqual(["step cart back 0"]);
  });

  test("that no stage knows changes nothing", () => {
    const { visit, observe } = open();
    visit("/cart");
    expect(observe({ type: "step", name: "nowhere" })).toEqual([]);
  });
});

describe("across loads", () => {
  test("the next page of a tab goes on from the last one's place and dwell", () => {
    const first = createTabMemory("shop");
    const { visit, place, dwell } = open(first);
    visit("/products/1");
    engagedMs = 700;
    first.save(place(), dwell());
    engagedMs = 0;
    const second = open(createTabMemory("shop"));
    expect(second.place()).toEqual({ stage: "choose", step: "choose" });
    engagedMs = 300;
    expect(second.dwell()).toBe(1000);
    expect(second.visit("/cart")).toEqual(["step cart enter 1000"]);
    expect(second.dwell()).toBe(0);
  });

  test("coming from another subdomain it goes on from the place there", () => {
    const first = createTabMemory("shop");
    first.save({ stage: "choose", step: "choose" }, 700);
    shared = { place: { stage: "checkout", step: "cart" }, dwell: 400, host: "www.shop.example" };
    const { visit } = open(createTabMemory("shop"));
    engagedMs = 100;
    expect(visit("/thanks")).toEqual(["step done skip 500", "goal checkout"]);
    engagedMs = 300;
    expect(shared).toEqual({ place: { stage: "checkout", step: "done" }, dwell: 0, host: location.host });
  });

  test("coming from its own it keeps to its tab", () => {
    const first = createTabMemory("shop");
    first.save({ stage: "choose", step: "choose" }, 700);
    shared = { place: { stage: "checkout", step: "cart" }, dwell: 400, host: location.host };
    expect(open(createTabMemory("shop")).place()).toEqual({ stage: "choose", step: "choose" });
  });

  test("a page that is shown before the one it follows has left knows where that one was", () => {
    const first = open(createTabMemory("shop"));
    first.visit("/cart");
    open(createTabMemory("shop")).visit("/thanks");
    expect(first.visit("/cart", "bfcache")).toEqual(["step cart back 0"]);
    expect(createTabMemory("shop").read().place).toEqual({ stage: "checkout", step: "done" });
  });

  test("back from the page cache it comes from the page that was seen last", () => {
    const first = open(createTabMemory("shop"));
    first.visit("/cart");
    engagedMs = 5000;
    createTabMemory("shop").save({ stage: "checkout", step: "done" }, 700);
    engagedMs = 5300;
    expect(first.visit("/cart", "bfcache")).toEqual(["step cart back 700"]);
    engagedMs = 5400;
    expect(first.dwell()).toBe(100);
  });

  test("back from the page cache to the same step it goes on with its dwell, and tells none of it twice", () => {
    const first = open(createTabMemory("shop"));
    first.visit("/products/1");
    engagedMs = 5000;
    createTabMemory("shop").save({ stage: "choose", step: "choose" }, 9000);
    expect(first.visit("/products/1", "bfcache")).toEqual([]);
    expect(first.leave()).toEqual([]);
    engagedMs = 6500;
    expect(first.dwell()).toBe(10_500);
    expect(first.leave()).toHaveLength(1);
  });

  test("a reload of the same step goes on with its dwell and tells nothing", () => {
    const first = createTabMemory("shop");
    first.save({ stage: "checkout", step: "cart" }, 700);
    const { visit, dwell } = open(createTabMemory("shop"));
    expect(visit("/cart", "reload")).toEqual([]);
    expect(dwell()).toBe(700);
  });
});

describe("leaving", () => {
  const dwellOf = (placing: { leave: () => readonly Observation[] }) =>
    placing.leave().map(({ type, name, data }) => `${type} ${name} ${(data as { dwell: number }).dwell}`);

  test("tells the engaged time in the present step, when it has grown by a second", () => {
    const placing = open();
    expect(dwellOf(placing)).toEqual([]);
    placing.visit("/products/1");
    engagedMs = 999;
    expect(dwellOf(placing)).toEqual([]);
    engagedMs = 1000;
    expect(dwellOf(placing)).toEqual(["dwell choose 1000"]);
    expect(dwellOf(placing)).toEqual([]);
    engagedMs = 2500;
    expect(dwellOf(placing)).toEqual(["dwell choose 2500"]);
  });

  test("a stage with a goal is never left in silence, however soon; nor told of twice", () => {
    const placing = open();
    placing.visit("/cart");
    expect(dwellOf(placing)).toEqual(["dwell cart 0"]);
    expect(dwellOf(placing)).toEqual([]);
    placing.visit("/cart", "reload");
    expect(dwellOf(placing)).toEqual(["dwell cart 0"]);
    engagedMs = 5;
    expect(dwellOf(placing)).toEqual(["dwell cart 5"]);
  });

  test("begins anew with each step, however long the last one was", () => {
    const placing = open();
    placing.visit("/cart");
    engagedMs = 60_000;
    dwellOf(placing);
    placing.visit("/thanks");
    engagedMs = 61_500;
    expect(dwellOf(placing)).toEqual(["dwell done 1500"]);
  });

  test("what the page before has told of the same step is not told again", () => {
    const first = createTabMemory("shop");
    first.save({ stage: "choose", step: "choose" }, 5000);
    const placing = open(createTabMemory("shop"));
    placing.visit("/products/1", "reload");
    engagedMs = 500;
    expect(dwellOf(placing)).toEqual([]);
    engagedMs = 1200;
    expect(dwellOf(placing)).toEqual(["dwell choose 6200"]);
  });

  test("leaves word for the other subdomains", () => {
    const placing = open();
    placing.visit("/cart");
    engagedMs = 300;
    placing.leave();
    expect(shared).toEqual({ place: { stage: "checkout", step: "cart" }, dwell: 300, host: location.host });
  });
});

import type { Configuration } from "@waymark/protocol";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Draft } from "../../../packages/sdk/src/observation.ts";
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
const open = (tab: TabMemory = createTabMemory(undefined)) => {
  const placing = createPlacing({ plan, root: document, tab, engaged: () => engagedMs });
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
  const placing = createPlacing({ plan, root: document, tab: createTabMemory(undefined), engaged: () => 0 });
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

  test("a plan says whether it waits for any", () => {
    expect(open().watches).toBe(true);
    const tab = createTabMemory(undefined);
    const plain = { plan: { stages: [{ id: "a", pages: ["/"] }] }, root: document, tab, engaged: () => 0 };
    expect(createPlacing(plain).watches).toBe(false);
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

  test("a reload of the same step goes on with its dwell and tells nothing", () => {
    const first = createTabMemory("shop");
    first.save({ stage: "checkout", step: "cart" }, 700);
    const { visit, dwell } = open(createTabMemory("shop"));
    expect(visit("/cart", "reload")).toEqual([]);
    expect(dwell()).toBe(700);
  });
});

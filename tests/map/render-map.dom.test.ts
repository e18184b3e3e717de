import { renderMap } from "@waymark/map";
import type { JourneyMap } from "@waymark/protocol";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { demo, empty, few, hostile, huge, noPlan, oneStage, ternAndTide, twelveSteps } from "./fixtures.ts";

let root: HTMLElement;
beforeEach(() => {
  root = document.body.appendChild(document.createElement("div"));
});
afterEach(() => {
  root.remove();
});

const all = (selector: string) => [...root.querySelectorAll(selector)];
const find = (selector: string) => {
  const element = root.querySelector(selector);
  if (!element) throw new Error(`Not on the page: ${selector}`);
  return element;
};
const textOf = (selector: string) => find(selector).textContent?.replaceAll("\u202f", " ").replaceAll("\u00a0", " ");
const step = (key: string) => find(`[data-step="${key}"]`);
const press = (element: Element, key: string) =>
  element.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
const click = (element: Element) => element.dispatchEvent(new MouseEvent("click", { bubbles: true }));
const button = (words: string) => {
  const found = all("button").find((each) => each.textContent?.startsWith(words));
  if (!found) throw new Error(`No button "${words}"`);
  return found;
};
const panel = () => root.querySelector(".panel");
const opened = () => vi.waitFor(() => expect(panel()).not.toBeNull());

describe("without a network", () => {
  test.each(Object.entries({ ternAndTide, demo, few, oneStage, twelveSteps, hostile, huge }))(
    "%s is drawn",
    (_, map) => {
      renderMap(root, map);
      expect(all(".lane h2").map((name) => name.textContent)).toEqual([
        "Stages",
        "Flow",
        "Emotion",
        "Friction",
        "Voice",
        "Asked",
      ]);
      expect(root.innerHTML).not.toMatch(/NaN|undefined|\[object/);
    },
  );

  test("nothing is offered that needs a collector", () => {
    renderMap(root, ternAndTide);
    expect(root.querySelector(".filters")).toBeNull();
    expect(all(".chip").map((chip) => chip.textContent)).toEqual(["Map", "Table"]);
  });
});

describe("the picture tells", () => {
  test("how many went on, left and are in progress, each apart", () => {
    renderMap(root, ternAndTide);
    expect(textOf(".stages .cell")).toBe("Discover91 % go on60,412 visitors7.4 % left · 2 % in progress");
    expect(all(".share.bad").map((share) => share.textContent?.replace("\u202f", " "))).toEqual(["44 % go on"]);
  });

  test("friction by drop-off first, with the highest named in words too", () => {
    renderMap(root, ternAndTide);
    const cells = all(".friction .cell");
    const labels = [...(cells[2]?.querySelectorAll(".label") ?? [])].map((label) => label.textContent);
    expect(labels).toEqual(["Drop-off", "Form struggle", "Abandoned", "Rage click"]);
    expect(cells[2]?.querySelector(".meter.bad")?.textContent).toContain("the highest of all stages");
  });

  test("no highest where there is one stage alone", () => {
    renderMap(root, oneStage);
    expect(root.querySelector(".meter.bad, .share.bad")).toBeNull();
  });

  test("each step's mood with value and n, and thin ones as such", () => {
    renderMap(root, ternAndTide);
    expect(find(".emotion svg").getAttribute("aria-label")).toContain(
      "Payment −1.2, n 418; Thanks +1.3, n 902; Return n < 5.",
    );
    expect(textOf(".mood.thin text")).toBe("n < 5");
  });

  test("what each survey came to", () => {
    renderMap(root, ternAndTide);
    expect(textOf(".surveys .share")).toBe("18 % answered");
    expect(textOf(".surveys .small")).toBe(
      "4,210 shown · 776 answered · 2,100 dismissed · 210 snoozed · 1,124 ignored",
    );
  });

  test("what is held back as held back, and never as nothing", () => {
    renderMap(root, few);
    const cells = all(".stages .cell").map((cell) => cell.textContent);
    expect(cells[1]).toBe("Choose< 5 visitors");
    expect(step("choose/product").getAttribute("aria-label")).toContain(
      "Product, Choose: < 5 visitors, < 5 in progress",
    );
    expect(all(".friction .figure").map((figure) => figure.textContent)).toEqual(Array(8).fill("< 5"));
  });
});

describe("a step in focus", () => {
  const off = (selector: string) => all(selector).filter((shape) => shape.classList.contains("off")).length;

  test("keeps its own ribbons and fades the others", async () => {
    renderMap(root, ternAndTide);
    expect(off(".ribbon")).toBe(0);
    step("checkout/payment").dispatchEvent(new Event("pointerenter"));
    await vi.waitFor(() => expect(off(".flow path.ribbon")).toBe(all(".flow path.ribbon").length - 2));
    expect(step("after/thanks").classList.contains("off")).toBe(false);
    expect(step("discover/landing").classList.contains("off")).toBe(true);
    step("checkout/payment").dispatchEvent(new Event("pointerleave"));
    await vi.waitFor(() => expect(off(".ribbon")).toBe(0));
  });

  test("opens on Enter, closes on Escape and gives the focus back", async () => {
    renderMap(root, ternAndTide);
    const payment = step("checkout/payment") as SVGElement;
    payment.focus();
    press(payment, "Enter");
    await opened();
    await vi.waitFor(() => expect(document.activeElement?.textContent).toBe("Payment"));
    expect(textOf(".facts")).toContain("Left here6,70033 %");
    expect(textOf(".facts")).toContain("Time here3 min 24 s");
    expect(textOf(".facts")).toContain("Reach the goal72 %");
    press(document.body, "Escape");
    await vi.waitFor(() => expect(panel()).toBeNull());
    expect(document.activeElement).toBe(payment);
  });

  test("names its neighbours, which lead on to theirs", async () => {
    renderMap(root, ternAndTide);
    click(step("checkout/payment"));
    await opened();
    expect(all(".neighbours li").map((each) => each.textContent)).toEqual([
      "Address20,400",
      "Thanks14,702",
      "Address900",
    ]);
    click(button("Thanks"));
    await vi.waitFor(() => expect(textOf(".panel h2")).toBe("Thanks"));
  });

  test("shows the raw answers and every verbatim of its own", async () => {
    renderMap(root, ternAndTide);
    click(step("checkout/payment"));
    await opened();
    expect(all(".histogram .value").map((value) => value.textContent)).toEqual(["1", "2", "3", "4", "5"]);
    expect(all(".panel .quote")).toHaveLength(11);
    expect(textOf(".panel .quote")).toContain("Chose “Payment did not work”");
    expect(all(".panel details li")).toHaveLength(5);
  });
});

test("all voices of a stage open from its lane", async () => {
  renderMap(root, ternAndTide);
  click(button("All 12"));
  await opened();
  expect(all(".panel .quote")).toHaveLength(12);
  expect(all(".panel .reasons .meter")).toHaveLength(4);
});

test("the panel closes by itself when its step is gone", async () => {
  renderMap(root, ternAndTide);
  click(step("after/return"));
  await opened();
  renderMap(root, oneStage);
  expect(panel()).toBeNull();
  expect(root.querySelector(".with-panel")).toBeNull();
});

test("other figures of the same plan keep elements and focus", () => {
  renderMap(root, ternAndTide);
  const payment = step("checkout/payment") as SVGElement;
  payment.focus();
  const stages = ternAndTide.stages.map((stage) => ({ ...stage, visitors: 7 }));
  renderMap(root, { ...ternAndTide, visitors: 90_000, stages });
  expect(document.activeElement).toBe(payment);
  expect(step("checkout/payment")).toBe(payment);
});

describe("tables", () => {
  const show = async (map: JourneyMap) => {
    renderMap(root, map);
    click(button("Table"));
    await vi.waitFor(() => expect(all("table")).not.toHaveLength(0));
  };

  test("stand for every lane, with caption and heads", async () => {
    await show(ternAndTide);
    expect(all("caption").map((caption) => caption.textContent)).toEqual([
      "Stages",
      "Steps",
      "Flow: moves between steps",
      "Emotion, −2 to +2",
      "Friction",
      "Voice: reasons chosen",
      "Voice: in their own words",
      "Asked: what became of each survey",
      "Fix this first",
    ]);
    for (const table of all("table")) {
      const columns = table.querySelectorAll("thead th[scope=col]").length;
      for (const row of table.querySelectorAll("tbody tr")) {
        expect(row.querySelectorAll("th[scope=row]")).toHaveLength(1);
        expect(row.children).toHaveLength(columns);
      }
    }
  });

  test("have every figure of the picture", async () => {
    renderMap(root, ternAndTide);
    const figuresOf = (selector: string) =>
      all(selector).flatMap((each) => each.textContent?.replaceAll("\u202f", "").match(/\d+(?:[,.]\d+)*/g) ?? []);
    const drawn = figuresOf(".lanes :is(text.figure, text.label, .soft, .share, .small, .meter .figure)");
    click(button("Table"));
    await vi.waitFor(() => expect(all("table")).not.toHaveLength(0));
    const told = new Set(figuresOf("td"));
    expect(drawn.length).toBeGreaterThan(80);
    expect(drawn.filter((figure) => !told.has(figure) && figure !== "5")).toEqual([]);
  });
});

describe("nothing to show", () => {
  test("without a plan it says how to write one", () => {
    renderMap(root, noPlan);
    expect(textOf(".empty h2")).toBe("Name the stages of your journey");
    expect(() => JSON.parse(find("pre").textContent ?? "")).not.toThrow();
  });

  test("without a visitor it says what to paste", () => {
    renderMap(root, empty);
    expect(textOf("pre")).toContain("/waymark.js");
    expect(textOf(".empty")).toContain("Discover → Choose → Check out → After");
  });
});

test("words of an attacker stay words", () => {
  renderMap(root, hostile);
  expect(root.querySelector("img, script, style")).toBeNull();
  expect(textOf("h1")).toBe(hostile.site);
});

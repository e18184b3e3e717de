import { renderMap } from "@waymark/map";
import type { JourneyMap } from "@waymark/protocol";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  delivery,
  demo,
  empty,
  few,
  hostile,
  huge,
  noPlan,
  oneStage,
  other,
  ternAndTide,
  twelveSteps,
} from "./fixtures.ts";

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
const toPlain = (text: string | null) => text?.replaceAll("\u202f", " ").replaceAll("\u00a0", " ");
const textOf = (selector: string) => toPlain(find(selector).textContent);
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
      const told = [
        ...(map.stages.some(({ channels }) => channels.length > 0) ? ["Channels"] : []),
        ...["Emotion", "Friction", "Voice", "Asked"],
        ...(map.stages.some(({ notes }) => notes) ? ["Owner, KPI"] : []),
      ];
      expect(all(".lane h2").map((name) => name.textContent)).toEqual(["Stages", "Flow", "Plan", ...told]);
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
    expect(all(".plan .none").map((each) => each.textContent)).toEqual(Array(4).fill("Too few to tell."));
  });
});

describe("a step in focus", () => {
  const off = (selector: string) => all(selector).filter((shape) => shape.classList.contains("off")).length;

  test("keeps its own ribbons and fades the others", async () => {
    renderMap(root, ternAndTide);
    expect(off(".move")).toBe(0);
    step("checkout/payment").dispatchEvent(new Event("pointerenter"));
    await vi.waitFor(() => expect(off(".move")).toBe(all(".move").length - 2));
    expect(step("after/thanks").classList.contains("off")).toBe(false);
    expect(step("discover/landing").classList.contains("off")).toBe(true);
    step("checkout/payment").dispatchEvent(new Event("pointerleave"));
    await vi.waitFor(() => expect(off(".move")).toBe(0));
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
      "Plan: what differs from it",
      "Plan: pages outside of it",
      "Channels",
      "Emotion, −2 to +2",
      "Emotion: as it is quoted",
      "Friction",
      "Voice: reasons chosen",
      "Voice: in their own words",
      "Asked: what became of each survey",
      "Owner, KPI",
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

  /** Numbers as they are printed, without what belongs to no figure: the ends of the scale and the names of its parts. */
  const numbersOf = (elements: readonly Element[]) =>
    elements.flatMap((element) => {
      const copy = element.cloneNode(true) as Element;
      for (const other of copy.querySelectorAll(".name, text.end, title")) other.remove();
      const text = [...copy.querySelectorAll("*")]
        .filter(({ children }) => children.length === 0)
        .concat(copy)
        .map(({ textContent }) => textContent)
        .join(" ");
      return text.replaceAll("\u202f", "").match(/\d+(?:[,.]\d+)*/g) ?? [];
    });

  test.each(Object.entries({ ternAndTide, demo, few }))("of %s have every figure of the picture", async (_, map) => {
    renderMap(root, map, { delivery });
    const drawn = numbersOf(all(".lanes, .fixes, .delivery"));
    click(button("Table"));
    await vi.waitFor(() => expect(all("table")).not.toHaveLength(0));
    const told = new Set(numbersOf(all("td, th")));
    expect(drawn.length).toBeGreaterThan(60);
    expect([...new Set(drawn.filter((figure) => !told.has(figure)))].sort()).toEqual([]);
  });
});

describe("two groups on one map", () => {
  const versus = { map: { ...other, threshold: 5 }, names: ["Everyone", "Phone"] as const };

  test("have a part each of every bar and ribbon, and a line each", () => {
    renderMap(root, ternAndTide, { versus });
    expect(all(".flow .ribbon.other").length).toBeGreaterThan(10);
    expect(all(".flow .bar.other")).toHaveLength(10);
    expect(all(".emotion .curve")).toHaveLength(2);
    expect(textOf(".versus-key")).toContain("Phone, 30,206 visitors");
    expect(textOf(".stages .share")).toBe("91 % · 45 % go on");
    expect(toPlain(step("checkout/payment").getAttribute("aria-label"))).toContain("20,400 visitors, 34 % · 34 %");
  });

  test("stand in one table, with the difference", async () => {
    renderMap(root, ternAndTide, { versus });
    click(button("Table"));
    await vi.waitFor(() => expect(all("table")).not.toHaveLength(0));
    expect(all("caption")[0]?.textContent).toBe("Compared: Everyone with Phone");
    const rows = all("table")[0]?.querySelectorAll("tbody tr") ?? [];
    const told = [...rows].map((row) => [...row.children].map(({ textContent }) => toPlain(textContent)));
    expect(told).toContainEqual(["Discover", "visitors", "60,412", "30,206", "+30,206"]);
    expect(told).toContainEqual(["Discover", "went on", "91 %", "45 %", "+45.3 points"]);
    expect(told).toContainEqual(["Payment", "mood", "−1.2", "−0.2", "−1.0"]);
  });

  test("of whom one is nobody are one map, which says so", () => {
    renderMap(root, ternAndTide, { versus: { map: empty, names: ["Everyone", "Phone"] } });
    expect(root.querySelector(".lanes .ribbon.other")).toBeNull();
    expect(textOf(".versus-key")).toContain("nobody to compare with");
  });
});

describe("what owners say", () => {
  const cells = () => all(".owner .cell").map(({ textContent }) => toPlain(textContent));

  test("stands at its stage, and each KPI beside its target", () => {
    renderMap(root, ternAndTide);
    expect(cells()[0]).toBe(
      "DiscoverMarketingVisitors want: Find something that fitsBounce ✗ 34 % target 30 %, missed",
    );
    expect(cells()[1]).toContain("To the basket ✗ 61 % target 65 %, missed");
    expect(cells()[2]).toContain("Form struggle ✗ 15 % target 10 %, missed");
    expect(cells()[3]).toContain("Recommend too few yet");
  });

  test("names the map and its goal", () => {
    renderMap(root, ternAndTide);
    expect(textOf("h1")).toBe("Buying at Tern & Tide");
    expect(textOf(".headline")).toContain("Goal: an order paid");
  });

  test("is no lane where they say nothing", () => {
    renderMap(root, demo);
    expect(root.querySelector(".owner")).toBeNull();
  });
});

test("channels are solid where they are tracked, and dashed where they are imported", () => {
  renderMap(root, ternAndTide);
  expect(all(".channel").map((each) => [each.className, toPlain(each.textContent)])).toEqual([
    ["channel", "Web, tracked, 96 %"],
    ["channel imported", "Shop, imported, 5.1 %"],
    ["channel", "Web, tracked, 100 %"],
    ["channel", "Web, tracked, 100 %"],
    ["channel imported", "Phone, imported, 0.6 %"],
    ["channel", "Web, tracked, 100 %"],
    ["channel imported", "Letter, imported, < 5"],
  ]);
});

test("where people leave the plan is named, and marked in the flow", () => {
  renderMap(root, ternAndTide);
  expect(all(".plan .meter").map((each) => toPlain(each.textContent))).toEqual([
    "Guide skipped30 %",
    "Listing again20 %",
    "Listing skipped15 %",
    "Product again9.6 %",
    "Product left for outside6 %",
  ]);
  expect(all(".flow .node .outside")).toHaveLength(2);
  expect(all(".flow .move .skip").length).toBeGreaterThan(0);
  expect(step("choose/product").getAttribute("aria-label")).toContain("3,120 to pages outside of the plan");
});

test("what is missing on the way is told below the map", () => {
  renderMap(root, ternAndTide, { delivery });
  expect(textOf(".delivery p")).toBe(
    "980 entries of 40 loaded pages have arrived. 20 are missing (2 %): 12 the disk was full, 8 not come yet or lost. " +
      "Most without a known reason in safari: 8; 1.6 % of its entries are missing.",
  );
  expect(find(".delivery p").className).toBe("bad");
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

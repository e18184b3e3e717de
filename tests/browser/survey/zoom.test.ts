// Large letters, wide spacing and pages zoomed in: every question stays whole, and its close and last button can be reached.
import { describe, expect, test } from "vitest";
import { kinds, one } from "./kinds.ts";
import { type SurveyPage, useSurveyPage } from "./survey-page.ts";

/** What runs out of the card or of its own box, is cut off, or lies upon other words. */
const findClipped = async ({ find }: SurveyPage): Promise<readonly string[]> =>
  (await find(".card")).evaluate((card) => {
    const frame = card.getBoundingClientRect();
    const close = card.querySelector(".close")?.getBoundingClientRect() ?? new DOMRect();
    const walker = document.createTreeWalker(card, NodeFilter.SHOW_TEXT);
    /** Line by line. */
    const words: { text: string; parent: Element; box: DOMRect }[] = [];
    while (walker.nextNode()) {
      const range = document.createRange();
      range.selectNodeContents(walker.currentNode);
      const parent = walker.currentNode.parentElement ?? card;
      if (!parent.checkVisibility({ contentVisibilityAuto: true }) || parent.closest(".heard")) continue;
      for (const box of range.getClientRects()) words.push({ text: `${range}`, parent, box });
    }
    const isIn = (box: DOMRect, outer: DOMRect) => box.left >= outer.left - 1 && box.right <= outer.right + 1;
    const lieOver = (a: DOMRect, b: DOMRect) =>
      Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 &&
      Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 2;
    const faults = words.filter(({ box, parent }) => {
      const holder = parent.closest("button, .box")?.getBoundingClientRect();
      const isHeld = !holder || (isIn(box, holder) && box.top >= holder.top - 1 && box.bottom <= holder.bottom + 1);
      return !isIn(box, frame) || !isHeld;
    });
    const over = words.filter(({ box, parent }, at) => {
      const part = (each: Element) => each.closest(".body, .ways");
      const others = words.slice(0, at).filter((other) => part(other.parent) === part(parent));
      return others.some((other) => lieOver(box, other.box)) || (parent.id === "question" && lieOver(box, close));
    });
    const wide = [...card.querySelectorAll("*")].filter(
      (each) =>
        getComputedStyle(each).overflowX !== "visible" &&
        each.scrollWidth > each.clientWidth + 1 &&
        !each.matches(".heard"),
    );
    return [...faults, ...over].map(({ text }) => text).concat(wide.map(({ className }) => `wide ${className}`));
  });

const expectWhole = async (survey: SurveyPage, width: number, height: number) => {
  const { x, y, right, bottom } = await survey.boxOf(".card");
  expect([x >= 0, y >= 0, right <= width, bottom <= height]).toEqual([true, true, true, true]);
  expect(await findClipped(survey)).toEqual([]);
  expect(await survey.isHit(".close")).toBe(true);
  await (await survey.find(".go")).scrollIntoView();
  expect([await survey.isHit(".go"), await survey.isHit(".close")]).toEqual([true, true]);
};
const SIZES = [
  [1280, 1024],
  [390, 844],
  [320, 256],
] as const;

describe("with letters of twice the size, which is the browser's own setting,", () => {
  const survey = useSurveyPage({}, "chromium", ["--blink-settings=defaultFontSize=32"]);

  test.each(Object.keys(kinds))("%s is whole", async (name) => {
    for (const [width, height] of SIZES.slice(0, 2)) {
      await survey.open(one(name), { width, height });
      const letters = await (await survey.find("#question")).evaluate((each) => getComputedStyle(each).fontSize);
      expect(letters).toBe("32px");
      await expectWhole(survey, width, height);
      await survey.close();
    }
  });
});

describe("with the spacing of text that readers may set (WCAG 2.2, 1.4.12),", () => {
  const survey = useSurveyPage();
  /** As a reader's tool does, which reaches into shadow roots. */
  const space = async () =>
    (await survey.find(".card")).evaluate((card) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
        p { margin-block-end: 2em !important }`);
      (card.getRootNode() as ShadowRoot).adoptedStyleSheets.push(sheet);
    });

  test.each(Object.keys(kinds))("%s is whole", async (name) => {
    for (const [width, height] of SIZES) {
      await survey.open(one(name), { width, height });
      await space();
      await expectWhole(survey, width, height);
      await survey.close();
    }
  });
});

// Little room: low and narrow windows, phones, zoom, and targets for fingers.
import type { Survey } from "@waymark/protocol";
import { expect, test } from "vitest";
import { eventually } from "../harness/eventually.ts";
import { kinds, leaving, one } from "./kinds.ts";
import { useSurveyPage } from "./survey-page.ts";

const { open, close, find, focus, page, boxOf } = useSurveyPage();

test("a low window holds the whole card", async () => {
  await open(leaving, { width: 1000, height: 240 });
  const { y, bottom } = await boxOf(".card");
  expect([y >= 0, bottom <= 240]).toEqual([true, true]);
});

test.each(Object.keys(kinds))(
  "%s fits 320 by 256: nothing runs out, close and the last button can be reached",
  async (name) => {
    await open(one(name), { width: 320, height: 256 });
    const card = await boxOf(".card");
    expect([card.x >= 0, card.right <= 320, card.y >= 0, card.bottom <= 256]).toEqual([true, true, true, true]);
    expect(await (await find("form")).evaluate((form) => form.scrollWidth <= form.clientWidth)).toBe(true);
    await (await find(".go")).scrollIntoView();
    const hit = (selector: string) =>
      find(selector).then((element) =>
        element.evaluate((target) => {
          const { x, y, width, height } = target.getBoundingClientRect();
          const top = (target.getRootNode() as ShadowRoot).elementFromPoint(x + width / 2, y + height / 2);
          return target.contains(top);
        }),
      );
    expect([await hit(".close"), await hit(".go")]).toEqual([true, true]);
  },
);

test.each([320, 390, 1000])("every target is large enough, %i wide", async (width) => {
  for (const name of Object.keys(kinds)) {
    await open(one(name), { width });
    const small = await (await find(".card")).evaluate((card) =>
      [...card.querySelectorAll("button, input, textarea, a, summary")]
        .filter((target) => target.checkVisibility())
        .map((target) => ({ name: target.className || target.localName, box: target.getBoundingClientRect() }))
        .filter(({ box }) => box.width < 24 || box.height < 43.9)
        .map((target) => target.name),
    );
    expect([name, small]).toEqual([name, []]);
    if (name !== "message") await close();
  }
});

test.each(Object.keys(kinds))("%s as a bottom sheet on a phone leaves most of the page to be seen", async (name) => {
  await open(one(name), { width: 390, height: 844 });
  const { x, right, bottom, height } = await boxOf(".card");
  expect([x, right, bottom]).toEqual([0, 390, 844]);
  expect(height).toBeLessThanOrEqual(844 * 0.4);
});

test("so does a long list, until somebody reads on in it or comes by keyboard", async () => {
  const choices = Array.from({ length: 9 }, (_, i) => `Reason ${i + 1}`);
  const long: Survey = { questions: [{ id: "q", kind: "choice", text: "What stopped you?", choices }] };
  const heightOf = async () => (await boxOf(".card")).height;
  await open(long, { width: 390, height: 844 });
  expect(await heightOf()).toBeLessThanOrEqual(844 * 0.4);
  await (await find(".body")).evaluate((body) => body.scrollBy(0, 40));
  await eventually("it grows", async () => (await heightOf()) > 844 / 2);
  await open(long, { width: 390, height: 844 });
  await focus("#question");
  await page().keyboard.press("Tab");
  await eventually("it grows", async () => (await heightOf()) > 844 / 2);
});

const SIZES = [
  [1000, 700],
  [390, 844],
  [320, 256],
] as const;

test.each(SIZES)(
  "words of ten thousand signs on every button leave room for the question, %i by %i",
  async (width, height) => {
    for (const words of ["word ".repeat(2000), "W".repeat(10_000)]) {
      const strings = { next: words, send: words, notNow: words, decline: words, sent: words, progress: words };
      const asked: Survey = {
        questions: [
          { id: "first", kind: "choice", text: "Why?", choices: [words, "Price"] },
          { id: "second", kind: "thumbs", text: "Sure?" },
        ],
        decline: true,
        strings,
      };
      await open(asked, { width, height });
      const { y, bottom } = await boxOf(".card");
      expect([y >= 0, bottom <= height, (await boxOf(".body")).height > 60]).toEqual([true, true, true]);
      const missed = await (await find(".card")).evaluate((card) => {
        const root = card.getRootNode() as ShadowRoot;
        // Where a finger would go: what is long is hit near its beginning, too.
        const isHit = (target: Element) => {
          target.scrollIntoView({ block: "start" });
          const { x, y: top, width: wide, height: high } = target.getBoundingClientRect();
          return target.contains(root.elementFromPoint(x + wide / 2, top + Math.min(high / 2, 20)));
        };
        const targets = [...card.querySelectorAll("input, button, summary")];
        return targets.filter((target) => !isHit(target)).map((target) => target.className || target.localName);
      });
      expect(missed).toEqual([]);
      const runsOut = (element: Element) => element.scrollWidth > element.clientWidth;
      for (const part of ["form", ".body", ".ways"])
        expect([part, await (await find(part)).evaluate(runsOut)]).toEqual([part, false]);
      await close();
    }
  },
);

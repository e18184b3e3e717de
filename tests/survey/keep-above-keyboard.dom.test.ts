import { afterEach, expect, test, vi } from "vitest";
import { keepAboveKeyboard } from "../../packages/survey/src/keep-above-keyboard.ts";

const show = (height: number, { offsetTop = 0, scale = 1 } = {}) => {
  const viewport = Object.assign(new EventTarget(), { height, offsetTop, scale });
  vi.stubGlobal("innerHeight", 800);
  vi.stubGlobal("visualViewport", viewport);
  return viewport;
};
const place = (element: HTMLElement) => [
  element.style.getPropertyValue("--_lift"),
  element.style.getPropertyValue("--_height"),
];

afterEach(() => vi.unstubAllGlobals());

test("rises as the keyboard comes, follows a scrolled view, and comes down again", () => {
  const viewport = show(800);
  const element = document.createElement("div");
  const stop = keepAboveKeyboard(element);
  expect(place(element)).toEqual(["0px", "800px"]);
  viewport.height = 500;
  viewport.dispatchEvent(new Event("resize"));
  expect(place(element)).toEqual(["-300px", "500px"]);
  viewport.offsetTop = 120;
  viewport.dispatchEvent(new Event("scroll"));
  expect(place(element)).toEqual(["-180px", "500px"]);
  stop();
  viewport.height = 800;
  viewport.dispatchEvent(new Event("resize"));
  expect(place(element)).toEqual(["-180px", "500px"]);
});

test("a scrollbar is no keyboard", () => {
  show(785);
  const element = document.createElement("div");
  keepAboveKeyboard(element);
  expect(place(element)).toEqual(["0px", "785px"]);
});

test("stays where it is while the page is pinched larger", () => {
  const viewport = show(800);
  const element = document.createElement("div");
  keepAboveKeyboard(element);
  Object.assign(viewport, { height: 400, scale: 2 });
  viewport.dispatchEvent(new Event("resize"));
  expect(place(element)).toEqual(["0px", "800px"]);
});

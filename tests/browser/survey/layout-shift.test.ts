// The page stays as it is while a survey comes, is answered and goes: no layout shift, no style of its own changed.
import type { Survey } from "@waymark/protocol";
import { expect, test } from "vitest";
import { eventually } from "../harness/eventually.ts";
import { leaving } from "./kinds.ts";
import { toPage, useSurveyPage } from "./survey-page.ts";

declare global {
  var shifts: number[];
}

const HEAVY = `<ul>${'<li><button>Buy</button> <a href="#">Details</a> <input></li>'.repeat(300)}</ul>
  <footer style="position: sticky; bottom: 0">Help</footer>
  <script>
    globalThis.shifts = [];
    // As Cumulative Layout Shift counts: what follows the visitor's own doing by half a second at most is expected.
    new PerformanceObserver((list) => {
      for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) shifts.push(value);
    })
      .observe({ type: "layout-shift", buffered: true });
  </script>`;

const { open, mount, page, click, textOf, isStanding, isGone } = useSurveyPage({
  "/heavy": { body: toPage("", 'lang="en"', HEAVY) },
});
/** Every computed style of every element of the page, and where each stands. */
const readPage = () =>
  page().evaluate(() =>
    [
      ...document.querySelectorAll(
        "html, head, body, main, h1, #search, footer, ul, li:nth-child(-n + 3), li:nth-child(-n + 3) *",
      ),
    ].map((element) => {
      const style = getComputedStyle(element);
      const { x, y, width, height } = element.getBoundingClientRect();
      const values = [...style].map((name) => `${name}: ${style.getPropertyValue(name)}`);
      const own = element.getAttributeNames().map((name) => `${name}=${element.getAttribute(name)}`);
      return [element.localName, x, y, width, height, ...own, ...values].join("; ");
    }),
  );
/** Two frames later each shift before has been told. */
const readShifts = async () => {
  await page().evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  return page().evaluate(() => shifts);
};

test.each<[string, Survey["placement"], number]>([
  ["in the corner", "corner", 1000],
  ["as a bar", "bar", 1000],
  ["as a sheet on a phone", "corner", 390],
  ["beside an element that scrolls away", { near: "li:nth-child(4) button" }, 1000],
])("%s", async (_, placement, width) => {
  const features = [{ name: "prefers-reduced-motion", value: "no-preference" }];
  await open(undefined, { path: "/heavy", width, features });
  const before = await readPage();
  const loading = (await readShifts()).length;
  await mount({ ...leaving, placement });
  await eventually("it has come in", isStanding);
  expect(await readPage()).toEqual(before);
  await page().evaluate(() => scrollTo(0, 500));
  await page().evaluate(() => scrollTo(0, 0));
  await click("input[value='Payment']");
  await eventually("the second question", async () => (await textOf("#question")) === "What should we fix?");
  await click("summary");
  await click(".close");
  await isGone();
  expect(await readPage()).toEqual(before);
  expect((await readShifts()).slice(loading)).toEqual([]);
  await eventually("a shift of the page's own is told", async () => {
    await page().evaluate(() => document.querySelector("main")?.prepend(document.createElement("hr")));
    return (await readShifts()).length > loading;
  });
});

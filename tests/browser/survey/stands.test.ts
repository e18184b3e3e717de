// Where the survey stands in the page, and that it leaves the page as it is.
import { readFile } from "node:fs/promises";
import type { StandButton, Survey } from "@waymark/protocol";
import { describe, expect, test } from "vitest";
import { eventually } from "../harness/eventually.ts";
import { leaving } from "./kinds.ts";
import { toPage, useSurveyPage } from "./survey-page.ts";

const BUTTON = new URL("../../../packages/sdk/dist/waymark.button.js", import.meta.url);

const { open, close, find, page, boxOf, told } = useSurveyPage({
  "/button.js": { body: await readFile(BUTTON), type: "text/javascript" },
  "/button": { body: toPage('<script src="/button.js"></script>') },
});

describe("stands", () => {
  const at = (placement: Survey["placement"], more: object = {}): Survey => ({ ...leaving, placement, ...more });

  test.each<[Survey["placement"], "left" | "right" | "both"]>([
    ["corner", "right"],
    ["corner-start", "left"],
    ["bar", "both"],
    [{ inline: "#nowhere" }, "right"],
    [{ near: ":::" }, "right"],
    [{ near: "title" }, "right"],
    [{ inline: "title" }, "right"],
  ])("%j at the bottom, %s", async (placement, side) => {
    await open(at(placement));
    const { x, right, bottom } = await boxOf(".card");
    expect(bottom).toBe(684);
    const gaps = [x, 1000 - right];
    if (side === "both") expect(gaps[0]).toBe(gaps[1]);
    else expect(gaps[side === "left" ? 0 : 1]).toBe(16);
  });

  test("at the other end where lines begin at the right", async () => {
    await open(at("corner-start", { questions: [{ id: "q", kind: "text", text: { ar: "لماذا؟" } }] }));
    const { right } = await boxOf(".card");
    expect(1000 - right).toBe(16);
  });

  test("inside of an element, at the end of what it holds, on a phone too", async () => {
    for (const width of [1000, 390]) {
      await open(at({ inline: "main" }), { width });
      const { x, y, right } = await boxOf(".card");
      const main = await page().$eval("main", (element) => {
        const box = element.getBoundingClientRect();
        return { x: box.x, right: box.right, last: element.lastElementChild?.className };
      });
      expect(main.last).toContain("ph-no-capture");
      expect([x >= main.x, right <= main.right, y > 0]).toEqual([true, true, true]);
      if (width === 1000) await close();
    }
    await (await find("input[value='Cost']")).click();
    await eventually("completed", async () => (await told()).includes("completed"));
  });

  test("under an element, above it where there is no room, and goes with it", async () => {
    await open(at({ near: "#search" }));
    const search = () => page().$eval("#search", (element) => element.getBoundingClientRect().toJSON());
    const { bottom, left } = await search();
    expect(await boxOf(".card")).toMatchObject({ x: Math.round(left), y: Math.round(bottom + 8) });
    await page().evaluate(() => {
      document.body.style.setProperty("padding-top", "600px");
      dispatchEvent(new Event("resize"));
    });
    await eventually("above", async () => (await boxOf(".card")).bottom < (await search()).top);
    expect((await boxOf(".card")).y).toBeGreaterThanOrEqual(8);
  });
});

test("nothing of the page moves when it opens and closes", async () => {
  await open(leaving);
  const layout = () =>
    page().evaluate(() => [
      document.documentElement.scrollHeight,
      document.documentElement.scrollWidth,
      document.body.getBoundingClientRect().width,
    ]);
  const during = await layout();
  await page().evaluate(() => survey.stop());
  expect(await layout()).toEqual(during);
  expect(await page().$("[role=status]")).toBeNull();
});

test("with reduced motion nothing moves", async () => {
  await open(leaving);
  expect(await (await find(".card")).evaluate((card) => card.getAnimations({ subtree: true }).length)).toBe(0);
});

test.each([
  ["words", "word ".repeat(2000)],
  ["one word", "W".repeat(10_000)],
])("the button that opens it shows two lines of a label without end: %s", async (_, label) => {
  await open(undefined, { path: "/button" });
  const found = await page().evaluate((words) => {
    const shelf = globalThis as unknown as { [name: symbol]: { button: StandButton } };
    let opened = 0;
    const asked = { placement: { button: words }, questions: [] };
    shelf[Symbol.for("waymark")]?.button(asked, { document, open: () => opened++ });
    const host = document.querySelector("html > [data-waymark-ignore]");
    const button = host?.shadowRoot?.querySelector("button");
    const { left = -1, right = -1, height = 0 } = button?.getBoundingClientRect() ?? {};
    const isHit = document.elementFromPoint((left + right) / 2, innerHeight - 40) === host;
    button?.click();
    return { isWhole: left >= 0 && right <= innerWidth, height: Math.round(height), isHit, opened };
  }, label);
  expect(found).toEqual({ isWhole: true, height: expect.any(Number), isHit: true, opened: 1 });
  expect([found.height >= 44, found.height < 70]).toEqual([true, true]);
});

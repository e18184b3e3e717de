// Whose keys are whose: a survey that appears takes none from the page, and what is typed in it reaches no shortcut of the page.
import { expect, test } from "vitest";
import { describeIn, SELECTED_ENGINES } from "../harness/engines.ts";
import { eventually } from "../harness/eventually.ts";
import { leaving, one } from "../survey/kinds.ts";
import { toPage, useSurveyPage } from "../survey/survey-page.ts";

const SHORTCUTS = `<script>
  const hear = (event) => { if (["s", "/", "Escape"].includes(event.key) || (event.ctrlKey && event.key === "Enter")) heard.push(event.type + " " + event.key); };
  globalThis.heard = [];
  for (const type of ["keydown", "keyup"]) for (const target of [window, document, document.documentElement])
    target.addEventListener(type, hear);
</script>`;
const FIELDS = `<textarea id="area"></textarea><div id="free" contenteditable>One two three</div>`;

describeIn(SELECTED_ENGINES, (engine) => {
  const { open, mount, tab, page, focus, isRendered, isGone, told, answers, troubles } = useSurveyPage(
    { "/shortcuts": { body: toPage(SHORTCUTS) }, "/fields": { body: toPage("", 'lang="en"', FIELDS) } },
    engine,
  );
  const heard = () => tab().evaluate(() => (globalThis as never as { heard: string[] }).heard);

  test.each(["#search", "#area"])(
    "no letter is lost in %s while the survey appears, and the caret stays where it was",
    async (field) => {
      await open(undefined, { path: "/fields" });
      await tab().evaluate(
        (selector, asked) => {
          const element = document.querySelector<HTMLInputElement>(selector);
          if (!element) return;
          element.value = "before  after";
          element.focus();
          element.setSelectionRange(7, 7);
          // In the middle of the word, in the very task of a key.
          element.addEventListener("input", () => {
            if (element.value.includes("mid")) survey.mount?.(asked);
            if (element.value.includes("mid")) survey.mount = () => {};
          });
        },
        field,
        leaving,
      );
      await tab().type("middle of it");
      await eventually("the survey is there", isRendered);
      await tab().type(", still");
      const found = await tab().evaluate((selector) => {
        const element = document.querySelector<HTMLInputElement>(selector);
        return [element?.value, element?.selectionStart, document.activeElement === element];
      }, field);
      expect(found).toEqual(["before middle of it, still after", 26, true]);
      await eventually("shown", async () => (await told()).includes("shown"));
      expect(await tab().evaluate((selector) => document.activeElement?.matches(selector), field)).toBe(true);
    },
  );

  test("what is selected in the page stays so", async () => {
    await open(undefined, { path: "/fields" });
    const selected = () => tab().evaluate(() => [getSelection()?.toString(), document.activeElement?.id]);
    await tab().evaluate(() => {
      const free = document.querySelector<HTMLElement>("#free");
      const [words] = free?.childNodes ?? [];
      free?.focus();
      if (words) getSelection()?.setBaseAndExtent(words, 4, words, 7);
    });
    expect(await selected()).toEqual(["two", "free"]);
    await mount(leaving);
    await eventually("shown", async () => (await told()).includes("shown"));
    expect(await selected()).toEqual(["two", "free"]);
    await tab().type("2");
    expect(await tab().evaluate(() => document.querySelector("#free")?.textContent)).toBe("One 2 three");
  });

  test("shortcuts of the page hear nothing that is typed in the survey, and everything else", async () => {
    await open(one("text"), { path: "/shortcuts" });
    await focus("#text");
    await tab().type("yes/no");
    expect(await heard()).toEqual([]);
    await tab().evaluate(() => document.querySelector<HTMLElement>("#search")?.focus());
    await tab().type("s/");
    expect(new Set(await heard())).toEqual(new Set(["keydown s", "keyup s", "keydown /", "keyup /"]));
    expect(await isRendered()).toBe(true);
    await focus(".go");
    await tab().press("Enter");
    await eventually("sent", async () => (await told()).includes("completed"));
    expect(await answers()).toEqual(["yes/no"]);
    expect(await troubles()).toEqual([]);
  });

  // WebKit's driver presses neither key.
  test.skipIf(engine === "webkit")(
    "Escape and Control with Enter are the survey's in it, the page's elsewhere",
    async () => {
      await open(one("text"), { path: "/shortcuts" });
      await page().focus("#search");
      const sendByKeys = async () => {
        await page().keyboard.down("Control");
        await page().keyboard.press("Enter");
        await page().keyboard.up("Control");
      };
      await page().keyboard.press("Escape");
      await sendByKeys();
      // Three listen to each key.
      const keys = ["keydown Escape", "keyup Escape", "keydown Enter", "keyup Enter"];
      expect(await heard()).toEqual(keys.flatMap((key) => [key, key, key]));
      expect([await isRendered(), await told()]).toEqual([true, []]);
      await tab().evaluate(() => (globalThis as never as { heard: string[] }).heard.splice(0));
      await focus("#text");
      await tab().type("Yes");
      await sendByKeys();
      await eventually("sent", async () => (await told()).includes("completed"));
      expect(await answers()).toEqual(["Yes"]);
      expect(await heard()).toEqual([]);
      await page().keyboard.press("Escape");
      await isGone();
      // The survey is gone when the key comes up, and the focus is where it was.
      expect(await heard()).toEqual([]);
      await page().keyboard.press("Escape");
      expect(await heard()).toEqual(keys.slice(0, 2).flatMap((key) => [key, key, key]));
      expect(await troubles()).toEqual([]);
    },
  );
});

// A million signs pasted into an answer: cut to what is taken, and the survey can be used as before.
import { expect, test } from "vitest";
import { describeIn, selected } from "../harness/engines.ts";
import { eventually } from "../harness/eventually.ts";
import { one } from "../survey/kinds.ts";
import { toPage, useSurveyPage } from "../survey/survey-page.ts";

const LENGTH = 1_000_000;
const PASTED: { readonly [what: string]: string } = {
  words: "The card failed. ",
  "a single word": "w",
  "signs made of two halves": "a😀😀😀😀😀😀😀😀😀😀😀",
};

// WebKit's driver presses no Control.
describeIn(selected(["chromium", "firefox"]), (engine) => {
  const { open, page, tab, find, focus, click, boxOf, isHit, answers, told, troubles } = useSurveyPage(
    { "/area": { body: toPage("", 'lang="en"', '<textarea id="area"></textarea>') } },
    engine,
  );
  const press = async (key: "KeyA" | "KeyC" | "KeyV") => {
    const editing = { KeyA: "SelectAll", KeyC: "Copy", KeyV: "Paste" }[key];
    await page().keyboard.down("ControlLeft");
    await page().keyboard.press(key, { commands: [editing] });
    await page().keyboard.up("ControlLeft");
  };

  test.each(Object.keys(PASTED))("of %s", async (what) => {
    await open(one("text"), { path: "/area" });
    const pasted = await tab().evaluate(
      (part, length) => {
        const area = document.querySelector<HTMLTextAreaElement>("#area");
        area?.focus();
        if (area) area.value = `>${part.repeat(length / part.length)}`;
        return area?.value.length ?? 0;
      },
      PASTED[what] ?? "",
      LENGTH,
    );
    expect(pasted).toBeGreaterThan(LENGTH - 30);
    await press("KeyA");
    await press("KeyC");
    await focus("#text");
    await press("KeyV");
    const value = await eventually("it is pasted", () =>
      find("#text").then((field) => field.evaluate((each) => (each as HTMLTextAreaElement).value)),
    );
    expect([value[0], value.length <= 2000, value.length >= 1998, value.isWellFormed()]).toEqual([
      ">",
      true,
      true,
      true,
    ]);
    const { y, right, bottom } = await boxOf(".card");
    expect([y >= 0, right <= 1000, bottom <= 700, await isHit(".close"), await isHit(".go")]).toEqual(
      Array(5).fill(true),
    );
    const isWide = await (await find("#text")).evaluate((field) => field.scrollWidth > field.clientWidth);
    expect(isWide).toBe(false);
    await page().keyboard.press("Backspace");
    await click(".go");
    await eventually("completed", async () => (await told()).includes("completed"));
    expect(`${await answers()}`.length).toBeLessThanOrEqual(2000);
    expect(await troubles()).toEqual([]);
  });
});

// Every state of the survey is looked through by axe-core: light, dark and in forced colours.
import type { Survey } from "@waymark/protocol";
import type { MediaFeature } from "puppeteer-core";
import { describe, expect, test } from "vitest";
import { kinds, one } from "./kinds.ts";
import { runAxe } from "./run-axe.ts";
import { useSurveyPage } from "./survey-page.ts";

const { open, find, page, told, troubles } = useSurveyPage();

describe("axe finds nothing", () => {
  const lookings: { [name: string]: [Survey["theme"], MediaFeature[]] } = {
    light: ["light", []],
    dark: ["dark", []],
    "forced colours": ["auto", [{ name: "forced-colors", value: "active" }]],
  };
  const run = async () => {
    expect(await troubles()).toEqual([]);
    expect(await runAxe(page())).toEqual([]);
  };
  for (const [looking, [theme, features]] of Object.entries(lookings)) {
    test.each(Object.keys(kinds))(`%s, ${looking}`, async (name) => {
      await open(one(name, theme), { features });
      if (name.startsWith("choice")) await (await find("input[value='']")).click();
      if (name !== "message") await (await find(".go")).click();
      await run();
    });
    test(`thanks, ${looking}`, async () => {
      await open(one("text", theme), { features });
      await (await find("#text")).focus();
      await page().keyboard.type("Nothing");
      await (await find(".go")).click();
      expect(await told()).toContain("completed");
      await run();
    });
  }
});

// Pages whose colours, sizes and fonts for the survey are addresses: ours stand, and nothing is fetched.
import { expect, test } from "vitest";
import { describeIn, selected } from "../harness/engines.ts";
import { eventually } from "../harness/eventually.ts";
import { leaving } from "../survey/kinds.ts";
import { toPage, useSurveyPage } from "../survey/survey-page.ts";

const TOKENS = "background text muted accent on-accent border radius font width gap".split(" ");
const VALUES = [
  "url(/fetched)",
  'url("javascript:alert(1)")',
  "URL(//evil.example/fetched)",
  "u\\72l(/fetched)",
  'image-set("/fetched" 1x)',
  "red url(/fetched)",
  "var(--page)",
];

// WebKit's driver tells of no request.
describeIn(selected(["chromium", "firefox"]), (engine) => {
  const head = `<style>:root { --page: url(/fetched) }</style><script>
    const value = new URLSearchParams(location.search).get("value");
    for (const token of ${JSON.stringify(TOKENS)}) document.documentElement.style.setProperty("--waymark-" + token, value);
  </script>`;
  const { open, mount, page, find, isHit, boxOf, troubles } = useSurveyPage(
    { "/look": { body: toPage(head) } },
    engine,
  );

  test.each(VALUES)("%s", async (value) => {
    await open(undefined, { path: `/look?${new URLSearchParams({ value })}` });
    const urls: string[] = [];
    page().on("request", (request) => urls.push(new URL(request.url()).pathname));
    await mount({ ...leaving, theme: "light" });
    const { backgroundColor, color, borderTopLeftRadius } = await (await find(".card")).evaluate((card) => {
      const { backgroundColor, color, borderTopLeftRadius } = getComputedStyle(card);
      return { backgroundColor, color, borderTopLeftRadius };
    });
    expect([backgroundColor, color, borderTopLeftRadius]).toEqual(["rgb(255, 255, 255)", "rgb(28, 31, 38)", "14px"]);
    expect([(await boxOf(".card")).width, await isHit(".go"), await troubles()]).toEqual([368, true, []]);
    // What the card had asked for would have come before this.
    await page().evaluate(() => void document.body.append(Object.assign(new Image(), { src: "/last" })));
    await eventually("the last request", () => urls.includes("/last"));
    expect(urls).toEqual(["/last"]);
  });
});

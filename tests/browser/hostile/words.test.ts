// Words of a survey that look like markup, templates or objects, never end or turn around: they stand as they are, and harm nothing.
import type { Question, Survey } from "@waymark/protocol";
import { expect, test } from "vitest";
import { describeIn, SELECTED_ENGINES } from "../harness/engines.ts";
import { eventually } from "../harness/eventually.ts";
import { useSurveyPage } from "../survey/survey-page.ts";
import { HOST } from "../survey/view-survey.ts";

const LONG = "Ten thousand signs of it. ".repeat(400);
/** As configured, and as it has to stand there. */
const WORDS: { readonly [what: string]: readonly [configured: unknown, shown: string] } = {
  markup: Array(2).fill(`<img src=x onerror="survey.errors.push('ran')"><b>bold</b>&amp;`) as [string, string],
  "a template": Array(2).fill("{{constructor.constructor('survey.errors.push(1)')()}} {question}") as [string, string],
  "ten thousand signs": [LONG, LONG],
  "ten thousand signs without a space": ["W".repeat(10_000), "W".repeat(10_000)],
  "signs made of several": Array(2).fill("👩‍👩‍👧‍👦 🏳️‍🌈 e\u0301 🇩🇪") as [string, string],
  "an override of the direction": Array(2).fill("abc \u202Edef") as [string, string],
  "control characters": ["a\u0000b\u001b[31mc\u0085", "ab[31mc"],
  "half of a pair": Array(2).fill("a\ud83d b") as [string, string],
  "an object like an element": [
    { type: "img", props: { src: "x", onerror: "survey.errors.push(1)" }, ref: null },
    "img",
  ],
};

const toSurvey = (words: never): Survey => {
  const first: Question = { id: "first", kind: "rating", text: words, note: words, low: words, high: words };
  const choices = [words, { value: "second", text: words }];
  return {
    questions: [first, { id: "second", kind: "choice", text: words, choices, optional: true }],
    strings: { next: words, send: words, notNow: words },
    thanks: words,
  };
};

describeIn(SELECTED_ENGINES, (engine) => {
  const { open, tab, boxOf, click, textOf, isHit, answers, told, troubles } = useSurveyPage({}, engine);
  const read = (selector: string) =>
    tab().evaluate(
      (host, inside) =>
        [...(document.querySelector(host)?.shadowRoot?.querySelectorAll(inside) ?? [])].map((each) => each.textContent),
      HOST,
      selector,
    );

  test.each(Object.keys(WORDS))("%s", async (what) => {
    const [configured, shown = ""] = WORDS[what] ?? [];
    // Halves of pairs can't travel to the page but in disguise.
    await open(undefined);
    await tab().evaluate(
      (text) => survey.mount(JSON.parse(decodeURIComponent(text))),
      encodeURIComponent(JSON.stringify(toSurvey(configured as never))),
    );
    expect([await textOf("#question"), await textOf("#note"), await textOf(".go")]).toEqual([shown, shown, shown]);
    expect(await read(".ends > span")).toEqual([`1: ${shown}`, `5: ${shown}`]);
    expect(await read("img, b, script, style")).toEqual([]);
    const { y, bottom } = await boxOf(".card");
    expect([y >= 0, bottom <= (await tab().evaluate(() => innerHeight)), await isHit(".close")]).toEqual([
      true,
      true,
      true,
    ]);
    await click("input[value='4']");
    await eventually("the second question", async () => (await read("input")).length === 2);
    expect(await read(".row > :last-child")).toEqual([shown, shown]);
    await click("input[value='second']");
    await eventually("completed", async () => (await told()).includes("completed"));
    expect([await answers(), await textOf(".thanks")]).toEqual([[4, "second"], shown]);
    expect(await troubles()).toEqual([]);
  });

  test("an override of the direction turns no words around but its own", async () => {
    await open({ questions: [{ id: "q", kind: "text", text: "abc \u202Edef", optional: true }] });
    const ends = await tab().evaluate((host) => {
      const words = document.querySelector(host)?.shadowRoot?.querySelector(".optional")?.firstChild;
      const leftOf = (at: number) => {
        const range = document.createRange();
        if (words) range.setStart(words, at);
        if (words) range.setEnd(words, at + 1);
        return range.getBoundingClientRect().left;
      };
      // Of " (optional)" the brackets.
      return [leftOf(1), leftOf(10)];
    }, HOST);
    expect(ends[0]).toBeLessThan(ends[1] ?? 0);
  });
});

// Pages and surveys of which one runs from right to left: the survey is laid out by its own direction, and the answers are the same.
import { expect, test } from "vitest";
import { describeIn, SELECTED_ENGINES } from "../harness/engines.ts";
import { eventually } from "../harness/eventually.ts";
import { toPage, useSurveyPage } from "../survey/survey-page.ts";

/** Letters of both directions, and figures between. */
const WORDS = "הזמנה 4711 failed, (again) ארבע!";
const asked = (language: string) => ({
  questions: [
    { id: "score", kind: "nps", text: { [language]: language === "ar" ? "ما مدى رضاك؟" : "How likely is it?" } },
    { id: "why", kind: "text", text: { [language]: language === "ar" ? "لماذا؟" : "Why?" } },
  ] as const,
});

describeIn(SELECTED_ENGINES, (engine) => {
  const { open, tab, boxOf, click, focus, textOf, answers, told, troubles } = useSurveyPage(
    {
      "/ltr": { body: toPage("", 'lang="en"') },
      "/rtl": { body: toPage("<style>* { direction: rtl; text-align: right }</style>", 'lang="ar" dir="rtl"') },
    },
    engine,
  );
  /** From the edge where lines begin: of each value, the card, and the way on. */
  const measure = async (isRightToLeft: boolean) => {
    const card = await boxOf(".card");
    const from = async (selector: string) => {
      const { x, right } = await boxOf(selector);
      return Math.round(isRightToLeft ? card.right - right : x - card.x);
    };
    const width = await tab().evaluate(() => innerWidth);
    return {
      end: Math.round(isRightToLeft ? card.x : width - card.right),
      values: await Promise.all(Array.from({ length: 11 }, (_, value) => from(`input[value='${value}']`))),
      close: await from(".close"),
    };
  };

  test.each([
    ["/rtl", "en"],
    ["/ltr", "ar"],
    ["/rtl", "ar"],
  ])(
    "on %s a survey in %s is laid out like one in English on an English page, or its mirror image",
    async (path, language) => {
      await open(asked("en"), { path: "/ltr" });
      const plain = await measure(false);
      expect(plain.end).toBe(16);
      expect([...plain.values].sort((a, b) => a - b)).toEqual(plain.values);
      await open(asked(language), { path });
      expect(await measure(language === "ar")).toEqual(plain);
      await click("input[value='9']");
      await eventually("the second question", async () => /Why|لماذا/.test((await textOf("#question")) ?? ""));
      await focus("#text");
      await tab().type(WORDS);
      await click(".go");
      await eventually("completed", async () => (await told()).includes("completed"));
      expect(await answers()).toEqual([9, WORDS]);
      expect(await troubles()).toEqual([]);
    },
  );
});

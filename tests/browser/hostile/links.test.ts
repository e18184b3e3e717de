// Addresses that are no place to lead a visitor to: none becomes a link, and the message stands without it.
import type { Survey } from "@waymark/protocol";
import { expect, test } from "vitest";
import { describeIn, SELECTED_ENGINES } from "../harness/engines.ts";
import { eventually } from "../harness/eventually.ts";
import { useSurveyPage } from "../survey/survey-page.ts";

const toMessage = (url: string, look: "link" | "button"): Survey => ({
  questions: [{ id: "q", kind: "message", text: "Delivery takes longer.", link: { text: "Why?", url, look } }],
});
const BAD = [
  "javascript:document.title='ran'",
  " java\nscript:document.title='ran'",
  "JaVaScRiPt:document.title='ran'",
  "vbscript:x",
  "data:text/html,<script>opener.document.title='ran'</script>",
  "blob:https://shop.example/8d0a",
  "file:///etc/passwd",
  "//evil.example/",
  "/\t/evil.example/",
  "\\\\evil.example\\",
  "/\\evil.example/",
  "https://shop.example@evil.example/",
  "https://u:p@evil.example/",
];

describeIn(SELECTED_ENGINES, (engine) => {
  const { open, tab, click, textOf, isRendered, told, troubles } = useSurveyPage({}, engine);

  test.each(BAD)("%j", async (url) => {
    for (const look of ["link", "button"] as const) {
      await open(toMessage(url, look));
      expect([await textOf("#question"), await isRendered("a"), await isRendered("[href]")]).toEqual([
        "Delivery takes longer.",
        false,
        false,
      ]);
      await click(".go");
      await eventually("completed", async () => (await told()).includes("completed"));
      expect(await tab().evaluate(() => document.title)).toBe("Shop");
      expect(await troubles()).toEqual([]);
    }
  });

  test.each(["https://shop.example/help", "/help", "mailto:help@shop.example", "tel:+49301234"])(
    "%s is a link",
    async (url) => {
      await open(toMessage(url, "link"));
      expect([await textOf("a"), await isRendered("a[target=_blank][rel=noopener]")]).toEqual(["Why?", true]);
    },
  );
});

// Pages whose styles reach for everything, turn, hide, cover or resize all there is: the survey looks and works as ever.
import { beforeAll, expect, test } from "vitest";
import { describeIn, SELECTED_ENGINES } from "../harness/engines.ts";
import { eventually } from "../harness/eventually.ts";
import { one } from "../survey/kinds.ts";
import { toPage, useSurveyPage } from "../survey/survey-page.ts";

const COVER = "position: fixed; inset: 0; background: white; z-index: 2147483647";
const ALL = `* { all: unset !important; visibility: hidden !important; opacity: 0 !important; pointer-events: none !important }
  html { transform: scale(.9); font-size: 62.5% } body { display: none }
  div { display: none !important; position: static !important }`;
const STYLES: { readonly [what: string]: string } = {
  "unsets everything": "* { all: unset !important }",
  "shows no boxes": "div { display: none !important; position: static !important }",
  "hides everything": "* { visibility: hidden !important; opacity: 0 !important; pointer-events: none !important }",
  "turns the direction and the letters": "* { direction: rtl !important; writing-mode: vertical-rl !important }",
  "turns the whole page": "html { transform: scale(.9) rotate(1deg) }",
  "shows no body": "body { display: none }",
  "covers everything from the topmost layer of all": `html::after { content: ""; ${COVER} }`,
  "has a root of small letters": "html { font-size: 62.5% }",
  "has a root of large letters": "html { font-size: 200% }",
  "does most of that at once": ALL,
};

describeIn(SELECTED_ENGINES, (engine) => {
  const pages = Object.entries(STYLES).map(([what, css]) => [
    `/${encodeURIComponent(what)}`,
    { body: toPage(`<style>${css}</style>`) },
  ]);
  const { open, close, tab, boxOf, isHit, click, find, told, troubles } = useSurveyPage(
    Object.fromEntries(pages),
    engine,
  );
  /** Boxes, the size of the letters, what is hit, and where there is one a picture. */
  const look = async () => {
    const letters = await tab().evaluate(
      () => getComputedStyle(document.querySelector(".ph-no-capture") ?? document.documentElement).fontSize,
    );
    return {
      boxes: await Promise.all([".card", ".face", ".go", ".close", "#question"].map(boxOf)),
      letters,
      hits: [await isHit(".go"), await isHit(".close"), await isHit("input[value='5']")],
      shot: engine === "webkit" ? "" : Buffer.from(await (await find(".body")).screenshot()).toString("base64"),
    };
  };

  let clean: Awaited<ReturnType<typeof look>>;
  beforeAll(async () => {
    await open(one("faces", "light"));
    clean = await look();
    const { width, height } = await tab().evaluate(() => ({ width: innerWidth, height: innerHeight }));
    const { right, bottom } = await boxOf(".card");
    expect([width - right, height - bottom, clean.letters, ...clean.hits]).toEqual([16, 16, "16px", true, true, true]);
    await close();
  });

  test.each(Object.keys(STYLES))("a page that %s changes nothing, and a click is one", async (what) => {
    await open(one("faces", "light"), { path: `/${encodeURIComponent(what)}` });
    expect(await look()).toEqual(clean);
    await click("input[value='5']");
    await eventually("completed", async () => (await told()).includes("completed"));
    expect(await troubles()).toEqual([]);
  });
});

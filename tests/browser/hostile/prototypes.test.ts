// Prototypes that a page has frozen or filled: the survey goes its whole way, and nothing planted gets into it.
import { expect, test } from "vitest";
import { toScript } from "../delivery/before.ts";
import type { Tab } from "../harness/driver.ts";
import { describeIn, SELECTED_ENGINES } from "../harness/engines.ts";
import { inSurvey, see } from "../harness/shopper.ts";
import { openHostileSite } from "./hostile-site.ts";

const freeze = toScript(() => {
  const all = [Object, Array, Function, Error, TypeError, Promise, Map, Set, String, Number, Date, RegExp, EventTarget];
  for (const { prototype } of all) Object.freeze(prototype);
});

/** Runs `window.isRun = true` wherever one of these becomes an attribute, a handler or markup. */
const PLANTED = {
  dangerouslySetInnerHTML: { __html: "<img src=x onerror='isRun = true'>" },
  innerHTML: "<img src=x onerror='isRun = true'>",
  onclick: "isRun = true",
  onfocus: "isRun = true",
  href: "javascript:isRun = true",
  src: "/planted.js",
  style: "color: red",
  class: "planted",
  extra: "planted",
};
const pollute = toScript((planted) => {
  Object.assign(Object.prototype, planted, { each: () => "planted", extend() {} });
}, PLANTED);

/** Every element of the survey with its attributes, but for what is made up by chance. */
const drawingOf = (tab: Tab): Promise<readonly string[]> =>
  tab.evaluate((host) => {
    const root = document.querySelector(host);
    const all = [root, ...(root?.shadowRoot?.querySelectorAll("*") ?? [])];
    return all.map((each) => {
      const names = each?.getAttributeNames().map((name) => `${name}=${each.getAttribute(name)}`) ?? [];
      return [each?.localName, ...names].join(" ");
    });
  }, inSurvey("").split(" ")[0] ?? "");

describeIn(SELECTED_ENGINES, (engine) => {
  const hostile = openHostileSite(engine);

  test("frozen prototypes stop nothing from the first page to the last answer", async () => {
    const visit = await hostile.visit({ before: freeze });
    await visit.track("help", { list: [1] });
    const entries = await visit.answer();
    expect(entries.find(({ type }) => type === "csat")?.data).toMatchObject({ value: 4 });
    expect(entries.find(({ type }) => type === "text")?.data).toMatchObject({ value: "Nothing" });
    expect(await visit.troubles()).toEqual([]);
  });

  // What drives WebKit runs in the page's own scope, and stumbles over what is planted there.
  test.skipIf(engine === "webkit")(
    "what stands in Object.prototype gets into no element, no entry, and is not run",
    async () => {
      hostile.pages["/planted.js"] = { body: "isRun = true", type: "text/javascript" };
      const isThere = (tab: Tab) => see(tab as never, inSurvey("input[value='4']"));
      const clean = await hostile.visit();
      await clean.track("help");
      await isThere(clean.driver);
      const drawing = await drawingOf(clean.driver);
      expect(drawing.length).toBeGreaterThan(10);

      const visit = await hostile.visit({ before: pollute });
      await visit.track("help", { list: [1] });
      await isThere(visit.driver);
      expect(await drawingOf(visit.driver)).toEqual(drawing);
      const entries = await visit.answer();
      expect(entries.find(({ type }) => type === "csat")?.data).toMatchObject({ value: 4 });
      expect(JSON.stringify(visit.batches())).not.toContain("planted");
      expect(await visit.driver.evaluate(() => "isRun" in window)).toBe(false);
      expect(await visit.troubles()).toEqual([]);
    },
  );
});

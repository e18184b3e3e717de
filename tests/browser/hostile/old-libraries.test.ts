// Libraries that rewrite the language itself: what is sent is what a clean page sends, and the survey goes its whole way.
import type { Batch } from "@waymark/protocol";
import { beforeAll, expect, test } from "vitest";
import { hurry } from "../delivery/before.ts";
import { describeIn, SELECTED_ENGINES } from "../harness/engines.ts";
import { eventually } from "../harness/eventually.ts";
import { visitorOf } from "../harness/in-page.ts";
import { openHostileSite, type PageOptions } from "./hostile-site.ts";
import { OLD_LIBRARIES } from "./old-libraries.ts";

const DATA = { list: [1, "two", { three: [3, null] }], empty: [], nested: { flag: true }, text: 'Größe "L" \u2028' };

/** What differs from visit to visit. */
const IDS = ["id", "tab", "submission", "visitor", "session", "batch", "site"];
const TIMES = ["at", "mono", "before", "engaged", "dwell", "seq", "sentAt", "attempt"];

/** All entries but vitals, each as the text that was sent, without what differs from visit to visit. */
const toLines = (batches: readonly Batch[]): readonly string[] => {
  const toLine = (value: unknown) =>
    JSON.stringify(value, (key, each) => {
      if (key === "vitals") return {};
      if (IDS.includes(key)) return typeof each;
      return TIMES.includes(key) && typeof each === "number" ? 0 : each;
    });
  const heads = batches.map(({ entries: _, ...head }) => toLine(head));
  const entries = new Map(batches.flatMap((batch) => batch.entries.map((entry) => [entry.id, entry] as const)));
  const told = [...entries.values()].filter(({ type }) => type !== "vital" && type !== "stage");
  return [...new Set([...heads, ...told.map(toLine)])].sort();
};

describeIn(SELECTED_ENGINES, (engine) => {
  // What drives WebKit speaks JSON in the page's own scope, and can't be understood any more.
  const isSpoilt = (name: string) => engine === "webkit" && /1\.6|toJSON/.test(name) && !name.startsWith("Moo");
  const libraries = Object.entries(OLD_LIBRARIES).filter(([name]) => !isSpoilt(name));
  const hostile = openHostileSite(engine);
  let clean: readonly string[];

  /** All that a visitor sends who is asked and answers, on a page patched before the tag or when it is there. */
  const answerOn = async (options: PageOptions, after = "") => {
    const visit = await hostile.visit(options);
    await visit.track("seen", DATA);
    await visit.driver.evaluate((script) => {
      document.head.append(Object.assign(document.createElement("script"), { text: script }));
    }, after);
    await visit.track("help", DATA);
    const entries = await visit.answer();
    expect(await visit.troubles()).toEqual([]);
    expect(visit.batches().map(({ visitor }) => visitor)).toContain(await visitorOf(visit.driver, visit.site));
    expect(entries.find(({ type }) => type === "csat")?.data).toMatchObject({ value: 4, min: 1, max: 5 });
    return toLines(visit.batches());
  };

  beforeAll(async () => {
    clean = await answerOn({});
    expect(clean.length).toBeGreaterThan(8);
  });

  test.each(libraries)("%s before the tag changes nothing of what is sent", async (_, before) => {
    expect(await answerOn({ before })).toEqual(clean);
  });

  test.each(libraries)("%s after the tag changes nothing of what is sent", async (_, after) => {
    expect(await answerOn({}, after)).toEqual(clean);
  });

  test("a library that takes the name of Event breaks nothing that looks at the page again and again", async () => {
    const times = 60;
    const visit = await hostile.visit({ before: hurry(times) + OLD_LIBRARIES["MooTools 1.6"] });
    const hasLooked = (by: number) =>
      performance.getEntriesByType("resource").some((each) => {
        const { name, responseEnd } = each as PerformanceResourceTiming;
        return name.includes("waymark.signals") && performance.now() > responseEnd * by + 20_000;
      });
    await eventually("it has looked for 20 s of the page's time", () => visit.driver.evaluate(hasLooked, times));
    expect(await visit.troubles()).toEqual([]);
  });
});

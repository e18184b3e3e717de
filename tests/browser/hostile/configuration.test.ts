// Configurations that are far too large or full of nonsense: what is unsound is off, the defaults hold, and the page goes on.
import type { JsonObject } from "@waymark/protocol";
import { expect, test } from "vitest";
import { toScript } from "../delivery/before.ts";
import { type Lab, openLab } from "../delivery/lab.ts";
import type { Engine, Tab } from "../harness/driver.ts";
import { describeIn, SELECTED_ENGINES } from "../harness/engines.ts";
import { eventually } from "../harness/eventually.ts";
import { flush, loadIdle, track } from "../harness/in-page.ts";
import { inSurvey, see } from "../harness/shopper.ts";

/** A button that does nothing. */
const build = toScript(() => {
  addEventListener("DOMContentLoaded", () => {
    document.body.append(Object.assign(document.createElement("button"), { id: "dead", textContent: "Go" }));
  });
});

const open = async (engine: Engine, body: string): Promise<readonly [Lab, Tab]> => {
  const pages = { "/waymark.json": { body, type: "application/json" } };
  const lab = await openLab(engine, { attributes: { "data-config": "/waymark.json" }, pages, before: [build] });
  const tab = lab.driver();
  await tab.open(lab.origin);
  await loadIdle(tab);
  return [lab, tab];
};
/** The last of this name, once it has arrived. */
const arrives = ({ collector, site }: Lab, tab: Tab, name: string) =>
  eventually(`${name} arrives`, async () => {
    await flush(tab);
    return (await collector.entries({ site })).findLast((entry) => entry.name === name || entry.type === name);
  });

const sound = {
  stages: [{ id: "read", pages: ["/"] }],
  surveys: { why: { questions: [{ id: "q", kind: "thumbs", text: "Was this page helpful?" }] } },
};
const why = { id: "why", on: { type: "custom", name: "help" }, ask: "why" };
const survey = (rest: object) => ({ questions: [{ id: "q", kind: "text", text: "Nobody asks this" }], ...rest });
const question = (rest: object) =>
  survey({ questions: [{ id: "q", kind: "text", text: "Nobody asks this", ...rest }] });
const bomb = `${"/**/*a*a*a".repeat(200)}/c`;
const odd: readonly unknown[] = [null, 5, "x", [], {}, [null], true];

/** Each part is nonsense in one respect; `PROTO` is written as the key that means the prototype. */
const nonsense: JsonObject = JSON.parse(
  JSON.stringify({
    PROTO: { polluted: "by the configuration" },
    collector: "https://evil.example/ingest",
    consent: "denied",
    stages: [
      ...odd.flatMap((each, index) => [
        { id: each, pages: [each === "x" ? "/x" : "/"] },
        { id: `pages-${index}`, pages: each },
        { id: `steps-${index}`, steps: each },
        {
          id: `step-${index}`,
          steps: [{ id: "never", pages: ["/never"], visible: each, dataLayer: each, goal: each }],
        },
      ]),
      { id: "bomb", pages: [bomb] },
      ...sound.stages,
    ],
    surveys: {
      PROTO: survey({ polluted: "by a survey" }),
      ...Object.fromEntries(
        odd.flatMap((each, index) => [
          [`odd-${index}`, each],
          [`max-${index}`, survey({ max: each, wait: each, placement: each, thanks: each, strings: each })],
        ]),
      ),
      circle: survey({
        questions: [
          { id: "a", kind: "text", text: "A?", when: { b: ["x"] } },
          { id: "b", kind: "text", text: "B?", when: { a: ["x"] } },
        ],
      }),
      itself: question({ when: { q: ["x"] } }),
      ...sound.surveys,
    },
    friction: Object.fromEntries(
      ["stall", "errors", "thrash", "dead-click", "form-struggle"].map((name, index) => [name, odd[index]]),
    ),
    quiet: "never",
    journeyEnds: 5,
  }),
);

describeIn(SELECTED_ENGINES, (engine) => {
  test.each([
    [
      "ten thousand triggers",
      JSON.stringify({ ...sound, triggers: Array.from({ length: 10_000 }, (_, i) => ({ ...why, id: `t${i}` })) }),
    ],
    ["five megabytes", JSON.stringify({ ...sound, note: "x".repeat(5_000_000) })],
    ["brackets alone", "[".repeat(60_000)],
  ])(
    "of %s nothing is taken, which is said in one line, and all else works as without a configuration",
    async (_, body) => {
      const [lab, tab] = await open(engine, body);
      expect(await track(tab, "told")).toBe("idb");
      expect(await arrives(lab, tab, "told")).toMatchObject({ stage: null, step: "/" });
      await tab.click("#dead", 4);
      expect(await arrives(lab, tab, "rage-click")).toMatchObject({ name: "button[id=dead]", stage: null });
      if (engine !== "webkit")
        expect(lab.faults()).toEqual([expect.stringMatching(/^\[waymark\] \/waymark\.json: .*no stages/)]);
    },
  );

  test("of one full of nonsense what is sound works: it is placed, and asked once", async () => {
    const body = JSON.stringify({ ...nonsense, triggers: [why] }).replaceAll('"PROTO"', '"__proto__"');
    const [lab, tab] = await open(engine, body);
    expect(await track(tab, "told")).toBe("idb");
    expect(await arrives(lab, tab, "told")).toMatchObject({ stage: "read", step: "read" });
    await track(tab, "help");
    await see(lab.driver(), inSurvey("#question"), "helpful");
    expect(await tab.evaluate(() => Reflect.get({}, "polluted") ?? null)).toBeNull();
    expect(lab.faults().filter((line) => !line.startsWith("[waymark] /waymark.json"))).toEqual([]);
    expect(lab.faults().length).toBeLessThanOrEqual(5);
  });
});

import type { PersonaWhere } from "@waymark/protocol";
import { describe, expect, test } from "vitest";
import { DAY, NOW, openMap, PLAN, toLine, toVisitor, walk } from "./fixtures.ts";

const at = NOW - 14 * DAY;
const page = (url: string, referrer?: string) => ({ url, referrer });
const identify = (visitor: number, data: object, over: object = {}) =>
  toLine({
    type: "identify",
    name: "traits",
    visitor: toVisitor(visitor),
    data,
    stage: null,
    step: "/",
    seq: 9,
    ...over,
  });

/** 1: a loyal phone from a newsletter; 2: a desktop from a search; 3: a German who came twice; 4: says nothing at all. */
const LINES = [
  ...walk(1, ["discover/discover", "checkout/cart"], {
    page: page("https://shop.example/?utm_source=spring%20letter&utm_medium=email", "https://mail.example"),
    browser: { family: "safari", major: 18, device: "phone" },
  } as object),
  identify(1, { tier: "silver", orders: 2, "a/b~c": true }, { at: at - DAY }),
  identify(1, { tier: "gold", orders: 7, "a/b~c": true }, { at: at + 1 }),
  ...walk(2, ["discover/discover"], {
    page: page("https://shop.example/?utm_source=", "https://search.example"),
  } as object),
  identify(2, { tier: 7, orders: "7", "a/b~c": "true" }, { at: at + 1 }),
  ...walk(3, ["discover/discover"], { data: { language: "de-AT", width: 800 }, session: toVisitor(31) } as object),
  ...walk(3, ["choose/listing"], {
    at: at + DAY,
    data: { language: "en", width: 800 },
    session: toVisitor(32),
  } as object),
  ...walk(4, ["discover/discover"]),
];

const ask = async (where: PersonaWhere, query = "") => {
  const map = await openMap(PLAN, { threshold: 1, notes: { personas: [{ id: "some", where }] } });
  await map.add(LINES);
  return map.read(`persona=some${query}`);
};

describe("a persona is counted alone", () => {
  test.each<[string, PersonaWhere, number]>([
    ["nothing asked is everyone", {}, 4],
    ["device", { device: "phone" }, 1],
    ["one of several devices", { device: ["phone", "desktop"] }, 4],
    ["browser", { browser: "safari" }, 1],
    ["language, as the first page told it", { language: "de" }, 1],
    ["language, not as a later page told it", { language: "en" }, 0],
    ["a trait, as it was told last", { traits: { tier: "gold" } }, 1],
    ["a trait, not as it was told before", { traits: { tier: "silver" } }, 0],
    ["a number is no text", { traits: { tier: 7 } }, 1],
    ["a number within a range", { traits: { orders: { min: 7, max: 9 } } }, 1],
    ["a number out of range", { traits: { orders: { max: 6 } } }, 0],
    ["a boolean is no text, and a name may have any sign", { traits: { "a/b~c": true } }, 1],
    ["a campaign, decoded", { utm: { source: "spring letter" } }, 1],
    ["all of a campaign", { utm: { source: "spring letter", medium: "print" } }, 0],
    ["where they came from", { referrer: ["mail.example", "search.example"] }, 2],
    ["visits", { visits: { min: 2 } }, 1],
    ["all that is given", { device: "phone", traits: { tier: "gold" }, browser: "safari" }, 1],
    ["quotes are words, not SQL", { browser: "' OR true --", traits: { "') OR true --": "x" } }, 0],
  ])("%s", async (_, where, visitors) => {
    expect((await ask(where)).visitors).toBe(visitors);
  });
});

test("a persona's map says whose it is, and its figures are of them alone", async () => {
  const map = await ask({ device: "phone" });
  expect(map).toMatchObject({ persona: "some", personas: [{ id: "some", label: "some" }], visitors: 1 });
  expect(map.stages.map(({ visitors }) => visitors)).toEqual([1, 0, 1]);
  expect(map.moves).toEqual([{ from: "discover/discover", to: "checkout/cart", visitors: 1, times: 1 }]);
});

test("a persona that map.json does not have is refused by name", async () => {
  const map = await openMap(PLAN, { notes: { personas: [{ id: "some", where: {} }] } });
  await expect(map.read("persona=other")).rejects.toMatchObject({
    problem: { status: 400, path: "persona", remedy: "Give some, or leave it out." },
  });
  const bare = await openMap(PLAN);
  await expect(bare.read("persona=other")).rejects.toMatchObject({
    problem: { remedy: expect.stringContaining("map.json") },
  });
});

test("answers without a visitor are of no persona", async () => {
  const answer = {
    kind: "answer",
    type: "csat",
    name: "s/q",
    visitor: undefined,
    tab: undefined,
    data: {
      survey: "s",
      submission: "x",
      question: "q",
      value: 5,
      language: "en",
      evidence: { stage: "checkout", step: "cart", engaged: 0, last: [] },
    },
  };
  const map = await openMap(PLAN, { threshold: 1, notes: { personas: [{ id: "some", where: {} }] } });
  await map.add([...LINES, toLine(answer)]);
  expect((await map.read()).stages.at(-1)?.emotion.n).toBe(1);
  expect((await map.read("persona=some")).stages.at(-1)?.emotion.n).toBe(0);
});

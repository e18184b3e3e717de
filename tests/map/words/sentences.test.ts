import { FRICTION_TYPES } from "@waymark/protocol";
import { describe, expect, test } from "vitest";
import { toPeriod } from "../../../packages/map/src/words/dates.ts";
import { toDefinitions } from "../../../packages/map/src/words/definitions.ts";
import { toEvidence, toEvidenceLine } from "../../../packages/map/src/words/evidence.ts";
import { toFixWords } from "../../../packages/map/src/words/fix.ts";
import { toFrictionClause, toFrictionName } from "../../../packages/map/src/words/friction.ts";
import { toHeadline } from "../../../packages/map/src/words/headline.ts";
import { isolate } from "../../../packages/map/src/words/isolate.ts";
import { pickQuotes } from "../../../packages/map/src/words/pick-quotes.ts";
import { toScaleNote } from "../../../packages/map/src/words/scales.ts";
import { demo, felt, noPlan, said, ternAndTide, twelveSteps } from "../fixtures.ts";

const plain = (text: string) => text.replace(/[\u202f\u00a0]/g, " ");
const at = (text: string) => Date.parse(text);

test("a period names what its ends don't share, and the year only of another one", () => {
  const now = at("2026-11-20T14:02:00");
  expect(toPeriod(at("2026-11-01T00:00:00"), now, now)).toBe("1–20 November");
  expect(toPeriod(at("2026-10-25T00:00:00"), now, now)).toBe("25 October – 20 November");
  expect(toPeriod(at("2025-12-25T00:00:00"), now, now)).toBe("25 December 2025 – 20 November 2026");
  expect(toPeriod(at("2026-11-20T00:00:00"), at("2026-11-21T00:00:00"), now)).toBe("20 November");
});

describe("headline", () => {
  test("tells goal, period, visitors, window and who is in progress", () => {
    expect(toHeadline(ternAndTide).map(plain)).toEqual([
      "Goal: an order paid",
      "1–20 November",
      "60,412 visitors",
      "conversion window 7 days",
      "3 % still in progress",
    ]);
  });

  test("tells simulated visitors only when they are counted", () => {
    expect(toHeadline(demo)).toContain("500 of them simulated");
    expect(toHeadline({ ...demo, simulated: false }).join()).not.toContain("simulated");
  });

  test("names the goal of the plan where the owners name none", () => {
    expect(toHeadline({ ...ternAndTide, goal: undefined })[0]).toBe("Goal: Thanks");
  });

  test("has no goal and no share where there is none", () => {
    expect(toHeadline({ ...noPlan, goal: undefined }).map(plain)).toEqual([
      "1–20 November",
      "0 visitors",
      "conversion window 7 days",
    ]);
  });
});

describe("evidence", () => {
  const rage = (before: number) => ({ kind: "friction", type: "rage-click", name: "button", before });

  test("counts the signs before it, and leaves out the ordinary", () => {
    const last = [{ kind: "touchpoint", type: "page", name: "/", before: 9_000 }, rage(3_000), rage(900)];
    expect(plain(toEvidence({ engaged: 40_000, cause: null, last }, "Payment"))).toBe(
      "Payment, after 40 s, 2 rage clicks before",
    );
  });

  test("counts its cause once, though it is also among the last", () => {
    expect(plain(toEvidence({ engaged: 0, cause: rage(900), last: [rage(900)] }, "Payment"))).toBe(
      "Payment, 1 rage click before",
    );
    expect(plain(toEvidence({ engaged: 0, cause: rage(900), last: [] }, "Payment"))).toBe(
      "Payment, 1 rage click before",
    );
  });

  test("says when the survey asked who was leaving", () => {
    const cause = { kind: "friction", type: "abandon", name: "checkout", before: 0 };
    expect(plain(toEvidence({ engaged: 1_000, cause, last: [cause] }, "Basket"))).toBe(
      "Basket, after 1 s, when leaving",
    );
  });

  test("one line of it has time, sign and name", () => {
    expect(plain(toEvidenceLine(rage(12_000)))).toBe("12 s before: rage click, button");
    expect(plain(toEvidenceLine({ ...rage(-5), name: "" }))).toBe("0 s before: rage click");
  });
});

test("every sign that there is has words of its own", () => {
  const clauses = FRICTION_TYPES.filter((type) => type !== "abandon").map((type) => toFrictionClause({ type }));
  expect(clauses.filter((clause) => clause.includes("signs of"))).toEqual([]);
  expect(clauses).toContain("have their payment declined");
  expect(new Set(clauses).size).toBe(clauses.length);
});

test("several of one sign are told by its name and an s", () => {
  const signs = FRICTION_TYPES.filter((type) => type !== "abandon").flatMap((type) => {
    const sign = { kind: "friction", type, name: "", before: 0 };
    return [sign, sign];
  });
  expect(plain(toEvidence({ engaged: 0, cause: null, last: signs }, "Payment"))).toBe(
    "Payment, 2 rage clicks before, 2 dead clicks before, 2 slow clicks before, 2 blocked clicks before, " +
      "2 error clicks before, 2 form struggles before, 2 abandoned forms before, 2 declined payments before, " +
      "2 backtracks before, 2 loops before, 2 exit intents before, 2 stalls before, 2 slow pages before, " +
      "2 error bursts before, 2 frantic moves before",
  );
});

test("signs have names and clauses of every day, also those that no one thought of", () => {
  expect(toFrictionName({ type: "abandon", state: "leaving" })).toBe("Began to leave");
  expect(toFrictionName({ type: "abandon", state: "stalled" })).toBe("Stalled");
  expect(toFrictionClause({ type: "abandon", state: "stalled" })).toBe("get no further here");
  expect(toFrictionName({ type: "tab-storm" })).toBe("Tab storm");
  expect(toFrictionName({ type: "constructor" })).toBe("Constructor");
  expect(toFrictionClause({ type: "rage-click" })).toBe("click in rage here");
  expect(toFrictionClause({ type: "__proto__" })).toBe("show signs of “__proto__”");
});

describe("what to fix", () => {
  test("is told by loss, sign, mood, reason and gain", () => {
    const [fix] = ternAndTide.fixes;
    if (!fix) throw new Error("The fixture has nothing to fix");
    const words = toFixWords(ternAndTide, fix);
    expect(words?.title).toBe("Payment: form struggle");
    expect(words?.gain).toBe("+2,310");
    expect(plain(words?.text ?? "")).toBe(
      "33 % leave here, 15 % struggle with the form, mood −1.2 (n 418). Said most in Check out: “Payment did not work” " +
        "(318, 41 %). Halving this drop-off lifts “Thanks” from 24 % to 28 %.",
    );
  });

  test("is not told of a step that the map has not", () => {
    expect(toFixWords(twelveSteps, { step: "checkout/gone", gain: 1, goal: 0, goalAfter: 0 })).toBeNull();
  });
});

describe("quotes", () => {
  const quotes = [said("worst", "a", -2), said("bad", "a", -1), said("as most", "a", 0.5), said("no score", "a", null)];

  test("are the lowest and the one nearest to how most felt", () => {
    const picked = pickQuotes({ verbatims: quotes, emotion: felt(0.4, 9), reasons: [] });
    expect(picked.map(({ text }) => text)).toEqual(["worst", "as most"]);
  });

  test("are one where reasons stand below it, and none where nobody wrote", () => {
    const reasons = [{ question: "q", value: "Cost", n: 1, share: 1 }];
    expect(pickQuotes({ verbatims: quotes, emotion: felt(0.4, 9), reasons })).toHaveLength(1);
    expect(pickQuotes({ verbatims: [], emotion: felt(0.4, 9), reasons })).toEqual([]);
  });
});

test("a mood of two scales says that they are averaged", () => {
  const both = { ...felt(0, 9), scales: [...felt(0, 9).scales, { kind: "nps", min: 0, max: 10, values: [] } as const] };
  expect(toScaleNote([both]).replaceAll("\u00a0", " ")).toBe(
    "Satisfaction and recommendation, each brought to −2 to +2, averaged together.",
  );
  expect(toScaleNote([felt(0, 9)]).replaceAll("\u00a0", " ")).toBe("Satisfaction, brought to −2 to +2.");
  expect(toScaleNote([])).toBe("");
});

test("definitions name the window and the threshold of this map", () => {
  const text = plain(toDefinitions({ ...ternAndTide, window: 3 * 86_400_000, threshold: 10 }).join(" "));
  expect(text).toContain("within 3 days");
  expect(text).toContain("“< 10”");
  expect(toDefinitions({ ...ternAndTide, threshold: 1 }).join(" ")).not.toContain("Fewer than");
});

test("words of others cannot turn the direction of ours", () => {
  expect(isolate("Basket")).toBe("Basket");
  expect(isolate("سلة")).toBe("\u2068سلة\u2069");
  expect(isolate("\u202eevil\u2067")).toBe("evil");
});

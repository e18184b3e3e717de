// A simulated entry has the fields of a real one: these were sent by pages of the demo shop, written down by hand.
import { entrySchema } from "@waymark/protocol/schema";
import { expect, test } from "vitest";
import { entriesOf, makeParcels } from "./fixtures.ts";

const FIELDS = ["at", "data", "id", "kind", "mono", "name", "page", "seq", "stage", "step", "tab", "type"];
const SUBMISSION = ["submission", "survey", "trigger"];
const ANSWER = [...SUBMISSION, "evidence", "language", "question", "value"];
const STAGE = ["state", "step", "reached", "engaged", "attempt"];

/** Of `data`, by kind and type; what stands in brackets is not always there. */
const REAL: { readonly [entry: string]: readonly string[] } = {
  "touchpoint/page": ["load", "[language]", "[width]", "[touch]"],
  "touchpoint/step": ["[from]", "to", "dwell", "move"],
  "touchpoint/goal": ["step"],
  "touchpoint/stage": STAGE,
  "touchpoint/click": [],
  "touchpoint/form": ["action", "fields"],
  "touchpoint/custom": [],
  "touchpoint/vital": ["value", "rating"],
  "touchpoint/error": ["source", "line"],
  "friction/rage-click": ["clicks", "weight"],
  "friction/exit-intent": ["weight"],
  "friction/abandon": [...STAGE, "[reason]", "weight"],
  "survey/shown": SUBMISSION,
  "survey/dismissed": SUBMISSION,
  "survey/snoozed": SUBMISSION,
  "survey/completed": SUBMISSION,
  "answer/csat": [...ANSWER, "max", "min"],
  "answer/choice": [...ANSWER, "[other]"],
  "answer/text": ANSWER,
};
const EVIDENCE = ["cause", "engaged", "last", "stage", "step", "vitals"];

const entries = entriesOf(makeParcels({ journeys: 500 }));
const nameOf = ({ kind, type }: { readonly kind: string; readonly type: string }) => `${kind}/${type}`;

test("there are entries of every kind that a page of the shop sends, and no others", () => {
  expect([...new Set(entries.map(nameOf))].sort()).toEqual(Object.keys(REAL).sort());
});

test.each(Object.keys(REAL))("%s", (name) => {
  const fields = REAL[name] ?? [];
  const always = fields.filter((field) => !field.startsWith("["));
  const known = fields.map((field) => field.replace(/[[\]]/g, ""));
  for (const entry of entries.filter((each) => nameOf(each) === name)) {
    expect(entrySchema.parse(entry)).toEqual(entry);
    expect(Object.keys(entry).sort()).toEqual(FIELDS);
    const own = Object.keys(entry.data);
    expect(own).toEqual(expect.arrayContaining(always));
    expect(known).toEqual(expect.arrayContaining(own));
    expect(["url", "referrer"]).toEqual(expect.arrayContaining(Object.keys(entry.page ?? {})));
    if (entry.kind === "answer") {
      const { abandon, ...evidence } = entry.data.evidence;
      expect(Object.keys(evidence).sort()).toEqual(EVIDENCE);
      expect(!!abandon).toBe(entry.stage === "checkout");
      expect(JSON.stringify(entry.data.evidence).length).toBeLessThanOrEqual(2048);
    }
  }
});

test("only what comes with a page names the page before", () => {
  const types = entries.filter(({ page }) => page?.referrer).map(({ type }) => type);
  expect([...new Set(types)].sort()).toEqual(["goal", "page", "step"]);
});

test("an answer's evidence names the entry that asked, and what came before it in the same tab", () => {
  for (const entry of entries) {
    if (entry.kind !== "answer") continue;
    const { cause, last } = entry.data.evidence;
    expect(entries.find(({ id }) => id === cause?.id)).toMatchObject({ type: cause?.type, data: cause?.data });
    expect(last.length).toBeGreaterThan(0);
    expect(last.map(({ before }) => before)).toEqual(last.map(({ before }) => before).sort((a, b) => b - a));
  }
});

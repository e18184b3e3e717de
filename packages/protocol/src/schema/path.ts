// The one way in which every message names a part of a document.

/** The path of a schema's issue as people write it: `surveys.why-leave.questions[0].kind`; the document itself is "". */
export const toPath = (path: readonly PropertyKey[]): string =>
  path
    .map((part, index) => (typeof part === "number" ? `[${part}]` : `${index === 0 ? "" : "."}${String(part)}`))
    .join("");

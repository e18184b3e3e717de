// Which of a survey's languages is shown, and in which direction it runs.
import { toBuiltIn } from "./languages.ts";

/** BCP 47 tag of the language that is wanted: as it is told, the page's, or the browser's. Some servers write `de_AT`. */
export function toWanted(document: Document, language?: string): string {
  const own = language || document.querySelector("html")?.lang || navigator.language || "en";
  return own.replaceAll("_", "-");
}

const rightToLeft = /^(ar|ckb|dv|fa|he|iw|ps|sd|ug|ur|yi)\b/i;

/** Whether a BCP 47 tag names a language written from right to left. */
export function isRightToLeft(language: string): boolean {
  return rightToLeft.test(language);
}

/** The tag among `offered` nearest to `wanted`: itself, its language, a sibling (`nb` for `no`, `zh-Hant` for `zh-TW`), English, else the first. */
export function matchLanguage(offered: readonly string[], wanted: string): string | undefined {
  const isBuiltIn = toBuiltIn(wanted) !== "en";
  const base = (tag: string) => tag.toLowerCase().replace(/[-_].*/, "");
  return (
    offered.find((tag) => tag.toLowerCase() === wanted.toLowerCase()) ??
    offered.find((tag) => tag.toLowerCase() === base(wanted)) ??
    offered.find((tag) => isBuiltIn && toBuiltIn(tag) === toBuiltIn(wanted)) ??
    offered.find((tag) => base(tag) === base(wanted)) ??
    offered.find((tag) => base(tag) === "en") ??
    offered[0]
  );
}

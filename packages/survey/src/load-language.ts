// From npm: the built-in words of each language as a module of its own, which bundlers split off.
import type { Strings } from "@waymark/protocol";

const MODULES: { readonly [language: string]: () => Promise<{ readonly strings: Strings }> } = {
  ar: () => import("./languages/ar.ts"),
  cs: () => import("./languages/cs.ts"),
  da: () => import("./languages/da.ts"),
  de: () => import("./languages/de.ts"),
  el: () => import("./languages/el.ts"),
  es: () => import("./languages/es.ts"),
  fi: () => import("./languages/fi.ts"),
  fr: () => import("./languages/fr.ts"),
  he: () => import("./languages/he.ts"),
  hi: () => import("./languages/hi.ts"),
  hu: () => import("./languages/hu.ts"),
  it: () => import("./languages/it.ts"),
  ja: () => import("./languages/ja.ts"),
  ko: () => import("./languages/ko.ts"),
  nb: () => import("./languages/nb.ts"),
  nl: () => import("./languages/nl.ts"),
  pl: () => import("./languages/pl.ts"),
  pt: () => import("./languages/pt.ts"),
  ro: () => import("./languages/ro.ts"),
  sv: () => import("./languages/sv.ts"),
  tr: () => import("./languages/tr.ts"),
  uk: () => import("./languages/uk.ts"),
  "zh-hans": () => import("./languages/zh-hans.ts"),
  "zh-hant": () => import("./languages/zh-hant.ts"),
};

/** Rejects for a language that has none. */
export async function loadLanguage(language: string): Promise<Strings> {
  const load = MODULES[language];
  if (!load) throw new Error(`no words in ${language}`);
  return (await load()).strings;
}

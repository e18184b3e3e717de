// Which languages Waymark's own words are there in besides English; each is a file of its own, loaded when it is needed.

/** Names of the files. */
export const LANGUAGES: readonly string[] =
  "ar cs da de el es fi fr he hi hu it ja ko nb nl pl pt ro sv tr uk zh-hans zh-hant".split(" ");

/** The file that is nearest to a BCP 47 tag, such as `nb` for `no` and `zh-hant` for `zh-TW`; `en` where there is none. */
export function toBuiltIn(tag: string): string {
  try {
    const { language, script } = new Intl.Locale(tag).maximize();
    const name = /^n[on]$/.test(language) ? "nb" : language === "zh" ? `zh-${script}`.toLowerCase() : language;
    return LANGUAGES.includes(name) ? name : "en";
  } catch {
    return "en"; // no language tag
  }
}

// Which languages Waymark's own words are there in besides English; each is a file of its own, loaded when it is needed.

/** The file that would hold the words of a BCP 47 tag, such as `nb` for `no` and `zh-hant` for `zh-TW`; `en` where it is no tag. */
export function toBuiltIn(tag: string): string {
  try {
    const { language, script } = new Intl.Locale(tag).maximize();
    return /^n[on]$/.test(language) ? "nb" : language === "zh" ? `zh-${script}`.toLowerCase() : language;
  } catch {
    return "en"; // no language tag
  }
}

// What the page has set of the look, held to what can be read: a token that is none does not count, and words that would not stand
// out from their ground are made darker or lighter.

/** Each token with a property that takes what it takes. */
const TOKENS: { readonly [token: string]: string } = {
  background: "color",
  text: "color",
  muted: "color",
  accent: "color",
  "on-accent": "color",
  border: "color",
  radius: "border-radius",
  font: "font-family",
  width: "width",
  gap: "top",
};
/** What is on which ground, and how far it has to stand out: words 4.5 : 1, marks 3 : 1 (WCAG 2.2, 1.4.3 and 1.4.11). */
const PAIRS = [
  ["text", "background", 4.5],
  ["muted", "background", 4.5],
  ["accent", "background", 3],
  ["link", "background", 4.5],
  ["on-accent", "accent", 4.5],
] as const;

/** Red, green and blue, 0–1 each. */
export type Rgb = readonly number[];

/** Relative luminance, 0–1: WCAG 2.2, "relative luminance". */
function toLuminance(rgb: Rgb): number {
  const [red = 0, green = 0, blue = 0] = rgb.map((each) =>
    each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** 1–21: WCAG 2.2, "contrast ratio". */
export function toContrast(one: Rgb, two: Rgb): number {
  const [dark = 0, light = 0] = [toLuminance(one), toLuminance(two)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** A colour nearest to `words` that stands out from `ground`: mixed with black or white, by tenths. */
export function toReadable(words: Rgb, ground: Rgb, least: number): Rgb {
  const end = toContrast(ground, [0, 0, 0]) > toContrast(ground, [1, 1, 1]) ? 0 : 1;
  for (let share = 0; share < 10; share++) {
    const mixed = words.map((each) => Math.round((each + ((end - each) * share) / 10) * 255) / 255);
    if (toContrast(mixed, ground) >= least) return mixed;
  }
  return [end, end, end];
}

/** Puts our own in place of what is no value; returns the names of those tokens. */
export function dropTokens(view: Window & typeof globalThis, host: HTMLElement): readonly string[] {
  const set = view.getComputedStyle(host);
  const wrong = Object.keys(TOKENS).filter((token) => {
    const value = set.getPropertyValue(`--waymark-${token}`).trim();
    return value && (/url\(/i.test(value) || !view.CSS.supports(TOKENS[token] ?? "", value));
  });
  for (const token of wrong) host.style.setProperty(`--waymark-${token}`, "initial");
  return wrong;
}

/**
 * Makes words and marks that don't stand out darker or lighter; returns the names of their tokens. None where the browser does
 * not mix colours, and so does not tell them as numbers.
 */
export function mendContrast(view: Window & typeof globalThis, card: HTMLElement): readonly string[] {
  const read = (token: string): Rgb | undefined => {
    card.style.setProperty("outline-color", `color-mix(in srgb, var(--_${token}), var(--_${token}))`);
    const [, ...numbers] = /^color\(srgb (\S+) (\S+) (\S+)/.exec(view.getComputedStyle(card).outlineColor) ?? [];
    return numbers.length ? numbers.map(Number) : undefined;
  };
  const mended = PAIRS.filter(([token, under, least]) => {
    const [words, ground] = [read(token), read(under)];
    if (!words || !ground || toContrast(words, ground) >= least) return false;
    const numbers = toReadable(words, ground, least).map((each) => Math.round(each * 255));
    card.style.setProperty(`--_${token}`, `rgb(${numbers.join(" ")})`);
    return true;
  });
  card.style.removeProperty("outline-color");
  return [...new Set(mended.map(([token]) => (token === "link" ? "accent" : token)))];
}

// What the page has set of the look, held to what can be read: a token that is none does not count, and words that would not stand
// out from their ground are made darker or lighter.

const TOKENS = "background text muted accent on-accent border radius font width gap".split(" ");
/** Properties that take what a token takes; the others are colours. */
const PROPERTIES: { readonly [token: string]: string } = {
  radius: "border-radius",
  font: "font-family",
  width: "width",
  gap: "top",
};
/** What is on which ground, and how far it has to stand out: words 4.5 : 1, marks 3 : 1 (WCAG 2.2, 1.4.3 and 1.4.11). */
const PAIRS = [
  ["text", "background", 4.5],
  ["danger", "background", 4.5],
  ["muted", "background", 4.5],
  ["accent", "background", 3],
  ["link", "background", 4.5],
  ["on-accent", "accent", 4.5],
] as const;

/** Those that the page does not set by themselves. */
const NAMES: { readonly [token: string]: string } = { link: "accent", danger: "background" };
const WHITE: Rgb = [1, 1, 1];

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

/** A colour as it is computed: red, green, blue and how far it covers, 0–1 each; none where the browser mixes no colours. */
function compute(element: HTMLElement, colour: string): readonly number[] {
  element.style.setProperty("outline-color", `color-mix(in srgb, ${colour}, ${colour})`);
  const { outlineColor } = getComputedStyle(element);
  element.style.removeProperty("outline-color");
  const [, red, green, blue, alpha = 1] = /^color\(srgb (\S+) (\S+) (\S+)(?: \/ (\S+))?\)/.exec(outlineColor) ?? [];
  return red ? [red, green, blue, alpha].map(Number) : [];
}

/** Puts our own in place of what is no value, and of a ground that can be seen through; returns the names of those tokens. */
function dropTokens(host: HTMLElement, card: HTMLElement): readonly string[] {
  const set = getComputedStyle(host);
  const wrong = TOKENS.filter((token) => {
    const value = set.getPropertyValue(`--waymark-${token}`).trim();
    if (!value || /url\(/i.test(value) || !CSS.supports(PROPERTIES[token] ?? "color", value)) return value;
    return token === "background" && (compute(card, value)[3] ?? 1) < 1;
  });
  for (const token of wrong) host.style.setProperty(`--waymark-${token}`, "initial");
  return wrong;
}

/** Makes words and marks that don't stand out darker or lighter; returns the names of their tokens. */
function mendContrast(card: HTMLElement): readonly string[] {
  /** As it looks on a ground. */
  const read = (token: string, on: Rgb): Rgb | undefined => {
    const [red = 0, green = 0, blue = 0, alpha] = compute(card, `var(--_${token})`);
    return alpha === undefined
      ? undefined
      : [red, green, blue].map((each, at) => each * alpha + (on[at] ?? 0) * (1 - alpha));
  };
  const mended = PAIRS.filter(([token, under, least]) => {
    const ground = read(under, read("background", WHITE) ?? WHITE);
    const words = ground && read(token, ground);
    if (!words || toContrast(words, ground) >= least) return false;
    const numbers = toReadable(words, ground, least).map((each) => Math.round(each * 255));
    card.style.setProperty(`--_${token}`, `rgb(${numbers.join(" ")})`);
    return true;
  });
  return [...new Set(mended.map(([token]) => NAMES[token] ?? token))];
}

/** Holds what the page has set to what can be read; `problem` hears what of it is wrong. */
export function mendLook(host: HTMLElement, card: HTMLElement, problem: (where: string, what: string) => void): void {
  const name = (tokens: readonly string[]) => tokens.map((token) => `--waymark-${token}`).join(", ");
  const wrong = dropTokens(host, card);
  if (wrong.length) problem(name(wrong), "is no value; ours stands");
  const faint = mendContrast(card);
  if (faint.length) problem(name(faint), "is too faint; made to stand out");
}

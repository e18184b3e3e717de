// Text that must fit beside a node, by an estimate of its width: measuring would need a page.

/** Advances at 1 px, by kind of letter, in a wide system font: rather too much than too little. */
const NARROW = 0.38;
const USUAL = 0.64;
const CAPITAL = 0.76;
const WIDE = 1.05;
const FIRST_WIDE = 0x2e80;

const widthOf = (letter: string): number => {
  if ("fijlrtI.,:;'’|!() ".includes(letter)) return NARROW;
  return "mwMWÆŒ@%<>…—".includes(letter) || (letter.codePointAt(0) ?? 0) >= FIRST_WIDE
    ? WIDE
    : /\p{Lu}/u.test(letter)
      ? CAPITAL
      : USUAL;
};

/** Width of a text, px, at a font size of `size` px. */
export const toTextWidth = (text: string, size: number): number =>
  size * [...text].reduce((sum, letter) => sum + widthOf(letter), 0);

/** The text, or as much of its start as fits `room` px, with `…`. */
export const fitLabel = (text: string, room: number, size: number): string => {
  if (toTextWidth(text, size) <= room) return text;
  let used = size * WIDE;
  let fitting = "";
  for (const letter of text) {
    used += size * widthOf(letter);
    if (used > room) break;
    fitting += letter;
  }
  return `${fitting.trimEnd()}…`;
};

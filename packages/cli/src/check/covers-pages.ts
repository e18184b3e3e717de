// Whether one glob matches every page that another does.
import { matchPages } from "@waymark/journey";

const SEGMENTS = ["", "/zq", "/zq/xk/jw"];
const CHARACTERS = ["zq", "x.k-jw"];

/** Pages that a glob matches: what its wildcards stand for is nothing that anybody would write. */
const toSamples = (glob: string): readonly string[] =>
  SEGMENTS.flatMap((segments) =>
    CHARACTERS.map(
      (characters) => `https://page${glob.replace(/\/\*\*(?=[/?#]|$)/g, segments).replace(/\*+/g, characters)}`,
    ),
  );

/** Tried on samples by the page's own `matchPages`: only a wildcard can match those where the narrow glob has one. */
export const coversGlob = (wide: string, narrow: string): boolean =>
  toSamples(narrow).every((page) => matchPages([wide], page));

export const coversPages = (wide: readonly string[], narrow: readonly string[]): boolean =>
  narrow.every((glob) => wide.some((each) => coversGlob(each, glob)));

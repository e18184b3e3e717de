// Selectors that a browser cannot read or that select no element.
import { type AstEntity, createParser, traverse } from "css-selector-parser";
import { type Finding, finding } from "./finding.ts";

/** What every browser of the last years reads, and `:open`, which is newer than the parser's list. */
const parse = createParser({
  syntax: { baseSyntax: "latest", pseudoClasses: { definitions: { NoArgument: ["open"] } } },
});

const toReason = (error: unknown): string =>
  String((error as Error).message)
    .replace(/^css-selector-parser parse error: /, "")
    .replace(/\.? Pos: (\d+)\.?$/, (_, at) => `, at character ${Number(at) + 1}`)
    .replace(/^./, (first) => first.toLowerCase());

function hasPseudoElement(root: AstEntity): boolean {
  let isFound = false;
  traverse(root, ({ type }) => {
    isFound ||= type === "PseudoElement";
  });
  return isFound;
}

export function checkSelector(selector: string | undefined, path: readonly PropertyKey[]): Finding[] {
  if (selector === undefined) return [];
  try {
    if (!hasPseudoElement(parse(selector))) return [];
    return [finding(path, `"${selector}" selects a pseudo-element, which is never seen as one`, "Name an element.")];
  } catch (error) {
    return [finding(path, `"${selector}" is no selector: ${toReason(error)}`, "Correct it as in a style sheet.")];
  }
}

// Whether a trigger is for this visitor, on this device and page.
import type { Json, JsonObject, Where } from "@waymark/protocol";
import type { Context } from "./context.ts";
import { matchPages } from "./match-pages.ts";
import { matchFields, matchOne, matchValue } from "./match-value.ts";

/** Basic filtering of RFC 4647: `de` is also `de-AT`, and neither is `deu`. Upper and lower case are one. */
const matchLanguage = (wanted: string, tag = ""): boolean =>
  `${tag}-`.toLowerCase().startsWith(`${wanted}-`.toLowerCase());

const toVisitor = ({ visits }: Context) => (visits > 1 ? "returning" : "new");

/** All that is given must hold; what is not known of the visitor holds never. */
export function matchWhere(where: Where, context: Context): boolean {
  const { device, language, visitor, pages, visits, width } = where;
  return (
    matchOne(device, context.device) &&
    (!language || [language].flat().some((each) => matchLanguage(each, context.language))) &&
    matchFields(where.traits, context.traits) &&
    matchOne(visitor, toVisitor(context)) &&
    (!visits || matchValue(visits, context.visits)) &&
    (!pages || matchPages(pages, context.url)) &&
    (!width || matchValue(width, context.width))
  );
}

/** What the visitor is in each of the points that are asked for, by the same names; `null` is not known. */
export const toCompared = (where: Where, context: Context): JsonObject => {
  const facts: { readonly [name: string]: unknown } = { ...context, visitor: toVisitor(context), pages: context.url };
  return Object.fromEntries(Object.keys(where).map((name) => [name, (facts[name] ?? null) as Json]));
};

// Globs that can match no page, because of how they are written or because no page is ever kept like that.
import { scrubUrl } from "@waymark/journey";
import { type Finding, finding } from "./finding.ts";

/** How other tools write wildcards: `{a,b}`, `a|b`, `.*`, `[slug]`, `:slug`; `:id` is what ids become. */
const FOREIGN = /[{}|]|\.\*|^\[.*\]$|^:(?!id$)/;

interface Glob {
  readonly url: URL;
  /** As written, without query and fragment. */
  readonly segments: readonly string[];
  /** As written, of path and route. */
  readonly queries: readonly string[];
}

type Fault = readonly [isFaulty: (glob: Glob) => boolean, problem: string, remedy: string];

/** Every key is kept, as if the owner had named all of them: which ones that are stands in the tag. */
const scrub = (url: URL): URL => {
  const route = new URLSearchParams(url.hash.split("?")[1]);
  return new URL(scrubUrl(url.href, { keep: [...url.searchParams.keys(), ...route.keys()] }));
};

const pathOf = ({ pathname, hash }: URL): string => pathname + hash.replace(/\?.*/, "");

const FAULTS: readonly Fault[] = [
  [
    ({ segments }) => segments.slice(1, -1).includes(""),
    'has an empty segment ("//"), and no page has one',
    'Write the path alone, with single slashes, such as "/checkout/**".',
  ],
  [
    ({ segments }) => segments.some((segment) => segment.includes("**") && segment !== "**"),
    '"**" spans segments only where it is a whole one',
    'Write "*" for any characters within a segment, or "/**" for any segments.',
  ],
  [
    ({ segments }) => segments.some((segment) => FOREIGN.test(segment)),
    "has a wildcard of another language, which means itself here and matches no page",
    'Write "*" for any characters, ":id" for an id, and a glob for each alternative.',
  ],
  [
    ({ url }) => /^#[^/!]/.test(url.hash),
    "has a fragment that is no route, and pages are kept without it",
    'Remove it, or write a route: "#/path" or "#!path".',
  ],
  [
    ({ queries }) => queries.some((query) => query.includes("?") || /(^|&)(=|[^=&]+(&|$))/.test(query)),
    "has a query that is not key=value, joined by &",
    'Write "?key=value&key=value", with "*" for any value.',
  ],
  [
    ({ url }) => pathOf(scrub(url)) !== pathOf(url),
    'has a segment that looks like an id, and pages are kept with ":id" there',
    'Write ":id" or "*" instead.',
  ],
  [
    ({ url }) => scrub(url).href !== url.href && scrub(url).searchParams.size < url.searchParams.size,
    "has a value in its query that is never kept: it looks personal or is too long",
    'Write "*" for any value, or leave the key out.',
  ],
];

function toGlob(glob: string): Glob | undefined {
  const url = `https://glob${glob}`;
  const [, path = "", query = "", route = ""] = /^([^?#]*)\??([^#]*)(?:#[^?]*\??(.*))?$/.exec(glob) ?? [];
  return URL.canParse(url)
    ? { url: new URL(url), segments: path.split("/"), queries: [query, route].filter(Boolean) }
    : undefined;
}

/** Tells of each glob the first thing that is wrong with it. */
export const checkGlobs = (globs: readonly string[] | undefined, path: readonly PropertyKey[]): Finding[] =>
  (globs ?? []).flatMap((text, index) => {
    const glob = toGlob(text);
    const fault = glob && FAULTS.find(([isFaulty]) => isFaulty(glob));
    return fault ? [finding([...path, index], `"${text}" ${fault[1]}`, fault[2])] : [];
  });

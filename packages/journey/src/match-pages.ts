// Which pages the globs of a configuration mean. Globs, not regular expressions: whatever is written, matching stays fast.

import { toUrl } from "./to-url.ts";

/**
 * Matches with one kind of wildcard, which stands for any number of items. Only the last wildcard passed is ever tried again,
 * which is enough (a longer reach of an earlier one gains nothing) and bounds the work by pattern × items.
 */
const matchWildcards = <T>(
  pattern: ArrayLike<T>,
  items: ArrayLike<T>,
  wildcard: T,
  isSame: (pattern: T | undefined, item: T | undefined) => boolean,
): boolean => {
  let at = 0;
  let wildcardAt = -1;
  let resumeAt = 0;
  for (let i = 0; i < items.length; ) {
    if (at < pattern.length && pattern[at] === wildcard) {
      wildcardAt = at++;
      resumeAt = i;
    } else if (at < pattern.length && isSame(pattern[at], items[i])) {
      at++;
      i++;
    } else if (wildcardAt >= 0) {
      at = wildcardAt + 1;
      i = ++resumeAt;
    } else {
      return false;
    }
  }
  while (pattern[at] === wildcard) at++;
  return at === pattern.length;
};

const matchText = (glob = "", text = ""): boolean => matchWildcards(glob, text, "*", Object.is);

const toSegments = (path: string): readonly string[] => path.replace(/\/+$/, "").split("/");

const matchUrl = (glob: URL | undefined, url: URL | undefined): boolean =>
  !!glob &&
  !!url &&
  matchWildcards(toSegments(glob.pathname), toSegments(url.pathname), "**", matchText) &&
  [...glob.searchParams].every(([key, value]) => url.searchParams.getAll(key).some((text) => matchText(value, text))) &&
  (!glob.hash || matchUrl(toRoute(glob), toRoute(url)));

/** A fragment is matched like a page: it has a path, and may have a query. */
const toRoute = ({ hash }: URL): URL | undefined => toUrl(`https://route/${hash.slice(1)}`);

/**
 * Says whether a page is meant by one of the globs. A glob is a path in which `*` stands for any characters within a segment and
 * `**` for any number of segments, none included (`/blog/**` matches `/blog` and `/blog/a/b`); a slash at the end makes no
 * difference. It may go on with `?key=value`, where all keys given must match and `*` works as in a segment, and with a route,
 * `#/path`. A part that a glob doesn't have may be anything.
 *
 * @param url a URL as `scrubUrl` returns it, so that ids are matched by `:id` or `*`
 */
export const matchPages = (globs: readonly string[], url: string): boolean => {
  // Parsing both sides as URLs makes `/größe` and `/gr%C3%B6%C3%9Fe` the same page.
  const page = toUrl(url);
  return globs.some((glob) => glob.startsWith("/") && matchUrl(toUrl(`https://glob${glob}`), page));
};

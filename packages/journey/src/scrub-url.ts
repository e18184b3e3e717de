// What of a URL may be kept: where somebody was, without who they are. Applied to every URL before it is stored or matched.
import { toUrl } from "./to-url.ts";

/** What an owner allows beyond the defaults. */
export interface ScrubOptions {
  /** Query keys to keep beside the `utm_` ones; their values are held to the same rules. */
  readonly keep?: readonly string[];
}

const CAMPAIGN_KEY = /^utm_(?:source|medium|campaign|term|content)$/;
const MAX_VALUE = 64;
const MAX_URL = 2048;

// In this order: five digits in a row, or five and no letter at all (a phone number); an e-mail address; hex; a JWT.
const ID = /\d{5}|^(?:[^a-z\d]*\d){5}[^a-z]*$|\S@\S|[\da-f]{16}|eyJ[\w-]{9}/i;
const TOKEN = /[\w+/-]{20,}/g;
// Where one kind of character meets another, except at the beginning of a word (`aBcd`).
const CHANGE = /[a-z](?=\d|[A-Z](?![a-z]{2}))|[A-Z](?=\d)|\d(?=[A-Za-z])/g;
const ASCII_ESCAPE = /%(?:25)*([0-7][\da-f])/gi;

/** Random tokens, UUIDs among them, change kind at every second to fourth character, words and slugs at every tenth or less. */
const isToken = (text: string): boolean => (text.match(CHANGE)?.length ?? 0) * 8 > text.length;

/** Judges what a server would read, however often the text was percent-encoded. */
const looksPersonal = (text: string): boolean => {
  const plain = text.replace(ASCII_ESCAPE, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return ID.test(plain) || (plain.match(TOKEN)?.some(isToken) ?? false);
};

const scrubPath = (path: string): string =>
  path
    .split("/")
    .map((segment) => (looksPersonal(segment) ? ":id" : segment))
    .join("/");

const scrubQuery = (query: URLSearchParams, keep: readonly string[]): string => {
  const kept = new URLSearchParams();
  for (const [key, value] of query) {
    const named = CAMPAIGN_KEY.test(key) || keep.includes(key);
    if (named && value.length <= MAX_VALUE && !looksPersonal(value)) kept.append(key, value);
  }
  const text = kept.toString();
  return text && `?${text}`;
};

/** A fragment counts only when it is a route of a single-page application; it may have a query of its own. */
const scrubFragment = (fragment: string, keep: readonly string[]): string => {
  const [, route, query] = /^(#[/!][^?#]*)\??([^#]*)/.exec(fragment) ?? [];
  return route ? scrubPath(route) + scrubQuery(new URLSearchParams(query), keep) : "";
};

/** Unlike `URL.origin` it names the host of schemes such as `android-app:`, and is only the scheme where there is no host. */
const toOrigin = ({ protocol, host }: URL): string => (host ? `${protocol}//${host}` : protocol);

/**
 * Keeps scheme, host and path; of the query `utm_source|medium|campaign|term|content` and the keys in `keep`; the fragment
 * only where it is a route (`#/` or `#!`). Path segments that look like ids become `:id`; values that do, or are longer than
 * 64 characters, go with their key. A URL without a host (`mailto:`, `data:`, `file:`) shrinks to its scheme, a path that would
 * make the result longer than 2,048 characters to `/:id`.
 *
 * @returns the scrubbed URL; scrubbing it again changes nothing. `""` for what is no URL.
 */
export const scrubUrl = (url: string, { keep = [] }: ScrubOptions = {}): string => {
  const parsed = toUrl(url);
  if (!parsed) return "";
  const origin = toOrigin(parsed);
  if (!parsed.host) return origin;
  const { pathname, searchParams, hash } = parsed;
  const scrubbed = origin + scrubPath(pathname) + scrubQuery(searchParams, keep) + scrubFragment(hash, keep);
  return scrubbed.length > MAX_URL ? `${origin}/:id` : scrubbed;
};

/** Of another origin's page only that origin is kept; one of our own is scrubbed like any URL. `""` when there is none. */
export const scrubReferrer = (referrer: string, pageUrl: string, options?: ScrubOptions): string => {
  const from = toUrl(referrer);
  const page = toUrl(pageUrl);
  if (!from) return "";
  const origin = toOrigin(from);
  return page && toOrigin(page) === origin ? scrubUrl(referrer, options) : origin;
};

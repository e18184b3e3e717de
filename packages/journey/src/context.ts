// Who is asked, and what is known of them: built from a visitor's entries alone, so that a page and a replay decide alike.
import type { Configuration, Device, Entry, JsonObject } from "@waymark/protocol";
import { type Matches, toMatches } from "./matches.ts";
import { toDevice } from "./to-device.ts";

/** What decides besides the entry, the surveys shown so far and the time. What is not known is wanted in vain. */
export interface Context {
  readonly visitor: string;
  readonly session: string;
  /** Sessions so far, this one included. */
  readonly visits: number;
  /** The page on which the entry happened, scrubbed; `""` when it is not known. */
  readonly url: string;
  /** BCP 47 tag that the browser prefers. */
  readonly language?: string | undefined;
  /** Of the viewport when the document was loaded, CSS pixels, rounded to ten. */
  readonly width?: number | undefined;
  readonly device?: Device | undefined;
  /** What `identify()` told last. */
  readonly traits: JsonObject;
  readonly matches: Matches;
  /** What the last documents told when they were loaded: a visitor may have several open. */
  readonly documents: readonly Loaded[];
}

/** What a document told when it was loaded. */
export interface Loaded {
  readonly tab: string | undefined;
  readonly language: string | undefined;
  readonly width: number;
  readonly touch: boolean;
}

const MOST_DOCUMENTS = 50;

/**
 * Takes the next entry in; the result is what to decide that entry by. The entries of one visitor come in the order in which they
 * happened, those of several tabs as they come: language and width are those of the entry's own document, told by the `page`
 * touchpoint of its load as `data.language`, `data.width` and `data.touch`.
 *
 * @param before what the entry before this one led to, as far as it is known; another visitor's counts for nothing
 */
export function toContext(
  plan: Configuration,
  before: Partial<Context> | undefined,
  entry: Entry,
  { visitor, session }: Pick<Context, "visitor" | "session">,
): Context {
  const known = before?.visitor === visitor ? before : undefined;
  const documents = toDocuments(entry, known?.documents);
  const loaded = documents.findLast(({ tab }) => tab === entry.tab);
  return {
    visitor,
    session,
    visits: (known?.visits ?? 0) + (known?.session === session ? 0 : 1),
    url: entry.page?.url ?? "",
    language: loaded?.language,
    width: loaded?.width,
    device: loaded && toDevice(loaded),
    traits: entry.type === "identify" ? (entry.data as JsonObject) : (known?.traits ?? {}),
    matches: toMatches(plan, known?.matches, entry, session),
    documents,
  };
}

/** What is known of documents after an entry: routes and pages from the page cache tell nothing new of theirs. */
export function toDocuments({ type, tab, data }: Entry, documents: readonly Loaded[] = []): readonly Loaded[] {
  const { language, width, touch } = data as { language?: string; width?: number; touch?: boolean };
  if (type !== "page" || typeof width !== "number") return documents;
  return [...documents, { tab, language, width, touch: !!touch }].slice(-MOST_DOCUMENTS);
}

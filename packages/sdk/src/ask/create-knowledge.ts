// What decides besides an entry: the visitor's shows, counted matches and traits, kept in the store so that all tabs share them.
import { type Context, matchPattern, type Show, toContext, toDocuments, toEnded, toHistory } from "@waymark/journey";
import type { Configuration, Entry, JsonObject } from "@waymark/protocol";
import type { Clock } from "../clock.ts";
import type { Identity } from "../identity.ts";
import type { Store } from "../store.ts";

export interface KnowledgeContext {
  readonly configuration: Configuration;
  readonly clock: Clock;
  readonly store: Store;
}

export interface Knowledge {
  /** Takes an entry in; resolves with what to decide it by. `undefined` when no trigger waits for it. */
  readonly take: (entry: Entry, identity: Identity) => Promise<Context> | undefined;
  readonly history: () => Promise<readonly Show[]>;
  /** Adds a show if it is still wanted where all tabs see it, so that neither a second tab nor a kill can ask twice. */
  readonly claim: (show: Show, isWanted: (history: readonly Show[]) => boolean) => Promise<unknown>;
  /** What the site has told of the visitor. */
  readonly traits: () => Promise<JsonObject>;
  /** Keeps how a show ended. */
  readonly end: (submission: string, type: string) => void;
}

type Kept = Pick<Context, "matches" | "traits">;

const SHOWS = ["s"];
const KEPT = ["m"];

export function createKnowledge({ configuration: plan, clock, store }: KnowledgeContext): Knowledge {
  let documents: Context["documents"] = [];
  const kept = async () => (await store.list<Kept>("m", 1))[0];
  const read = async (entry: Entry, { visitor, sessionAt, visits }: Identity): Promise<Context> => {
    const who = { visitor: visitor(), session: sessionAt(clock.now()) };
    const known = { ...who, visits: visits(), documents };
    const join = (more?: Kept) => toContext(plan, { ...known, ...more }, entry, who);
    let context = join();
    // Written only when there is something to keep: traits, or a match that a trigger counts.
    if (entry.type === "identify" || context.matches.session) {
      await store.update<Kept>(KEPT, (before) => {
        context = join(before);
        return { matches: context.matches, traits: context.traits };
      });
    } else context = join(await kept());
    return context;
  };
  return {
    take(entry, identity) {
      documents = toDocuments(entry, documents);
      const isWanted = plan.triggers?.some(({ on }) => matchPattern(on, entry));
      const context = isWanted || entry.type === "identify" ? read(entry, identity) : undefined;
      return isWanted ? context : undefined;
    },
    history: async () => (await store.list<readonly Show[]>("s", 1))[0] ?? [],
    claim: (show, isWanted) =>
      store.update<readonly Show[]>(SHOWS, (shows = []) => (isWanted(shows) ? toHistory(shows, show) : undefined)),
    traits: async () => (await kept())?.traits ?? {},
    end(submission, type) {
      store.update<readonly Show[]>(SHOWS, (shows) => shows && toEnded(shows, submission, type));
    },
  };
}

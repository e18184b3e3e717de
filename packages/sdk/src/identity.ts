// Who the visitor is to this site: visitor, session and progress, kept in localStorage with a copy in the store.
import { nextSession, type Place, type Progress, type Session } from "@waymark/journey";
import type { Clock } from "./clock.ts";
import { readCookie, writeCookie } from "./dom/cookie.ts";
import { readStorage, writeStorage } from "./dom/web-storage.ts";
import type { Store } from "./store.ts";

interface Known {
  readonly visitor: string;
  /** When the visitor's id was made, ms since the epoch: it lives 13 months from here, not renewed. */
  readonly since: number;
  readonly session?: Session | undefined;
  /** Sessions so far. */
  readonly visits?: number | undefined;
  readonly progress: Progress;
  readonly place?: LastPlace | undefined;
  /** When this was written, ms since the epoch. */
  readonly savedAt: number;
}

/** Where the visitor stood last, on whichever subdomain that was. */
export interface LastPlace {
  readonly place: Place;
  /** Engaged ms there so far. */
  readonly dwell: number;
  /** The subdomain, with its port. */
  readonly host: string;
}

export interface IdentityContext {
  readonly site: string;
  /** Shares what is kept with its subdomains, by a cookie. */
  readonly domain?: string | undefined;
  readonly store: Store;
  readonly clock: Clock;
  readonly makeId: () => string;
  readonly stopped: AbortSignal;
}

export interface Identity {
  readonly visitor: () => string;
  /** Who the visitor is by what other tabs have kept, if they have. */
  readonly kept: () => string | undefined;
  /** The session that holds a moment (ms since the epoch); begins the next one where the last has ended. */
  readonly sessionAt: (at: number) => string;
  /** How many sessions this visitor has had, the present one included. */
  readonly visits: () => number;
  /** How far the visitor has come in each stage, in all tabs. */
  readonly progress: () => Progress;
  readonly setProgress: (progress: Progress) => void;
  /** Of all subdomains that share a journey; `undefined` where none do. */
  readonly place: () => LastPlace | undefined;
  readonly setPlace: (place: LastPlace) => void;
  /** Writes what was put off; called when the page may go. */
  readonly save: () => void;
  /** Makes the visitor a new one. */
  readonly rotate: () => void;
  /** Resolves when it is certain who this is; tells whether that is somebody else than it seemed so far. */
  readonly settled: Promise<boolean>;
}

const LIFETIME = 395 * 86_400_000;
/** A localStorage write costs more than a whole `track()`, so a session's last moment is written at most this often, ms. */
const WRITE_EVERY = 10_000;

/**
 * Known at once by localStorage, for certain when the store has been read: localStorage loses its last seconds when the
 * browser is killed, IndexedDB does not, so that whichever is newer counts.
 */
export function createIdentity({ site, domain, store, clock, makeId, stopped }: IdentityContext): Identity {
  const isAlive = (each: Known | undefined) => !!each && each.since + LIFETIME > clock.now();
  const begin = (): Known => ({ visitor: makeId(), since: clock.now(), savedAt: 0, progress: {} });
  const read = () => readKnown(site, domain);
  const own = read();
  let known = own && isAlive(own) ? own : begin();
  let isSettled = false;
  const save = () => {
    known = { ...known, savedAt: clock.now() };
    writeStorage("localStorage", site, known);
    if (!domain) return;
    const seconds = Math.round((known.since + LIFETIME - clock.now()) / 1000);
    if (!writeCookie(site, domain, known, seconds))
      writeCookie(site, domain, { ...known, progress: undefined }, seconds);
  };
  const saveWithCopy = () => {
    save();
    // Not before the copy has been read: it may be the newer one.
    if (isSettled) store.put([[["i"], known]]);
  };
  /** Another tab may have gone on since. */
  const refresh = () => {
    known = read() ?? known;
  };
  const settled = store.list<Known>("i", 1).then(([copy]) => {
    if (stopped.aborted) return false;
    const { visitor, session } = known;
    if (copy && isAlive(copy) && copy.savedAt > (own?.savedAt ?? 0)) known = copy;
    isSettled = true;
    saveWithCopy();
    return known.visitor !== visitor || known.session?.id !== session?.id;
  });
  return {
    settled,
    visitor: () => known.visitor,
    kept: () => read()?.visitor,
    sessionAt(at) {
      const isDue = at - known.savedAt > WRITE_EVERY;
      if (isDue) refresh();
      const { session, isNew } = nextSession(known.session, at, makeId);
      const { visits = 0 } = known;
      known = { ...known, session, visits: visits + Number(isNew) };
      if (isNew || isDue) saveWithCopy();
      return session.id;
    },
    visits: () => known.visits || 1,
    progress() {
      refresh();
      return known.progress;
    },
    setProgress(progress) {
      known = { ...known, progress };
      saveWithCopy();
    },
    place() {
      refresh();
      return known.place;
    },
    setPlace(place) {
      if (!domain) return;
      refresh();
      known = { ...known, place };
      save();
    },
    save() {
      // What another tab wrote since outweighs our last seconds: it may have made the visitor a new one.
      const { visitor, savedAt = 0 } = read() ?? {};
      if (visitor === known.visitor && savedAt <= known.savedAt) save();
    },
    rotate() {
      known = begin();
      saveWithCopy();
    },
  };
}

/** The cookie counts before localStorage, which only has the progress that is too large for it. */
function readKnown(site: string, domain: string | undefined): Known | undefined {
  const own = readStorage<Known>("localStorage", site);
  const shared = domain ? readCookie<Known>(site) : {};
  const progress = shared.visitor === own.visitor ? own.progress : {};
  const known = shared.visitor ? { progress, ...shared } : own;
  return known.visitor && known.progress ? (known as Known) : undefined;
}

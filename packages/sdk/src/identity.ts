// Who the visitor is to this site: visitor, session and progress, kept in localStorage with a copy in the store.
import { nextSession, type Progress, type Session } from "@waymark/journey";
import type { Clock } from "./clock.ts";
import { readStorage, writeStorage } from "./dom/web-storage.ts";
import type { Store } from "./store.ts";

interface Known {
  readonly visitor: string;
  /** When the visitor's id was made, ms since the epoch: it lives 13 months from here, not renewed. */
  readonly since: number;
  readonly session?: Session | undefined;
  readonly progress: Progress;
  /** When this was written, ms since the epoch. */
  readonly savedAt: number;
}

export interface Identity {
  readonly visitor: () => string;
  /** The session that holds a moment (ms since the epoch); begins the next one where the last has ended. */
  readonly sessionAt: (at: number) => string;
  /** How far the visitor has come in each stage, in all tabs. */
  readonly progress: () => Progress;
  readonly setProgress: (progress: Progress) => void;
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
export function createIdentity(
  site: string,
  store: Store,
  clock: Clock,
  makeId: () => string,
  stopped: AbortSignal,
): Identity {
  const isAlive = (each: Known | undefined) => !!each && each.since + LIFETIME > clock.now();
  const begin = (): Known => ({ visitor: makeId(), since: clock.now(), savedAt: 0, progress: {} });
  const own = read(site);
  let known = own && isAlive(own) ? own : begin();
  let isSettled = false;
  const save = () => {
    known = { ...known, savedAt: clock.now() };
    writeStorage("localStorage", site, known);
  };
  const saveWithCopy = () => {
    save();
    // Not before the copy has been read: it may be the newer one.
    if (isSettled) store.put([[["i"], known]]);
  };
  /** Another tab may have gone on since. */
  const refresh = () => {
    known = read(site) ?? known;
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
    sessionAt(at) {
      const isDue = at - known.savedAt > WRITE_EVERY;
      if (isDue) refresh();
      const { session, isNew } = nextSession(known.session, at, makeId);
      known = { ...known, session };
      if (isNew || isDue) saveWithCopy();
      return session.id;
    },
    progress() {
      refresh();
      return known.progress;
    },
    setProgress(progress) {
      known = { ...known, progress };
      saveWithCopy();
    },
    save() {
      // What another tab wrote since outweighs our last seconds: it may have made the visitor a new one.
      const { visitor, savedAt = 0 } = read(site) ?? {};
      if (visitor === known.visitor && savedAt <= known.savedAt) save();
    },
    rotate() {
      known = begin();
      saveWithCopy();
    },
  };
}

function read(site: string): Known | undefined {
  const known = readStorage<Known>("localStorage", site);
  return known.visitor && known.progress ? (known as Known) : undefined;
}

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
}

const LIFETIME = 395 * 86_400_000;
/** A localStorage write costs more than a whole `track()`, so a session's last moment is written at most this often, ms. */
const WRITE_EVERY = 10_000;

/** localStorage does not survive a killed browser, IndexedDB does: the copy is read where the first is empty. */
export async function openIdentity(site: string, store: Store, clock: Clock, makeId: () => string): Promise<Identity> {
  const begin = (): Known => ({ visitor: makeId(), since: clock.now(), progress: {} });
  const kept = read(site) ?? (await store.list<Known>("i", 1).catch(() => []))[0];
  let known = kept && kept.since + LIFETIME > clock.now() ? kept : begin();
  let writtenAt = 0;
  const save = () => {
    writtenAt = clock.now();
    writeStorage("localStorage", nameOf(site), known);
  };
  const saveWithCopy = () => {
    save();
    store.put([[["i"], known]]).catch(() => {});
  };
  /** Another tab may have gone on since. */
  const refresh = () => {
    known = read(site) ?? known;
  };
  saveWithCopy();
  return {
    visitor: () => known.visitor,
    sessionAt(at) {
      const isDue = at - writtenAt > WRITE_EVERY;
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
    save,
    rotate() {
      known = begin();
      saveWithCopy();
    },
  };
}

const nameOf = (site: string) => `waymark.${site}`;

function read(site: string): Known | undefined {
  const known = readStorage<Known>("localStorage", nameOf(site));
  return known.visitor && known.progress ? (known as Known) : undefined;
}

/** Leaves nothing of an identity in localStorage. */
export const eraseIdentity = (site: string): void => writeStorage("localStorage", nameOf(site), undefined);

// One visitor with a few tabs open; and what is known from outside of each document and of what it was told.
import { setTimeout as pause } from "node:timers/promises";
import type { Lab } from "../browser/delivery/lab.ts";
import { resume, setOffline } from "../browser/harness/break-page.ts";
import { pageOf } from "../browser/harness/drive-puppeteer.ts";
import type { Place, Tab } from "../browser/harness/driver.ts";
import { leave } from "../browser/harness/in-page.ts";

export interface OpenTab {
  readonly tab: Tab;
  readonly index: number;
  /** Number of its document, which stands in its address and so in each of its entries. */
  document: number;
  isFrozen: boolean;
  isOffline: boolean;
  /** Resolves when its process has ended, which only Chromium tells. */
  readonly died: Promise<false>;
}

/** How a document ended that was not left in order: alone, or with the whole browser. */
export type Kill = "page" | "browser";

export interface Visit {
  readonly lab: Lab;
  readonly tabs: readonly OpenTab[];
  /** How many documents have had an address so far. */
  documents: number;
  /** Those that were killed, by number. */
  readonly killed: Map<number, Kill>;
  /** When the whole browser was killed, ms by `performance.now()`. */
  readonly ends: number[];
  /** By name of a touchpoint: the number of its document, and when it was told, ms as above. */
  readonly toldIn: Map<string, { readonly document: number; readonly at: number }>;
  /** Opens a tab on a document of its own, in the place of the one before. */
  readonly open: (index: number, place: Place) => Promise<OpenTab>;
}

const TABS = 3;
/** A page that is alive answers within this, however busy the machine is, ms. */
const ANSWER_WITHIN = 20_000;

export const createVisit = (lab: Lab): Visit => {
  const tabs: OpenTab[] = [];
  const visit: Visit = {
    lab,
    tabs,
    documents: 0,
    killed: new Map(),
    ends: [],
    toldIn: new Map(),
    async open(index, place) {
      const tab = await lab.driver().openTab(place);
      const died = new Promise<false>((resolve) => pageOf(tab).once("error", () => resolve(false)));
      const opened = { tab, index, document: ++visit.documents, isFrozen: false, isOffline: false, died };
      await tab.open(`${lab.origin}/?document=${opened.document}`);
      tabs[index] = opened;
      return opened;
    },
  };
  return visit;
};

/** The visitor comes, with all tabs in windows of their own. */
export const openTabs = async (visit: Visit): Promise<void> => {
  for (let i = 0; i < TABS; i++) await visit.open(i, "window");
};

/** Lets a tab go on as if nothing had held it. */
export const wake = async (open: OpenTab): Promise<void> => {
  if (open.isFrozen) await resume(open.tab);
  open.isFrozen = false;
};

export const wakeAll = async ({ tabs }: Visit): Promise<void> => {
  for (const each of tabs) await wake(each);
};

export const connect = async (open: OpenTab): Promise<void> => {
  if (open.isOffline) await setOffline(open.tab, false);
  open.isOffline = false;
};

/** Goes to a document that nobody has seen yet, and waits until it is there. */
export const goOn = async (visit: Visit, open: OpenTab, go: (address: string) => Promise<unknown>): Promise<void> => {
  const document = ++visit.documents;
  await leave(open.tab, () => go(`${visit.lab.origin}/next?document=${document}`));
  open.document = document;
};

const nothing = () => pause(ANSWER_WITHIN, false as const, { ref: false });

/** In a dead page's place Firefox shows one of its own. */
const isAlive = ({ tab, died }: OpenTab): Promise<boolean> =>
  Promise.race([tab.evaluate(() => "waymark" in window), died, nothing()]).catch(() => false);

/** Puts new tabs in the place of those that answer no more, whose documents were killed. Returns how many. */
export const replaceDead = async (visit: Visit, place: Place): Promise<number> => {
  const answers = await Promise.all(visit.tabs.map(isAlive));
  const dead = visit.tabs.filter((_, i) => !answers[i]);
  for (const { tab, document, index } of dead) {
    visit.killed.set(document, "page");
    await visit.open(index, place);
    await Promise.race([tab.close(), nothing()]).catch(() => {});
  }
  return dead.length;
};

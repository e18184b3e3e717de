// Consent decides what becomes of an observation: it waits in memory, is passed on, or is dropped.
import type { Report } from "./report.ts";

/** `pending` keeps nothing and sends nothing; `anonymous` sends without ids; `denied` also wipes what there was. */
export type ConsentState = "pending" | "anonymous" | "granted" | "denied";

export interface Consent<Opened> {
  /** Waits for consent and hands over what it opened; `dropped` without it, `undefined` where that fails. */
  readonly pass: <T>(use: (opened: Opened) => Promise<T>) => Promise<T | "dropped" | undefined>;
  /** Returns the state that holds now. */
  readonly set: (state: ConsentState) => ConsentState;
  /** Opens anew what was granted. */
  readonly renew: () => void;
  /** The tag's own word, `pending` without one; a visitor who objects to tracking at large outweighs it. */
  readonly begin: (state: ConsentState | undefined) => void;
}

const STATES: readonly ConsentState[] = ["pending", "anonymous", "granted", "denied"];
/** What may wait in memory while consent is pending. */
const MOST_PENDING = 30;

export function createConsent<Opened>(
  open: (isAnonymous: boolean, stopped: AbortSignal) => Opened,
  report: Report,
): Consent<Opened> {
  let now: ConsentState = "pending";
  let aborter = new AbortController();
  let waiting = 0;
  let decide: (opened: Promise<Opened> | undefined) => void;
  let opened: Promise<Opened | undefined>;
  const wait = () => {
    waiting = 0;
    opened = new Promise((resolve) => {
      decide = resolve;
    });
    opened.catch(() => {}); // told to whoever passes; a page must not see a rejection meanwhile
  };
  wait();
  // What fails here must not fail in the page.
  const begin = async (isAnonymous: boolean, stopped: AbortSignal) => open(isAnonymous, stopped);
  const set = (state: ConsentState): ConsentState => {
    if (!STATES.includes(state)) {
      report.problem("consent", `is none of ${STATES}; it stays as it is`);
      return now;
    }
    // The tag and a banner may both say the same: what is open stays open.
    if (state === now && state !== "pending") return now;
    aborter.abort();
    aborter = new AbortController();
    if (now !== "pending") wait();
    now = state;
    if (state === "denied") decide(undefined);
    else if (state !== "pending") decide(begin(state === "anonymous", aborter.signal));
    report.debug("consent", state);
    return state;
  };
  return {
    async pass(use) {
      if (now === "pending" && ++waiting > MOST_PENDING) return "dropped";
      const each = await opened.catch(() => undefined);
      try {
        return each ? await use(each) : "dropped";
      } catch (error) {
        report.debug("missed", error);
        return undefined;
      }
    },
    set,
    renew() {
      if (now !== "granted") return;
      set("pending");
      set("granted");
    },
    begin(state = "pending") {
      // Global Privacy Control and Do Not Track: only a call of `consent("granted")` overrides them.
      const { globalPrivacyControl, doNotTrack } = navigator as Navigator & { globalPrivacyControl?: boolean };
      // What was said while the page was rendered ahead outweighs the tag.
      if (now === "pending")
        set(state !== "pending" && (globalPrivacyControl || doNotTrack === "1") ? "denied" : state);
    },
  };
}

// Consent decides what becomes of an observation: held in memory, passed on, or dropped.

import type { Draft, Kept } from "../observation.ts";
import type { Consent } from "../options.ts";

export interface Admit {
  readonly add: (draft: Draft) => Promise<Kept>;
  /** Passes on from now, beginning with what was held. */
  readonly open: (pass: (draft: Draft) => Promise<Kept>) => void;
  /** Holds again (`pending`, or while the store opens), or drops all. */
  readonly close: (consent: Consent) => void;
}

const MOST_PENDING = 30;
/** While the store opens; a page that makes more than this in a few ms is not a visitor's doing. */
const MOST_OPENING = 10_000;

export function createAdmit(): Admit {
  let held: { readonly draft: Draft; readonly settle: (kept: Kept | Promise<Kept>) => void }[] = [];
  let most = MOST_PENDING;
  let pass: ((draft: Draft) => Promise<Kept>) | undefined;
  return {
    add(draft) {
      if (pass) return pass(draft);
      if (held.length >= most) return Promise.resolve("dropped");
      return new Promise((settle) => held.push({ draft, settle }));
    },
    open(next) {
      pass = next;
      for (const { draft, settle } of held) settle(next(draft));
      held = [];
    },
    close(consent) {
      pass = undefined;
      most = consent === "pending" ? MOST_PENDING : consent === "denied" ? 0 : MOST_OPENING;
      if (consent !== "denied") return;
      for (const { settle } of held) settle("dropped");
      held = [];
    },
  };
}

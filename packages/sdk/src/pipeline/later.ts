// Chromium's `fetchLater`: a request that the browser sends by itself should this page die and nobody come back.
import type { Entry, Stop } from "@waymark/protocol";
import { setTimer } from "../dom/set-timer.ts";
import type { Sender } from "./sender.ts";

/** https://wicg.github.io/pending-beacon/ (in browsers since Chrome 135); gone when the whole browser dies. */
type FetchLater = (url: string, options: RequestInit & { readonly activateAfter: number }) => unknown;

export interface LaterContext {
  readonly collector: string;
  readonly sender: Sender;
  readonly isAway: () => boolean;
  readonly onEntry: (hear: (entry: Entry) => void) => Stop;
}

const ACTIVATE_AFTER = 60_000;
/** The browser is given a copy of what waits this long after it came, ms. */
const ARM_AFTER = 500;

/** Keeps the browser's copy at what no receipt has named yet, after entries and whenever the returned function is called; none of a page that goes away. */
export function keepArmed({ collector, sender, isAway, onEntry }: LaterContext, stopped: AbortSignal): () => void {
  const { fetchLater } = globalThis as { readonly fetchLater?: FetchLater };
  if (!fetchLater) return () => {};
  let armed: AbortController | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const arm = () => {
    timer = undefined;
    armed?.abort();
    try {
      const body = isAway() ? "" : sender.toLast();
      if (!body) return;
      armed = new AbortController();
      fetchLater(collector, {
        method: "POST",
        body,
        referrerPolicy: "origin",
        signal: armed.signal,
        activateAfter: ACTIVATE_AFTER,
      });
    } catch {
      // over its quota, or against the page's policy
    }
  };
  onEntry(() => {
    if (!timer) timer = setTimer(arm, ARM_AFTER);
  });
  // Heard after the delivery, which has then sent what there is.
  for (const type of ["pagehide", "visibilitychange"]) addEventListener(type, arm, { signal: stopped });
  stopped.addEventListener("abort", arm);
  return arm;
}

// What loads when the page is idle, if a trigger waits for something, or when a survey is asked by hand.
import type { Entry, Stop } from "@waymark/protocol";
import { type Ask, type AskContext, createAsk } from "./ask/ask.ts";
import type { Explained } from "./ask/create-explaining.ts";
import { printDecisions } from "./ask/print-decisions.ts";

export interface AskingContext extends AskContext {
  /** Tells of this document's entries, past and to come. */
  readonly onEntry: (hear: (entry: Entry) => void) => Stop;
}

export interface Asking extends Pick<Ask, "ask"> {
  /** Prints the last decisions, and returns them. */
  readonly explain: () => readonly Explained[];
}

export type StartAsking = (context: AskingContext, stopped: AbortSignal) => Asking;

export const startAsking: StartAsking = (context, stopped) => {
  const { ask, explained, offer } = createAsk(context, stopped);
  const stop = context.onEntry((entry) => {
    if (entry.kind === "touchpoint" || entry.kind === "friction") offer(entry);
  });
  stopped.addEventListener("abort", stop);
  return { ask, explain: () => printDecisions(explained()) };
};

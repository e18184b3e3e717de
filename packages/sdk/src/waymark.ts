// The handle that a start returns: all that a site can ask of Waymark.
import type { Stop } from "@waymark/protocol";
import type { Explained } from "./ask/create-explaining.ts";
import type { ConsentState } from "./consent.ts";
import type { Kept } from "./observation.ts";
import type { Stats } from "./pipeline/stats.ts";

export interface Waymark {
  /**
   * Tells a touchpoint of your own. `data` is plain JSON, at most 8 kB; what is not is replaced by a note.
   * Resolves with how well it is kept: `idb` survives everything but the loss of the browser's profile.
   */
  readonly track: (name: string, data?: unknown) => Promise<Kept>;
  /** Says that the visitor has reached a step of the plan that no page, element or touchpoint shows. */
  readonly step: (id: string) => void;
  /** Tells traits of the visitor, such as a plan's name. No personal data belongs here. */
  readonly identify: (traits: unknown) => void;
  /**
   * Asks a survey now, whatever its limits say. With `preview:` before its id it counts for nothing: limits are not written,
   * and what is answered is marked as a test.
   */
  readonly ask: (surveyId: string) => void;
  /** Moves the focus to the survey on the page, such as by a shortcut of the site's; to none where there is none. */
  readonly focusSurvey: () => void;
  readonly consent: (state: ConsentState) => void;
  /** Wipes what is kept here, makes the visitor a new one and has the collector erase the old one. */
  readonly forget: () => Promise<unknown>;
  /** Sends what is queued; resolves when the queue is empty or the collector is not to be had. */
  readonly flush: () => Promise<unknown>;
  /** How delivery goes: what waits, what was refused, and when the next request is due. For debugging. */
  readonly stats: () => Promise<Stats | "dropped" | undefined>;
  /**
   * In debug mode: prints the last twenty decisions whether to ask a survey, gate by gate, with what became of each, and returns
   * them. Else `undefined`.
   */
  readonly explain: () => Promise<readonly Explained[] | "dropped" | undefined>;
  /** Undoes everything; what is queued stays for the next visit. */
  readonly stop: Stop;
}

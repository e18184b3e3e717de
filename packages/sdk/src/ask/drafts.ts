// What a visitor has typed into a survey that is not done: the tab remembers it, so that neither a reload nor a slip of the hand
// loses it.
import { findStep, type Place } from "@waymark/journey";
import type { Configuration, Entry, SubmissionData, SurveyDraft } from "@waymark/protocol";
import type { Clock } from "../clock.ts";
import type { Identity } from "../identity.ts";
import type { TabMemory } from "../tab-memory.ts";

export interface DraftsContext {
  readonly configuration: Configuration;
  readonly placing: { readonly place: () => Place };
  readonly tab: Pick<TabMemory, "draft" | "keepDraft">;
  readonly identity: Pick<Identity, "sessionAt"> | undefined;
  readonly clock: Clock;
  /** Takes out of typed text what must not be kept. */
  readonly redact: (text: string) => string;
}

/** A survey that was asked. */
export interface Asked {
  readonly submission: SubmissionData;
  /** Where the entry that asks stood. */
  readonly place: Place;
  readonly cause?: Entry;
}

interface Kept extends Asked {
  readonly draft: SurveyDraft;
  /** Not closed: it went with its page. */
  readonly isOpen: boolean;
  readonly session: string | undefined;
}

const keptIn = ({ tab }: Pick<DraftsContext, "tab">) => tab.draft() as Kept | undefined;
const sessionOf = ({ identity, clock }: DraftsContext) => identity?.sessionAt(clock.now());
const hasWords = ({ drafts }: SurveyDraft) => Object.values(drafts).some(({ written }) => written);

/** The survey that went with its page, in this session, while somebody was typing into it. */
export function findInterrupted(context: DraftsContext): Asked | undefined {
  const kept = keptIn(context);
  return kept?.isOpen && kept.session === sessionOf(context) && hasWords(kept.draft) ? kept : undefined;
}

/** The draft of one survey: of the last, if it was of the same one. Nothing is kept where one pays. */
export function createDrafts(context: DraftsContext, asked: Asked) {
  const { configuration, placing, tab, redact } = context;
  const { survey } = asked.submission;
  const before = keptIn(context);
  const isSame = before?.submission.submission === asked.submission.submission;
  const isOurs = before?.submission.survey === survey && before.session === sessionOf(context);
  return {
    // Asked anew it begins anew, since nothing of this submission was told yet.
    draft: before && isOurs ? { ...before.draft, ...(!isSame && { at: "" }) } : undefined,
    keep(draft: SurveyDraft): void {
      const isPayment = findStep(configuration, placing.place())?.payment;
      if (isPayment) return;
      const safe = Object.entries(draft.drafts).map(([id, each]) => [id, { ...each, written: redact(each.written) }]);
      const drafts = Object.fromEntries(safe) as SurveyDraft["drafts"];
      tab.keepDraft({ ...asked, draft: { ...draft, drafts }, isOpen: true, session: sessionOf(context) });
    },
    /** Hears what became of the survey: who closes it may be asked again, who is done is not. */
    end(type: string): void {
      const kept = keptIn(context);
      if (type === "completed" || type === "declined") tab.keepDraft(undefined);
      else if (type === "dismissed" || type === "snoozed") tab.keepDraft(kept && { ...kept, isOpen: false });
    },
  };
}

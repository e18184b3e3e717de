// The buttons that open a survey for whoever wants to say something unasked; none stands where one pays.
import { findStep, type Place } from "@waymark/journey";
import type { Configuration, StandButton } from "@waymark/protocol";
import { hasButton } from "../plan/has-button.ts";
import type { Report } from "../report.ts";

export interface ButtonsContext {
  readonly root: Document;
  readonly configuration: Configuration;
  readonly placing: { readonly place: () => Place };
  readonly load: (name: "button") => Promise<StandButton>;
  readonly report: Pick<Report, "problem" | "debug">;
}

export interface Buttons {
  /** Has them looked at anew soon, when the place may have changed. */
  readonly look: () => void;
  /** Told when a survey comes and when it is gone: under its card nobody could see them. */
  readonly giveWay: (isAsked: boolean) => void;
}

/** A look lays the page out, and what it follows may come in thousands: one look for all of this time, ms. */
const LOOK_AFTER = 100;

/** `open` resolves when the survey is gone. */
export function standButtons(
  { root, configuration: plan, placing, load, report }: ButtonsContext,
  open: (survey: string) => Promise<unknown>,
  stopped: AbortSignal,
): Buttons {
  let asked = 0;
  let isLooking = false;
  const isWanted = () => asked === 0 && !findStep(plan, placing.place())?.payment;
  const looks: (() => void)[] = [];
  const stand = async (id: string) => {
    const standButton = await load("button");
    const survey = plan.surveys?.[id];
    if (!survey || stopped.aborted) return;
    const openIt = (closed: () => void) => void open(id).finally(closed);
    const button = standButton(survey, { document: root, problem: report.problem, open: openIt });
    stopped.addEventListener("abort", button.stop);
    const look = () => button.show(isWanted());
    looks.push(look);
    look();
  };
  for (const [id, { placement }] of Object.entries(plan.surveys ?? {}))
    if (hasButton(placement)) stand(id).catch((error) => report.debug("missed", error));
  const lookAll = () => {
    isLooking = false;
    for (const look of looks) look();
  };
  return {
    look() {
      if (!isLooking && looks.length) setTimeout(lookAll, LOOK_AFTER);
      isLooking = looks.length > 0;
    },
    giveWay(isAsked) {
      asked += isAsked ? 1 : -1;
      lookAll();
    },
  };
}

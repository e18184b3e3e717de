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

/** Returns what has them looked at anew when the place may have changed. `open` resolves when the survey is gone. */
export function standButtons(
  { root, configuration: plan, placing, load, report }: ButtonsContext,
  open: (survey: string) => Promise<unknown>,
  stopped: AbortSignal,
): () => void {
  const isWanted = () => !findStep(plan, placing.place())?.payment;
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
  return () => {
    for (const look of looks) look();
  };
}

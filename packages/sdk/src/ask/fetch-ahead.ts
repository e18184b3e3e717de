// Fetches what draws surveys before it is needed, so that a visitor who goes offline can still answer.
import { toVisitorGates } from "@waymark/journey";
import type { Configuration, MountSurvey } from "@waymark/protocol";
import type { Clock } from "../clock.ts";
import type { Identity } from "../identity.ts";
import type { Knowledge } from "./create-knowledge.ts";

export interface FetchAheadContext {
  readonly configuration: Configuration;
  readonly clock: Clock;
  readonly load: (name: "survey") => Promise<MountSurvey>;
}

/** Called for each stage that the visitor enters: only those who may be asked there pay for it. */
export async function fetchAhead(
  { configuration: plan, clock, load }: FetchAheadContext,
  { history }: Knowledge,
  { visitor, sessionAt }: Identity,
  stage: string,
): Promise<void> {
  const triggers = plan.triggers?.filter(({ on }) => [on.stage ?? stage].flat().includes(stage)) ?? [];
  if (!triggers.length) return;
  const shows = await history();
  const now = clock.now();
  const who = { visitor: visitor(), session: sessionAt(now) };
  const mayAsk = triggers.some((each) => toVisitorGates(each, plan, shows, who, now).every(({ pass }) => pass));
  if (mayAsk) await load("survey");
}

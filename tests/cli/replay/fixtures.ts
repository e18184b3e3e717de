// A plan to replay by, and journeys through it.
import type { Configuration, JourneyFixture } from "@waymark/protocol";
import { configurationSchema } from "@waymark/protocol/schema";
import type { Journey } from "../../../packages/cli/src/replay/journey.ts";
import { playFixture } from "../../../packages/cli/src/replay/play-fixture.ts";
import { replayJourney } from "../../../packages/cli/src/replay/replay-journey.ts";
import { toPlaceName } from "../../../packages/cli/src/replay/to-words.ts";
import type { Replayed } from "../../../packages/cli/src/replay/verdict.ts";

const ask = { questions: [{ id: "q", kind: "text", text: "Why?" }] };

export const toPlan = (more: object = {}): Configuration =>
  configurationSchema.parse({
    stages: [
      { id: "choose", pages: ["/", "/products/**"] },
      {
        id: "checkout",
        steps: [
          { id: "cart", pages: ["/cart"] },
          { id: "address", pages: ["/checkout"], visible: "#address" },
          { id: "payment", touchpoint: "payment-shown", payment: true },
          { id: "review", dataLayer: "add_payment_info" },
          { id: "done", pages: ["/thanks"], goal: true },
        ],
      },
    ],
    surveys: { "why-leave": ask, "pay-trouble": ask },
    triggers: [
      { id: "dead-button", on: { friction: "rage-click", stage: "checkout", step: "payment" }, ask: "pay-trouble" },
      { id: "leaving", on: { friction: "abandon", stage: "checkout" }, ask: "why-leave" },
    ],
    ...more,
  });

export const PLAN = toPlan();

type Entries = JourneyFixture["entries"];

export const play = (entries: Entries, more: Partial<JourneyFixture> = {}, plan = PLAN): Journey =>
  playFixture({ entries, ...more }, plan, "someone");

/** Each entry as `stage › step: type name`. */
export const linesOf = ({ told }: Journey): readonly string[] =>
  told.map(({ entry }) => {
    const { state } = entry.data as { readonly state?: string };
    return `${toPlaceName(entry)}: ${entry.type} ${entry.name}${state ? ` ${state}` : ""}`;
  });

/** Each ask as `trigger at place`. */
export const asksOf = ({ asks }: Replayed): readonly string[] =>
  asks.map(({ trigger, cause }) => `${trigger} at ${toPlaceName(cause)}`);

/** Each verdict as `trigger: what came of it`. */
export const verdictsOf = ({ verdicts }: Replayed): readonly string[] =>
  verdicts.map(({ trigger, came }) => `${trigger}: ${came}`);

export const replay = (entries: Entries, more: Partial<JourneyFixture> = {}, plan = PLAN): Replayed =>
  replayJourney(plan, play(entries, more, plan));

/** From the basket to the payment step. */
export const TO_PAYMENT: Entries = [
  { page: "/cart" },
  { after: "10s", page: "/checkout", step: "address" },
  { after: "40s", touchpoint: "payment-shown" },
];

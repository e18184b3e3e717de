// What loads when somebody comes to a form or a stage with steps: the trackers of how they get on.
import { trackAbandonment } from "./trackers/abandonment.ts";
import { trackDeclinedPayments } from "./trackers/declined-payments.ts";
import { trackFormAbandons } from "./trackers/form-abandons.ts";
import { trackFormStruggles } from "./trackers/form-struggles.ts";
import { trackStalls } from "./trackers/stalls.ts";
import type { Telling } from "./trackers/tracker.ts";

export const FORM_TRACKERS: readonly Telling[] = [
  [trackFormStruggles, "form-struggle"],
  [trackFormAbandons, "form-abandon"],
  [trackDeclinedPayments, "payment-declined"],
  [trackStalls, "stall"],
  [trackAbandonment, "abandon"],
];

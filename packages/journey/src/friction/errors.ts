// When a page is breaking: error after error.
import type { FrictionTuning } from "@waymark/protocol";
import { toMilliseconds } from "../duration.ts";
import { type Burst, toBurst } from "./burst.ts";

/**
 * Adds an uncaught error, or a rejection that nobody handles. Three (`times`) within 10 s (`within`) are a burst, which ends
 * when there was none for as long. Peers count errors one by one.
 *
 * @param at ms
 */
export const toErrorBurst = (
  before: Burst,
  at: number,
  { times = 3, within = "10s" }: FrictionTuning["errors"] = {},
): Burst => toBurst(before, at, times, toMilliseconds(within));

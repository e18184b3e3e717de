// A collector in trouble, watched for a while: no page hurries, and none asks before the time that it was told.
import { setTimeout as pause } from "node:timers/promises";
import { expectCalm } from "../browser/delivery/expect-calm.ts";
import type { Arrival } from "../browser/harness/arrival.ts";
import { eventually } from "../browser/harness/eventually.ts";
import { flush } from "../browser/harness/in-page.ts";
import { FACTOR } from "./factor.ts";
import { tell } from "./tell.ts";
import type { Act } from "./turn.ts";
import { connect, wakeAll } from "./visit.ts";
import { BUSY, toTooMany } from "./weather.ts";

/** ms. */
const WATCHED = 1200;
/** Longer than it is watched, s of the page's time. */
const RETRY_AFTER = (2 * WATCHED * FACTOR) / 1000;

/** An answer's way from here to the store, where other tabs read it: of what they send meanwhile they can't know better. ms. */
const HEARD_WITHIN = 100;

/** I5, with all tabs at it. */
export const watchOutage: Act["run"] = async ({ visit, world, few, size, random }) => {
  const { relay } = visit.lab;
  const isTold = random.isLikely(0.5);
  await wakeAll(visit);
  await world.endPause();
  for (const open of visit.tabs) await connect(open);
  const before = relay.arrivals.length;
  // What was asked earlier may arrive only now: a browser repeats it, or held it back until a connection was free.
  const since = (await visit.tabs[0]?.tab.evaluate(() => Date.now())) ?? 0;
  const began = performance.now();
  await world.setWeather({ name: "outage", weight: 0, decide: () => (isTold ? toTooMany(RETRY_AFTER) : BUSY) });
  for (const open of visit.tabs) {
    await tell(visit, open, few, { size });
    flush(open.tab).catch(() => {}); // which waits for the end of the outage
  }
  const seen = () => relay.arrivals.slice(before).filter(({ batch }) => !batch || batch.sentAt >= since);
  const first = await eventually("somebody hears of the outage", () => seen().find(({ endedAt }) => endedAt), {
    timeout: 30_000,
  });
  await pause(WATCHED);
  const arrivals = seen();
  // A page that goes away lets the next one on before its own request is answered.
  const heardAt = (first.endedAt ?? 0) + HEARD_WITHIN;
  const isUnaware = ({ batch }: Arrival) => !!batch && began + (batch.sentAt - since) / FACTOR < heardAt;
  const later = isTold ? arrivals.filter((each) => !isUnaware(each)) : arrivals;
  const notBefore = isTold ? first.at + RETRY_AFTER * (1000 / FACTOR) : 0;
  expectCalm(later, { during: WATCHED * FACTOR, notBefore, besides: visit.tabs.length });
  return `all tabs tell ${few} in an outage${isTold ? " that has told its end" : ""}: ${arrivals.length} requests`;
};

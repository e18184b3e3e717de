// What a page's main thread did, task by task, by the browser's own trace.
import { once } from "node:events";

/** `toplevel` has the tasks, the other what runs in them. */
const CATEGORIES = ["toplevel", "devtools.timeline"];
const TASK = "ThreadControllerImpl::RunTask";

/** Records while something is done, and resolves with the trace's events. */
export async function recordTrace(browser, act) {
  const root = await browser.target().createCDPSession();
  const events = [];
  root.on("Tracing.dataCollected", ({ value }) => events.push(...value));
  const traceConfig = { includedCategories: CATEGORIES, excludedCategories: ["*"] };
  await root.send("Tracing.start", { transferMode: "ReportEvents", traceConfig });
  await act();
  const complete = once(root, "Tracing.tracingComplete");
  await root.send("Tracing.end");
  await complete;
  await root.detach();
  return events;
}

/** A timed event as it is read here: all in ms, `cpu` without what the thread waited for or lost to others. */
const toTimed = ({ name, ts, dur, tdur = 0, args }) => ({
  name,
  start: ts / 1000,
  ms: dur / 1000,
  cpu: tdur / 1000,
  type: args?.data?.type,
  script: args?.data?.url,
});

/**
 * @param events as `recordTrace` resolves with them
 * @param isOfPage true for an event that only the page's main thread has
 * @returns of that thread, in order of time: `tasks`, and `timed`, all that ran; `begin`, when that first event was
 * @throws {Error} when the trace has no such event
 */
export function readMainThread(events, isOfPage) {
  const mark = events.find(isOfPage);
  if (!mark) throw new Error("The trace has nothing of the page.");
  // What was not over when the trace ended has no duration.
  const own = events.filter(({ pid, tid, dur }) => pid === mark.pid && tid === mark.tid && dur !== undefined);
  const timed = own.map(toTimed).sort((a, b) => a.start - b.start || b.ms - a.ms);
  return { tasks: timed.filter(({ name }) => name === TASK), timed, begin: mark.ts / 1000 };
}

/** Whether one ran within the other. */
export const isWithin = (inner, outer) =>
  inner.start >= outer.start && inner.start + inner.ms <= outer.start + outer.ms + 0.001;

// An `error` touchpoint for what the page failed to catch, by class and place; at most ten a page.
import { scrubUrl } from "@waymark/journey";
import { isHarmless } from "../dom/is-harmless.ts";
import { listen } from "../dom/listen.ts";
import type { TrackerContext } from "./tracker.ts";

const MOST = 10;

/**
 * `name` is the error's class, `script error` for those of other origins' scripts. Its message is left out: sites write
 * names, addresses and order numbers into it.
 */
export function trackErrors({ emit }: TrackerContext, stopped: AbortSignal): void {
  let count = 0;
  let page = "";
  const tell = (reason: unknown, { message, filename, lineno }: Partial<ErrorEvent> = {}) => {
    const name = reason instanceof Error ? reason.name : "script error";
    if (page !== location.href) count = 0;
    page = location.href;
    if (isHarmless(name, message) || count++ >= MOST) return;
    const data = filename ? { source: scrubUrl(filename), line: lineno } : {};
    emit({ kind: "touchpoint", type: "error", name, data });
  };
  listen<ErrorEvent>(window, "error", stopped, (event) => {
    // A picture or script that did not load is an error of another kind, without `error` and `message`.
    if (event instanceof ErrorEvent) tell(event.error, event);
  });
  listen<PromiseRejectionEvent>(window, "unhandledrejection", stopped, ({ reason }) => tell(reason));
}

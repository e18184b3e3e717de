// What runs in every page before Waymark does: to patch things, or to make time run faster.

/** A function as the text of a script; it sees nothing but its arguments, which travel as JSON. */
export const toScript = <Parameters extends readonly unknown[]>(
  task: (...parameters: Parameters) => void,
  ...parameters: Parameters
): string => `(${task})(...${JSON.stringify(parameters)});`;

/** Takes `fetchLater` away: Chromium would send a copy of its own after the end, and what arrives has to come from the disk. */
export const withoutLater: string = toScript(() => {
  Reflect.deleteProperty(window, "fetchLater");
});

/** How long Waymark lets IndexedDB work and open, ms: disks are in no hurry. */
const WATCHDOGS = [2000, 2500];
/** Nor is the network of a machine under load: a request is given this long at least, ms. */
const PATIENCE = 1000;

/**
 * Makes all pages' time run this many times faster from now on, the same in every page: dates, `performance.now()`,
 * timers and `AbortSignal.timeout`. The collector's and the browser's own time is left alone.
 */
export const hurry = (factor: number): string =>
  toScript(
    (times, since, watchdogs, patience) => {
      const { Date: RealDate } = window;
      const realNow = RealDate.now.bind(RealDate);
      const realPerformanceNow = performance.now.bind(performance);
      const now = () => since + Math.round((realNow() - since) * times);
      // A page that is opened later has less behind it, and yet runs as fast.
      performance.now = () => realPerformanceNow() * times;
      window.Date = class extends RealDate {
        constructor(...given: []) {
          super(...(given.length ? given : ([now()] as never as [])));
        }
        static override now = now;
      } as DateConstructor;
      for (const name of ["setTimeout", "setInterval"] as const) {
        const real = window[name].bind(window) as (task: TimerHandler, ms?: number, ...rest: unknown[]) => number;
        window[name] = ((task: TimerHandler, ms = 0, ...rest: unknown[]) =>
          real(task, watchdogs.includes(ms) ? ms : ms / times, ...rest)) as typeof setTimeout;
      }
      const realTimeout = AbortSignal.timeout.bind(AbortSignal);
      AbortSignal.timeout = (ms) => realTimeout(Math.max(patience, ms / times));
    },
    factor,
    Date.now(),
    WATCHDOGS,
    PATIENCE,
  );

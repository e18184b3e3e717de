// Timers in a page that may have broken them.

/** `setTimeout`; where that throws, `work` never comes, as with timers that never end, and the page hears nothing of it. */
export function setTimer(work: () => void, ms?: number): ReturnType<typeof setTimeout> | undefined {
  try {
    return setTimeout(work, ms);
  } catch {
    return undefined;
  }
}

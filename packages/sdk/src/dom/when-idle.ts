// Later, when the page has nothing better to do; Safari has no `requestIdleCallback`.

export function whenIdle(work: () => void, stopped: AbortSignal): void {
  try {
    const later = (window.requestIdleCallback ?? setTimeout) as typeof requestIdleCallback;
    later(() => stopped.aborted || work(), { timeout: 1000 });
  } catch {
    // The page has broken it: it never is idle.
  }
}

/** Returns what asks for some work; however often it is asked for until the page is idle, it is done once. */
export function onceIdle(work: () => void, stopped: AbortSignal): () => void {
  let isDue = false;
  const workNow = () => {
    isDue = false;
    work();
  };
  return () => {
    if (!isDue) whenIdle(workNow, stopped);
    isDue = true;
  };
}

// Later, when the page has nothing better to do; Safari has no `requestIdleCallback`.

export function whenIdle(work: () => void, stopped: AbortSignal): void {
  const later = (window.requestIdleCallback ?? setTimeout) as typeof requestIdleCallback;
  later(
    () => {
      if (!stopped.aborted) work();
    },
    { timeout: 1000 },
  );
}

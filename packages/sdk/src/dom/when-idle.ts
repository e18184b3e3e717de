// Later, when the page has nothing better to do; Safari has no `requestIdleCallback`.

export function whenIdle(work: () => void, stopped: AbortSignal): void {
  const later: (work: () => void) => unknown = window.requestIdleCallback ?? setTimeout;
  later(() => {
    if (!stopped.aborted) work();
  });
}

// Later, when the page has nothing better to do; Safari has no `requestIdleCallback`.

export function whenIdle(work: () => void, stopped: AbortSignal): void {
  const unlessStopped = () => {
    if (!stopped.aborted) work();
  };
  if (typeof requestIdleCallback === "function") requestIdleCallback(unlessStopped, { timeout: 2000 });
  else setTimeout(unlessStopped, 300);
}

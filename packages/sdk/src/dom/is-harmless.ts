// Whether an error that nobody caught means no trouble.

/** A request that is called off is called off on purpose; of a loop of ResizeObserver browsers tell where nothing is wrong. */
export const isHarmless = (name: string, message = ""): boolean =>
  name === "AbortError" || /^ResizeObserver/.test(message);

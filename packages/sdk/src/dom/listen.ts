// Listening in somebody else's page: in the capture phase, passive, and never throwing into it.

/** Hears events of some types, a space between each two, until `signal` is aborted; what the handler throws stays here. */
export function listen<E extends Event>(
  target: EventTarget,
  types: string,
  signal: AbortSignal,
  handler: (event: E) => void,
): void {
  const guarded = (event: Event) => {
    try {
      handler(event as E);
    } catch {
      // A tracker that fails loses its observation; the page must not notice.
    }
  };
  for (const type of types.split(" ")) target.addEventListener(type, guarded, { capture: true, passive: true, signal });
}

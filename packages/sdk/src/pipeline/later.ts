// Chromium's `fetchLater`: a request that the browser sends by itself should this page die and nobody come back.

/** https://wicg.github.io/pending-beacon/ (in browsers since Chrome 135); gone when the whole browser dies. */
type FetchLater = (url: string, options: RequestInit & { readonly activateAfter: number }) => unknown;

export interface Later {
  /** Has this body sent when the page is gone, or in a minute, instead of the one before. */
  readonly arm: (body: string) => void;
  readonly disarm: () => void;
}

const ACTIVATE_AFTER = 60_000;

export function createLater(collector: string): Later {
  const { fetchLater } = globalThis as { readonly fetchLater?: FetchLater };
  let armed: AbortController | undefined;
  const disarm = () => armed?.abort();
  return {
    disarm,
    arm(body) {
      disarm();
      armed = new AbortController();
      try {
        fetchLater?.(collector, { method: "POST", body, signal: armed.signal, activateAfter: ACTIVATE_AFTER });
      } catch {
        // over its quota, or against the page's policy
      }
    },
  };
}

// Whether a request comes from a page of this collector: a cookie alone does not say so.

/** `untold` by who is no browser, or an old one. */
export type Origin = "own" | "other" | "untold";
export type ToOrigin = (request: Request) => Origin;

/**
 * Told by `Sec-Fetch-Site`, which no page can change, or else by `Origin`, which is `null` for sandboxed frames and files.
 * @param behindProxy whether `X-Forwarded-Host` is a proxy's word, and not the sender's
 */
export const createToOrigin =
  (behindProxy: boolean): ToOrigin =>
  ({ headers }) => {
    const site = headers.get("Sec-Fetch-Site");
    const origin = headers.get("Origin");
    if (site !== null && site !== "same-origin") return "other";
    if (origin === null) return site === null ? "untold" : "own";
    const host = (behindProxy ? headers.get("X-Forwarded-Host") : null) ?? headers.get("Host");
    const isOwn = URL.canParse(origin) && (site !== null || new URL(origin).host === host);
    return isOwn ? "own" : "other";
  };

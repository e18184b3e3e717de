/** Wall clock, ms since the epoch, as RFC 3339 in UTC. */
export const toIso = (at: number): string => new Date(at).toISOString();

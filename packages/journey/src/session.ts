// Where one session of a visitor ends and the next begins.

/** Kept in storage that all tabs of the visitor share. */
export interface Session {
  readonly id: string;
  /** ms since the epoch. */
  readonly startedAt: number;
  /** Time of the latest touchpoint, ms since the epoch. */
  readonly lastAt: number;
}

const MAX_IDLE = 30 * 60_000;
const MAX_AGE = 24 * 3_600_000;

/**
 * The session that a touchpoint at `now` belongs to: the previous one, unless 30 min went by without a touchpoint or it began
 * 24 h ago. Midnight and campaigns cut nothing. (GA4: 30 min, no end; PostHog: 30 min and 24 h; Matomo: 30 min, midnight and
 * new campaigns.)
 *
 * A clock that was set back takes the beginning of the session with it, so that its age stays and it ends in time; one that
 * jumped by 30 min or more, either way, begins a new session, as do times that are no numbers.
 *
 * @param previous as kept; `undefined` on a first visit
 * @param now ms since the epoch
 * @param makeId called only for a new session
 */
export const nextSession = (
  previous: Session | undefined,
  now: number,
  makeId: () => string,
): { readonly session: Session; readonly isNew: boolean } => {
  if (previous) {
    const { id, startedAt, lastAt } = previous;
    const idle = now - lastAt;
    if (Math.abs(idle) < MAX_IDLE && now - startedAt < MAX_AGE)
      return { session: { id, startedAt: startedAt + Math.min(idle, 0), lastAt: now }, isNew: false };
  }
  return { session: { id: makeId(), startedAt: now, lastAt: now }, isNew: true };
};

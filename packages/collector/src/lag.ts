// How far what is read is behind what is written: in entries, and in time.

export interface Lag {
  /** Durable and not in the read model yet. */
  readonly entries: number;
  /** How long the oldest of them has been durable, ms. */
  readonly ms: number;
}

export interface LagOptions {
  readonly durable: () => number;
  readonly applied: () => number;
  /** ms, from any start. */
  readonly now: () => number;
}

/** What became durable within so many ms counts as one moment, so that even an hour behind is a short list. */
const MOMENT = 100;

/** `written` is told each time something became durable; `read` tells how far behind its reader is. */
export const createLag = ({ durable, applied, now }: LagOptions) => {
  let moments: { at: number; offset: number }[] = [{ at: now(), offset: durable() }];

  const forgetApplied = () => {
    const first = moments.findIndex(({ offset }) => offset > applied());
    if (first !== 0) moments = first === -1 ? [] : moments.slice(first);
  };

  return {
    written: (): void => {
      forgetApplied();
      const last = moments.at(-1);
      if (last && now() - last.at < MOMENT) last.offset = durable();
      else moments.push({ at: now(), offset: durable() });
    },
    read: (): Lag => {
      forgetApplied();
      const [oldest] = moments;
      return { entries: durable() - applied(), ms: oldest ? Math.round(now() - oldest.at) : 0 };
    },
  };
};

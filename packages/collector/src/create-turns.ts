// One after the other: what must not overlap, such as two transactions of one connection or two writes to one file.

/** Runs each job when those given before are over, whatever became of them. */
export type InTurn = <T>(job: () => Promise<T>) => Promise<T>;

export const createTurns = (): InTurn => {
  let last: Promise<unknown> = Promise.resolve();
  return (job) => {
    const done = last.then(job);
    last = done.catch(() => undefined);
    return done;
  };
};

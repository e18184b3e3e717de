// Puts a list into another order.

/** 0 up to, but not including, 1. */
export type Random = () => number;

/** Fisher and Yates, as Durstenfeld gave it (CACM 7, 1964): every order is equally likely. */
export function shuffle<T>(list: readonly T[], random: Random): readonly T[] {
  const shuffled = [...list];
  for (let last = shuffled.length - 1; last > 0; last--) {
    const [taken] = shuffled.splice(Math.floor(random() * (last + 1)), 1) as [T];
    shuffled.push(taken);
  }
  return shuffled;
}

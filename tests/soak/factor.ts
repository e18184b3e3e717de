/** So many times faster does the pages' time run: pauses of minutes take seconds, and a week longer than any soak. */
export const FACTOR = 100;

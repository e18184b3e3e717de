// Times of the map in the reader's own time zone.

const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long" });
const dayOfYear = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric" });
const minute = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });

/** `1–20 November`, with the year where it is not that of `now`. All ms since the epoch; `until` is not included. */
export const toPeriod = (from: number, until: number, now: number): string => {
  const last = Math.max(from, until - 1);
  const isThisYear = [from, last].every((at) => new Date(at).getFullYear() === new Date(now).getFullYear());
  // The space that separates a range is a thin one in some versions of the data, so that tests and eyes would differ.
  const text = (isThisYear ? day : dayOfYear).formatRange(from, last).replace(/\u2009/g, " ");
  return text.replace(/^(\d+) – (\d+) /, "$1–$2 ");
};

/** `20 November 2026`. */
export const toDay = (at: number): string => dayOfYear.format(at);

/** `14:02`. */
export const toTime = (at: number): string => minute.format(at);

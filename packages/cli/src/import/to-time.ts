// A cell that says when something happened, to the ms.

const TIME =
  /^(?<date>\d{4}-\d{2}-\d{2})(?:[T ](?<clock>\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?) ?(?<zone>Z|[+-]\d{2}:\d{2})?)?$/;

/**
 * ms since the epoch; `undefined` for what is no time, such as the 31st of February, or lies before 1970.
 * @param zone of those that tell none
 */
export const toTime = (cell: string, zone: string): number | undefined => {
  if (/^\d{12,13}$/.test(cell)) return Number(cell);
  const { date, clock = "00:00", zone: own = zone } = TIME.exec(cell)?.groups ?? {};
  // A day that a month does not have would be one of the next month.
  if (date === undefined || new Date(`${date}T00:00Z`).toJSON()?.slice(0, 10) !== date) return undefined;
  const time = Date.parse(`${date}T${clock}${own}`);
  return time >= 0 ? time : undefined;
};

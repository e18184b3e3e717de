// Arguments as values; one that makes no sense is told by its name.
import { UsageError } from "./usage-error.ts";

/** A whole number from 1. */
export const toCount = (name: string, text: string): number => {
  if (/^[1-9]\d{0,6}$/.test(text)) return Number(text);
  throw new UsageError(`--${name} ${text}: give a whole number from 1 to 9999999.`);
};

export const toAddress = (text: string, example: string): string => {
  if (/^https?:\/\//.test(text) && URL.canParse(text)) return text;
  throw new UsageError(`--collector ${text}: give the address of a collector, such as ${example}.`);
};

export const toSite = (text: string): string => {
  if (/^[\w.:-]{1,128}$/.test(text)) return text;
  throw new UsageError(`--site ${text}: give 1 to 128 of letters, digits, - _ . :`);
};

/** A date is its first moment, UTC; ms since the epoch. */
export const toMoment = (name: string, text: string): number => {
  const moment = Date.parse(text);
  if (moment >= 0) return moment;
  throw new UsageError(`--${name} ${text}: give a date, such as 2026-11-22.`);
};

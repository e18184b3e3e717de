// A row of the read model as the entry that it was.
import type { Row } from "./read-model.ts";

/** What was never told stays absent, so that the entry is the line of the journal again. */
export const toEntry = (row: Row): Record<string, unknown> => {
  const { raw_at, url, path, referrer, data, browser, browser_major, device, position, stage, customer, ...rest } = row;
  const told = (part: Record<string, unknown>) =>
    Object.fromEntries(Object.entries(part).filter(([, value]) => value !== null));
  return {
    ...told(rest),
    // With a step the page had a plan, and `null` says that the plan has no such stage.
    ...(rest.step === null ? {} : { stage }),
    ...(url === null ? {} : { page: told({ url, referrer }) }),
    data: JSON.parse(String(data)),
    rawAt: raw_at,
    browser: told({ family: browser, major: browser_major, device }),
  };
};

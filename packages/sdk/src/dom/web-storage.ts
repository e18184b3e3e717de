// localStorage and sessionStorage as they are in the wild: refused, full, or with something else under our name.
import { toText } from "../to-text.ts";

type Area = "localStorage" | "sessionStorage";

const nameOf = (site: string) => `waymark.${site}`;

/** What stands there for a site; nothing of it is certain. */
export function readStorage<T>(area: Area, site: string): Partial<T> {
  try {
    return JSON.parse(window[area].getItem(nameOf(site)) ?? "") ?? {};
  } catch {
    return {};
  }
}

/** Without a value nothing is left there of a site. */
export function writeStorage(area: Area, site: string, value?: unknown): void {
  try {
    if (value) window[area].setItem(nameOf(site), toText(value));
    else window[area].removeItem(nameOf(site));
  } catch {
    // What is kept here is kept elsewhere too, or can be missed.
  }
}

// The one first-party cookie, which all subdomains of a domain share; none is set where no domain is named.
import { toText } from "../to-text.ts";

/** Servers refuse headers of more than 8 kB, and the page has cookies of its own. */
const MOST_CHARACTERS = 3000;

const nameOf = (site: string) => `; waymark.${encodeURIComponent(site)}=`;

/** What stands there for a site; nothing of it is certain. */
export function readCookie<T>(site: string): Partial<T> {
  try {
    const [, rest = ""] = `; ${document.cookie}`.split(nameOf(site));
    return JSON.parse(decodeURIComponent(rest.replace(/;.*/, ""))) ?? {};
  } catch {
    return {}; // refused, or none
  }
}

/** Lives `seconds`; without them it is removed. Tells whether it is small enough. */
export function writeCookie(site: string, domain: string, value?: unknown, seconds = -1): boolean {
  try {
    const text = encodeURIComponent(toText(value) ?? "");
    const secure = location.protocol === "https:" ? ";secure" : "";
    if (text.length > MOST_CHARACTERS) return false;
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in all engines, and not on plain HTTP.
    document.cookie = `${nameOf(site).slice(2)}${text};domain=${domain};path=/;max-age=${seconds};samesite=lax${secure}`;
  } catch {
    // refused
  }
  return true;
}

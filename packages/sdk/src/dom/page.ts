// The present page as entries name it: scrubbed URL, and the page before.
import { scrubReferrer, scrubUrl } from "@waymark/journey";
import type { Page } from "@waymark/protocol";
import { ofDocument } from "./of-document.ts";

export interface CurrentPage {
  /** Scrubbed. */
  readonly url: () => string;
  /** Takes the present address as a page of its own; the last one becomes its referrer. */
  readonly enter: () => Page;
}

/** `keep` names the query keys that may stay in URLs. */
export function createCurrentPage(keep: readonly string[]): CurrentPage {
  let href = "";
  let scrubbed = "";
  let entered = "";
  let referrer = scrubReferrer(`${ofDocument("referrer")}`, location.href);
  const url = () => {
    if (location.href !== href) {
      href = location.href;
      scrubbed = scrubUrl(href, { keep });
    }
    return scrubbed;
  };
  return {
    url,
    enter() {
      if (entered && entered !== url()) referrer = entered;
      entered = url();
      return referrer ? { url: entered, referrer } : { url: entered };
    },
  };
}

// Which sites a collector takes entries of, and from pages of which origins.
import { ProblemError } from "./problem.ts";

export interface Site {
  /** As the tag names it: `data-site`. */
  readonly id: string;
  /** Origins whose pages may send, such as `https://shop.example`; any unless told. */
  readonly origins?: readonly string[] | undefined;
}

// 403 has a page keep what it has and knock rarely: a name that is missing here by mistake must cost no entries.
const forbidden = (title: string, path: string, remedy: string): ProblemError =>
  new ProblemError({ status: 403, title, path, remedy });

/**
 * Makes what throws a `ProblemError` for a site that is not in the list, or a page that may not send for it. It
 * identifies, it does not authenticate: a name can be read off any page, and whoever is no browser sends any origin or
 * none. Without a list all sites are taken.
 */
export const createAdmitSite = (sites: readonly Site[] | undefined): ((id: string, origin: string | null) => void) => {
  const known = sites && new Map(sites.map(({ id, origins }) => [id, origins]));
  return (id, origin) => {
    if (!known) return;
    if (!known.has(id)) {
      throw forbidden(
        "This collector does not take this site.",
        "site",
        "Check data-site, or add it to the collector.",
      );
    }
    const origins = known.get(id);
    if (origins === undefined || origin === null || origins.includes(origin)) return;
    throw forbidden("Pages of this origin may not send for this site.", "site", "Add the origin to the collector.");
  };
};

// Whether nobody looks at this page: such visits are kept, but marked, so that tests can see them and figures leave them out.

/**
 * Crawlers and test services that run scripts and say so: most call themselves compatible, as no person's browser has since
 * Internet Explorer. Cubot makes phones.
 */
const NOBODY = /compatible;|[^u]bot\b|crawl|spider|headless|lighthouse|ptst/i;

export const isAutomated = ({ webdriver, userAgent }: Pick<Navigator, "webdriver" | "userAgent">): boolean =>
  webdriver || NOBODY.test(userAgent);

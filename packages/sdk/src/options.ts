// What a start may be told: by the script tag's attributes or by the npm entry's object.
import type { Configuration, Format, MountSurvey, StandButton } from "@waymark/protocol";
import type { ConsentState } from "./consent.ts";

export interface Options {
  /** Name of the site at the collector. Default: the page's host name. */
  readonly site?: string | undefined;
  /** URL that takes batches. Default: `/ingest` on the script's own origin, from npm on the page's. */
  readonly collector?: string | undefined;
  /**
   * What proves that a batch is stored: a receipt that names it (the default), or with `status` any 2xx. That is weaker:
   * captive portals and wrong paths answer 200 too.
   */
  readonly ack?: "receipt" | "status" | undefined;
  /**
   * In whose format batches go to `collector`, then the whole URL of that target: of the tag a name of `@waymark/formats`, such
   * as `posthog`, whose file is loaded by `formatIntegrity`; from npm the format itself, or one of your own. Default: Waymark's.
   */
  readonly format?: string | Format | undefined;
  /** Of the tag: hash of `waymark.format.<name>.js` as in a script's `integrity`. */
  readonly formatIntegrity?: string | undefined;
  /** Under what the target of a format files what comes: a public key, token, website or site. Never a secret. */
  readonly key?: string | undefined;
  /**
   * What becomes of a touchpoint that was sent without an answer to a target that can't tell doubles: `drop` (the default) keeps
   * it among the refused, `repeat` sends it again. Answers are always sent again.
   */
  readonly unknown?: "drop" | "repeat" | undefined;
  /** The configuration itself, its URL, or the `#id` of an inline `<script type="application/json">`. */
  readonly config?: string | Configuration | undefined;
  /** Hash of the configuration's file as in a script's `integrity`, such as `sha384-…`: another one counts for nothing. */
  readonly configIntegrity?: string | undefined;
  /**
   * On pages with a card's number nothing is read that could be near it: no configuration, so no stages and no surveys, no
   * forms, and of elements their tag alone.
   */
  readonly preset?: "payment-page" | undefined;
  /** Default `pending`. */
  readonly consent?: ConsentState | undefined;
  /** Query keys that may be kept in URLs, besides `utm_*`. */
  readonly query?: readonly string[] | undefined;
  /**
   * What makes two addresses two pages: `path`, `route` (a fragment that begins `#/` or `#!`), `hash` (any fragment) and
   * `query:<key>`. Default: path and route.
   */
  readonly identity?: readonly string[] | undefined;
  /** Domain whose subdomains share visitor, session and progress, by a cookie, such as `shop.example`. Default: none do. */
  readonly domain?: string | undefined;
  /** Tells in the console what happens. */
  readonly debug?: boolean | undefined;
  /** From npm: `() => import("@waymark/survey").then((module) => module.mountSurvey)`. */
  readonly survey?: (() => Promise<MountSurvey>) | undefined;
  /** From npm, where a survey stands behind a button: `() => import("@waymark/survey").then((module) => module.standButton)`. */
  readonly button?: (() => Promise<StandButton>) | undefined;
}

const toWords = (text: string | undefined) => text?.split(/[\s,]+/);

/** The script tag's `data-*` attributes as options; `origin` is the script's own. */
export const toOptions = (dataset: DOMStringMap, origin: string): Options => ({
  collector: `${origin}/ingest`,
  ...(dataset as Options),
  query: toWords(dataset.query),
  identity: toWords(dataset.identity),
  debug: "debug" in dataset,
});

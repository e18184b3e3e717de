// What a start may be told: by the script tag's attributes or by the npm entry's object.
import type { Configuration, MountSurvey } from "@waymark/protocol";

/** `pending` keeps nothing and sends nothing; `anonymous` sends without ids; `denied` also wipes what there was. */
export type Consent = "pending" | "anonymous" | "granted" | "denied";

export interface Options {
  /** Name of the site at the collector. Default: the page's host name. */
  readonly site?: string | undefined;
  /** URL that takes batches. Default: `/ingest` on the script's own origin, from npm on the page's. */
  readonly collector?: string | undefined;
  /** The configuration itself, its URL, or the `#id` of an inline `<script type="application/json">`. */
  readonly config?: string | Configuration | undefined;
  /** Default `pending`. */
  readonly consent?: Consent | undefined;
  /** Query keys that may be kept in URLs, besides `utm_*`. */
  readonly query?: readonly string[] | undefined;
  /** Tells in the console what happens. */
  readonly debug?: boolean | undefined;
  /** From npm: `() => import("@waymark/survey").then((module) => module.mountSurvey)`. */
  readonly survey?: (() => Promise<MountSurvey>) | undefined;
}

/** The script tag's `data-*` attributes as options. */
export function toOptions({ dataset }: HTMLScriptElement, origin: string): Options {
  return {
    site: dataset.site,
    collector: dataset.collector ?? `${origin}/ingest`,
    config: dataset.config,
    consent: dataset.consent as Consent | undefined,
    query: dataset.query?.split(/[\s,]+/),
    debug: "debug" in dataset,
  };
}

export const isConsent = (state: unknown): state is Consent =>
  ["pending", "anonymous", "granted", "denied"].includes(state as string);

/** Global Privacy Control and Do Not Track object on the visitor's behalf; only an explicit grant overrides them. */
export function isObjected(): boolean {
  const { globalPrivacyControl, doNotTrack } = navigator as Navigator & { globalPrivacyControl?: boolean };
  return !!globalPrivacyControl || doNotTrack === "1";
}

// The one place where the parts meet: trackers tell, consent admits, and what it opens places, queues, sends and asks.
import type { Load } from "./chunks.ts";
import { clock } from "./clock.ts";
import { type ConsentState, createConsent } from "./consent.ts";
import { describeElement, findInteractive } from "./dom/describe-element.ts";
import { sharedParts } from "./dom/load-chunk.ts";
import { createCurrentPage } from "./dom/page.ts";
import { openTabs } from "./dom/tabs.ts";
import { writeStorage } from "./dom/web-storage.ts";
import type { Emit } from "./observation.ts";
import { open, wipe } from "./open.ts";
import type { Options } from "./options.ts";
import { createReport } from "./report.ts";
import { toData } from "./to-data.ts";
import { trackClicks } from "./trackers/clicks.ts";
import { trackErrors } from "./trackers/errors.ts";
import { trackPages } from "./trackers/pages.ts";
import type { Waymark } from "./waymark.ts";

const TRACKERS = [trackPages, trackClicks, trackErrors];

/** Begins to track this page. Never throws; a second call returns the first one's handle. */
export function start(options: Options, load: Load): Waymark {
  const parts = sharedParts();
  if (parts.instance) return parts.instance as Waymark;
  // An address of IPv6 stands in brackets, which no site's name may hold.
  const { site = location.hostname.replace(/[[\]]/g, ""), collector = `${location.origin}/ingest`, domain } = options;
  const root = document;
  const report = createReport(!!options.debug);
  const page = createCurrentPage(options.query ?? []);
  const stopped = new AbortController();

  // The page may have broken what this is built on: nothing of that is thrown back at it.
  const emit: Emit = async (observation) => {
    try {
      const at = clock.now();
      const mono = Math.round(clock.mono());
      const where = observation.type === "page" ? page.enter() : { url: page.url() };
      const name = `${observation.name}`.slice(0, 512);
      const draft = { data: {}, ...observation, name, at, mono, page: where };
      return (await consent.pass((opened) => opened.add(draft))) ?? "dropped";
    } catch (error) {
      report.debug("missed", error);
      return "dropped";
    }
  };
  const tracking = {
    root,
    clock,
    emit,
    find: findInteractive,
    describe: options.preset ? ({ localName }: Element) => localName : describeElement,
    pageUrl: page.url,
    pageParts: options.identity,
  };
  const hear = (word: unknown) => {
    if (word !== "forget") setConsent(word as ConsentState);
    else {
      // The tab that forgets has wiped all that tabs share, and knows who the visitor is now.
      writeStorage("sessionStorage", site);
      consent.renew();
    }
  };
  const openContext = { ...options, ...tracking, site, collector, load, report, hear };
  const consent = createConsent((isAnonymous, stopped) => open(openContext, isAnonymous, stopped), report);
  const tell = (type: "custom" | "identify" | "step", name: string, data?: unknown) =>
    emit({ kind: "touchpoint", type, name, data: toData(data) });
  const setConsent = (state: ConsentState) => {
    const now = consent.set(state);
    if (now === "denied") wipe(site, domain);
    return now === state;
  };
  const tabs = openTabs(site, hear);

  const waymark: Waymark = {
    track: (name, data) => tell("custom", name, data),
    step: (id) => tell("step", id),
    identify: (traits) => tell("identify", "traits", traits),
    ask: (survey) => void consent.pass((opened) => opened.ask(survey)),
    focusSurvey: () => root.querySelector("[data-waymark-survey]")?.shadowRoot?.getElementById("question")?.focus(),
    consent(state) {
      if (setConsent(state)) tabs?.postMessage(state);
    },
    forget: () => consent.pass((opened) => opened.forget(() => tabs?.postMessage("forget"))),
    flush: () => consent.pass((opened) => opened.flush()),
    stats: () => consent.pass((opened) => opened.stats()),
    explain: async () => (options.debug ? consent.pass((opened) => opened.explain()) : undefined),
    stop() {
      consent.set("denied");
      tabs?.close();
      stopped.abort();
      delete parts.instance;
    },
  };
  parts.instance = waymark;
  const begin = () => {
    if (stopped.signal.aborted) return;
    consent.begin(options.consent);
    for (const track of TRACKERS) track(tracking, stopped.signal);
  };
  // A page that is rendered ahead may never be seen: nothing of it counts before it is.
  if ((root as { prerendering?: boolean }).prerendering)
    root.addEventListener("prerenderingchange", begin, { once: true });
  else begin();
  return waymark;
}

// The one place where the parts meet: trackers tell, consent admits, and what it opens queues, sends and asks.
import type { Stop } from "@waymark/protocol";
import type { Chunks } from "./chunks.ts";
import { clock } from "./clock.ts";
import { sharedParts } from "./dom/load-chunk.ts";
import { createCurrentPage } from "./dom/page.ts";
import type { Draft, Emit, Observation } from "./observation.ts";
import { type Opened, open, wipe } from "./open.ts";
import { type Consent, isConsent, isObjected, type Options } from "./options.ts";
import { createAdmit } from "./pipeline/admit.ts";
import { createReport } from "./report.ts";
import { toData } from "./to-data.ts";
import { trackClicks } from "./trackers/clicks.ts";
import { trackErrors } from "./trackers/errors.ts";
import { trackForms } from "./trackers/forms.ts";
import { trackPages } from "./trackers/pages.ts";
import type { Waymark } from "./waymark.ts";

const TRACKERS = [trackPages, trackClicks, trackForms, trackErrors];

/** Begins to track this page. Never throws; a second call returns the first one's handle. */
export function start(options: Options, chunks: Chunks): Waymark {
  const parts = sharedParts();
  if (parts.instance) return parts.instance as Waymark;
  const root = document;
  const site = options.site ?? location.hostname;
  const collector = options.collector ?? `${location.origin}/ingest`;
  const report = createReport(!!options.debug);
  const page = createCurrentPage(root, options.query ?? []);
  const admit = createAdmit();
  const stops: Stop[] = [];
  let opened: Promise<Opened> | undefined;
  let aborter: AbortController | undefined;

  const toDraft = (observation: Observation): Draft => ({
    ...observation,
    at: clock.now(),
    mono: clock.mono(),
    page: observation.type === "page" ? page.enter() : { url: page.url() },
  });
  const emit: Emit = (observation) => admit.add(toDraft(observation));
  const tell = (type: "custom" | "identify" | "step", name: string, data?: unknown) =>
    emit({ kind: "touchpoint", type, name: String(name), data: toData(data) });
  const setConsent = (consent: Consent) => {
    aborter?.abort();
    aborter = new AbortController();
    opened = undefined;
    admit.close(consent);
    report.debug("consent is", consent);
    if (consent !== "granted" && consent !== "anonymous") return;
    const isAnonymous = consent === "anonymous";
    const { config } = options;
    const context = { site, collector, config, isAnonymous, chunks, root, report, admit, toDraft };
    opened = open(context, aborter.signal);
    opened.catch((error) => report.debug("stopped before it was open", error));
  };
  const begin = () => {
    const { consent } = options;
    if (consent && !isConsent(consent)) report.problem("data-consent", CONSENT_REMEDY);
    const isGiven = consent === "granted" || consent === "anonymous";
    setConsent(isGiven && isObjected() ? "denied" : isConsent(consent) ? consent : "pending");
    for (const track of TRACKERS) stops.push(track({ root, clock, emit, pageUrl: page.url }));
  };

  const waymark: Waymark = {
    track: (name, data) => tell("custom", name, data),
    step: (id) => void tell("step", id),
    identify: (traits) => void tell("identify", "traits", traits),
    ask: (surveyId) => void opened?.then((each) => each.ask(surveyId)),
    consent(state) {
      if (!isConsent(state)) return report.problem("consent()", CONSENT_REMEDY);
      setConsent(state);
      if (state === "denied") wipe(site);
    },
    forget: async () => (await opened)?.forget(),
    flush: async () => (await opened)?.flush(),
    stop() {
      admit.close("denied");
      for (const stop of stops.splice(0)) stop();
      aborter?.abort();
      opened = undefined;
      delete parts.instance;
    },
  };
  parts.instance = waymark;
  // A page that is rendered ahead may never be seen: nothing of it counts before it is.
  if ((root as { prerendering?: boolean }).prerendering) {
    root.addEventListener("prerenderingchange", begin, { once: true });
  } else begin();
  return waymark;
}

const CONSENT_REMEDY = "must be one of pending, anonymous, granted, denied; nothing is kept until then";

// `waymark.plan.js`, fetched beside the configuration: reads it and places the visitor in its stages and steps.
import { redact } from "@waymark/journey";
import type { Configuration } from "@waymark/protocol";
import { listenAway } from "./dom/is-away.ts";
import { sharedParts } from "./dom/load-chunk.ts";
import type { Options } from "./options.ts";
import { trackAttention } from "./plan/attention.ts";
import { hasButton } from "./plan/has-button.ts";
import { createPlacing, type Placing, type PlacingContext } from "./plan/placing.ts";
import { readConfiguration } from "./plan/read-configuration.ts";
import { createWatch } from "./plan/rendered.ts";
import type { Report } from "./report.ts";
import { createTabMemory, type TabMemory } from "./tab-memory.ts";
import { trackDataLayer } from "./trackers/data-layer.ts";
import { trackForms } from "./trackers/forms.ts";
import type { TrackerContext } from "./trackers/tracker.ts";
import type { Waymark } from "./waymark.ts";

export interface PlanContext extends TrackerContext, Omit<PlacingContext, "plan" | "tab" | "engaged" | "watch"> {
  readonly site: string;
  readonly preset?: Options["preset"];
  readonly config?: Options["config"];
  readonly configIntegrity?: Options["configIntegrity"];
  readonly report: Report;
  /** Called when the place may have changed without an observation. */
  readonly look: () => void;
}

export interface Plan {
  readonly configuration: Configuration;
  /** Whether anybody may be asked without being asked for. */
  readonly asks: boolean;
  /** Names the configuration in batches; absent where there is none. */
  readonly hash?: string | undefined;
  readonly placing: Placing;
  /** Engaged ms since the document began. */
  readonly engaged: () => number;
  /** What this tab remembers, of earlier pages too. */
  readonly tab: TabMemory;
  /** What is typed into the surveys of the configuration goes through this before it is kept. */
  readonly redact: typeof redact;
}

export type LoadPlan = (context: PlanContext, stopped: AbortSignal) => Promise<Plan>;

/** Where there is no configuration, or none to be had, which is told, nothing has a name and all else works. */
export const loadPlan: LoadPlan = async (context, stopped) => {
  const { preset } = context;
  if (!preset) trackForms(context, stopped);
  const engaged = trackAttention(context.root, context.clock, stopped);
  // Without an identity nothing may outlive the page.
  const tab = createTabMemory(context.identity && context.site);
  const { configuration, hash } = await readConfiguration(preset ? {} : context, context.report);
  await parsed(context.root);
  const watch = createWatch(context.root, context.look, stopped);
  const placing = createPlacing({ ...context, plan: configuration, tab, engaged, watch });
  const steps = configuration.stages?.flatMap((stage) => stage.steps ?? []);
  const isNamed = (name: string) => !!steps?.some(({ dataLayer }) => dataLayer === name);
  if (!stopped.aborted) stopped.addEventListener("abort", trackDataLayer(context, isNamed));
  listenAway(stopped, ({ type }) => {
    // A page that comes back from the page cache is visible before it has read what others kept since.
    if (type !== "pagehide" && context.root.visibilityState !== "hidden") return;
    for (const each of placing.leave()) context.emit(each);
    tab.save(placing.place(), placing.dwell(), engaged());
  });
  // `?waymark=preview:why-leave` in the page's address.
  const [, preview] = /[?&]waymark=(preview:[\w./-]+)/.exec(location.search) ?? [];
  if (preview && !stopped.aborted) (sharedParts().instance as Waymark | undefined)?.ask(preview);
  const surveys = Object.values(configuration.surveys ?? {});
  const asks = !!configuration.triggers?.length || surveys.some(({ placement }) => hasButton(placement));
  return { configuration, asks, hash, placing, engaged, tab, redact };
};

/** Resolves when the page is parsed and its deferred scripts have run: what they draw at once is there to be placed by. */
function parsed(root: Document): Promise<unknown> | undefined {
  // `readyState` is "interactive" already while deferred scripts have yet to run.
  const [navigation] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  const isParsed = root.readyState === "complete" || navigation?.domContentLoadedEventStart;
  return isParsed
    ? undefined
    : new Promise((resolve) => root.addEventListener("DOMContentLoaded", resolve, { once: true }));
}

// The npm entry: `import { start } from "@waymark/sdk"`. Importing does nothing; `start` does.
import type { Options } from "./options.ts";
import { start as startWith } from "./start.ts";
import type { Waymark } from "./waymark.ts";

export type { Format } from "@waymark/protocol";
export type { Explained, Fate } from "./ask/create-explaining.ts";
export type { ConsentState } from "./consent.ts";
export type { Kept } from "./observation.ts";
export type { Options } from "./options.ts";
export type { Refused, Stats } from "./pipeline/stats.ts";
export type { Waymark } from "./waymark.ts";

/**
 * Begins to track this page and returns the handle; a second call returns the first one's. Never throws.
 * Surveys are shown when `options.survey` says where to get them.
 *
 * @example
 * const waymark = start({ collector: "https://collect.example/ingest", config: "/waymark.json", consent: "granted" });
 * waymark.track("coupon-opened", { code: "X" });
 */
export function start(options: Options = {}): Waymark {
  const { format } = options;
  const chunks: { readonly [name: string]: (() => Promise<unknown>) | undefined } = {
    plan: () => import("./plan.ts").then((module) => module.loadPlan),
    signals: () => import("./signals.ts").then((module) => module.startSignals),
    forms: () => import("./forms.ts").then((module) => module.FORM_TRACKERS),
    ask: () => import("./asking.ts").then((module) => module.startAsking),
    idle: () => import("./idle.ts").then((module) => module.startIdle),
    survey: options.survey ?? reject("survey"),
    button: options.button ?? reject("button"),
  };
  const toDelivery = async () => {
    if (!(format instanceof Object)) throw new Error(`no format ${format}: give the format itself`);
    return (await import("./pipeline/deliver-format.ts")).createDeliverAs(format);
  };
  /** One for all batches: it knows what it has sent. */
  let delivery: ReturnType<typeof toDelivery> | undefined;
  const loadFormat = () => {
    delivery ??= toDelivery();
    return delivery;
  };
  const load = async (name: string) => (name.startsWith("format.") ? loadFormat() : chunks[name]?.());
  return startWith(options, (name) => load(name) as Promise<never>);
}

const reject = (name: string) => () => Promise.reject(new Error(`no ${name} option was given to start()`));

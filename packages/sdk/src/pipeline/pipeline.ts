// From an observation to the collector: enrich, queue, send, in the order in which an entry passes them.
import type { Identity } from "../identity.ts";
import { isAutomated } from "../is-automated.ts";
import type { Options } from "../options.ts";
import { type Alone, createAlone } from "./alone.ts";
import type { Row } from "./batch.ts";
import { type Compress, createDeliver, type Deliver } from "./deliver.ts";
import type { DeliverAs, FormatContext } from "./deliver-format.ts";
import { createEnrich, type Enrich } from "./enrich.ts";
import { createQueue, type Queue } from "./queue.ts";
import { createSchedule, type Schedule } from "./schedule.ts";
import { createSender, type Judge, type Sender } from "./sender.ts";

export interface PipelineContext extends FormatContext {
  readonly site: string;
  readonly ack?: Options["ack"];
  /** Names the document. */
  readonly tabId: string;
  /** In whose format batches go to the collector; without one in Waymark's. */
  readonly format?: Options["format"];
  readonly load: (name: `format.${string}`) => Promise<DeliverAs>;
  /** Absent with consent `anonymous`: no entry can be tied to another then. */
  readonly identity: Identity | undefined;
  readonly isAway: () => boolean;
  /** Hash of the configuration, once there is one. */
  readonly plan: () => string | undefined;
  /** Resolves when the page's entries have found their place, or it is too late to wait. */
  readonly placed: Promise<unknown>;
  /** One tab at a time where there are no locks. */
  readonly lead: Alone;
  readonly compress: Compress;
  readonly judge: Judge;
  /** Lets some rows in memory go when there are too many. */
  readonly onCrowded: (copies: Map<string, Row>) => void;
  readonly stopped: AbortSignal;
}

export interface Pipeline extends Enrich, Schedule {
  readonly queue: Queue;
  readonly sender: Sender;
}

declare const __VERSION__: string;

export function createPipeline(context: PipelineContext): Pipeline {
  const { site, collector, ack, format, load, clock, tabId, store, identity, plan, placed, lead, compress, onCrowded } =
    context;
  const queue = createQueue(store, identity, clock.now, onCrowded);
  // What is sent before it is certain who this is may be somebody else's.
  const known = identity?.settled.then((isAnother) => isAnother && queue.refile());
  const automated = isAutomated(navigator) || undefined;
  const head = () => ({ site, sdk: __VERSION__, plan: plan(), automated });
  // A part that could not be had is asked for again with the next batch.
  const deliver: Deliver = format
    ? (...all) => load(`format.${format as string}`).then((deliverAs) => deliverAs(context, ...all))
    : createDeliver(collector, ack, fetch, compress);
  const sender = createSender({ ...context, queue, deliver, head });
  const alone = createAlone(site, lead);
  const schedule = createSchedule({ ...context, sender, alone, settled: Promise.all([known, placed]) });
  const enrich = createEnrich({ ...context, queue, tabId: identity && tabId, onQueued: schedule.onQueued });
  return { ...schedule, ...enrich, queue, sender };
}

// Puts the parts together: journal, read model, projector, routes, edge; and takes them apart again in the right order.
import { access, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Configuration, MapNotes } from "@waymark/protocol";
import { configurationSchema } from "@waymark/protocol/schema";
import { createAbandonmentApi } from "./abandonment-api.ts";
import { createAdmitSite } from "./admit-site.ts";
import { type CollectorOptions, checkOptions } from "./collector-options.ts";
import { makeDataFolder } from "./data-folder.ts";
import { createDeliveryApi } from "./delivery-api.ts";
import { createErase } from "./erase-api.ts";
import { createExportApi } from "./export/export-api.ts";
import { startForwarding } from "./forward/start-forwarding.ts";
import { createHealth } from "./health.ts";
import { createIngest } from "./ingest.ts";
import { createJourneyApi } from "./journey-api.ts";
import { type Listening, listen } from "./listen.ts";
import { toLogLine } from "./log-line.ts";
import { isForLoopback } from "./loopback.ts";
import { createMapApi } from "./map/map-api.ts";
import { readMapNotes } from "./map/read-map-notes.ts";
import { createMayRead } from "./may-read.ts";
import { PROJECTION_VERSION } from "./projection.ts";
import { createRateLimit } from "./rate-limit.ts";
import { createReadApi } from "./read-api.ts";
import { openReadModel, type ReadModel } from "./read-model.ts";
import { createHandler, type Handler, type Routes } from "./route.ts";
import { openSegmentJournal, type SegmentJournal } from "./segment-journal.ts";
import { listFiles } from "./serve-files.ts";
import { createSignIn } from "./sign-in.ts";
import { StartError } from "./start-error.ts";
import { startKeeping } from "./start-keeping.ts";
import { startProjector } from "./start-projector.ts";
import { createToOrigin } from "./to-origin.ts";

export interface Collector {
  /** Such as `http://127.0.0.1:4318`. */
  readonly url: string;
  readonly port: number;
  /** Answers what is in hand, then lets go of port and files; safe to call twice. */
  stop(): Promise<void>;
}

const openDatabase = (file: string): Promise<ReadModel> =>
  openReadModel(file).catch((cause) => {
    if (/Could not set lock/.test(String(cause))) {
      throw new StartError(`Another process has ${file} open.`, "Stop it, or choose another data folder.", cause);
    }
    throw new StartError(`The database ${file} cannot be opened.`, "Delete it: the journal fills it again.", cause);
  });

const openJournal = (data: string): Promise<SegmentJournal> =>
  openSegmentJournal(data).catch((cause: Error) => {
    throw new StartError(
      `The journal in ${data} cannot be opened: ${cause.message}.`,
      "Free the folder, or choose another data folder.",
      cause,
    );
  });

const openFiles = async (options: CollectorOptions): Promise<ReadonlyMap<string, Handler>> => {
  const { builds, view } = options;
  const files = await listFiles(options).catch((cause) => {
    throw new StartError(`The folder of builds ${builds} cannot be read.`, "Build the SDK first.", cause);
  });
  if (builds !== undefined && !files.has("/waymark.js")) {
    throw new StartError(`The folder of builds ${builds} has no waymark.js.`, "Build the SDK first.");
  }
  if (view !== undefined) {
    await access(join(view, "map.html")).catch((cause) => {
      throw new StartError(`The folder ${view} has no map.html.`, "Build the map first.", cause);
    });
  }
  return files;
};

/** What of the configuration places entries. A faulty one serves nobody, so it is refused at once. */
const readConfiguration = async (path: string | undefined): Promise<Configuration | undefined> => {
  if (path === undefined) return undefined;
  const text = await readFile(path, "utf8").catch((cause) => {
    throw new StartError(`The configuration ${path} cannot be read.`, "Check its path.", cause);
  });
  try {
    return configurationSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new StartError(`The configuration ${path} is faulty.`, "Run `waymark check` on it.", cause);
  }
};

const openPort = (routes: Routes, options: CollectorOptions, report: (error: unknown) => void): Promise<Listening> => {
  const { host = "127.0.0.1", port = 4318, log } = options;
  return listen(createHandler(routes, report), { host, port, log }).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === "EADDRINUSE") {
      throw new StartError(`Port ${port} of ${host} is in use.`, "Stop who uses it, or choose another port.", cause);
    }
    throw new StartError(`Cannot listen on ${host}, port ${port}.`, "Choose another host or port.", cause);
  });
};

const createRoutes = (
  options: CollectorOptions,
  files: ReadonlyMap<string, Handler>,
  journal: SegmentJournal,
  readModel: ReadModel,
  configuration: Configuration | undefined,
  notes: MapNotes,
): Routes => {
  const { token, onEntries, behindProxy = false, map, sites, limits = {} } = options;
  const now = Date.now;
  const tick = () => performance.now();
  const { append, answer } = createHealth({ journal, applied: readModel.applied, now: tick });
  const admitSite = createAdmitSite(sites);
  const limitRate = createRateLimit(limits, tick);
  const { entries, status } = createReadApi(readModel, journal);
  const { signIn, signOut, isSignedIn } = createSignIn({ token, behindProxy, now });
  const mayRead = createMayRead(token);
  const toOrigin = createToOrigin(behindProxy);
  const withParameters =
    (answer: (parameters: URLSearchParams) => Promise<Response>): Handler =>
    (request) =>
      answer(new URL(request.url).searchParams);
  return {
    ingest: createIngest({ journal: { append }, now, onEntries, configuration, admitSite, limitRate }),
    health: answer,
    api: new Map([
      ["/api/abandonment", withParameters(createAbandonmentApi({ ...map, readModel, journal, configuration, now }))],
      ["/api/delivery", withParameters(createDeliveryApi({ readModel, journal, now }))],
      ["/api/entries", withParameters(entries)],
      ["/api/export", withParameters(createExportApi({ ...map, readModel, now }))],
      ["/api/journey", withParameters(createJourneyApi(readModel, journal))],
      ["/api/map", withParameters(createMapApi({ ...map, notes, readModel, configuration, now }))],
      ["/api/status", status],
    ]),
    mayRead: (request) => map?.open === true || mayRead(request) || isSignedIn(request),
    erase: new Map([["/api/visitor", createErase({ journal: { append, durable: journal.durable }, now })]]),
    // Never without the token, and of a cookie only where a page of ours says that it asks.
    mayErase: (request) => mayRead(request) || (isSignedIn(request) && toOrigin(request) === "own"),
    sign: new Map([
      ["/map/sign-in", signIn],
      ["/map/sign-out", signOut],
    ]),
    files,
    isForUs: (request) => map?.open !== true || isForLoopback(request),
  };
};

/** Starts all parts; `undo` gets what takes each apart again, as soon as it stands. */
const startParts = async (options: CollectorOptions, undo: (() => unknown)[]): Promise<Omit<Collector, "stop">> => {
  const { data, host = "127.0.0.1", log } = options;
  checkOptions(options);
  const report = (error: unknown) => log?.(toLogLine({ error: String(error).slice(0, 500) }));
  const files = await openFiles(options);
  const configuration = await readConfiguration(options.configuration);
  const notes = await readMapNotes(options.map?.notes, configuration);
  await makeDataFolder(data);
  // First of all that is in the folder: its lock keeps another collector from a journal that this one is repairing.
  const database = join(data, `read-model-${PROJECTION_VERSION}.duckdb`);
  const readModel = await openDatabase(database);
  undo.push(readModel.close);
  const journal = await openJournal(data);
  undo.push(journal.close);
  if (readModel.applied() > journal.durable()) {
    throw new StartError(`The database ${database} is ahead of the journal.`, "Delete it, or restore the journal.");
  }
  undo.push(startProjector(journal, readModel, report));
  undo.push(startKeeping({ journal, readModel, retention: options.retention, now: Date.now, report }));
  const routes = createRoutes(options, files, journal, readModel, configuration, notes);
  const { forward: targets = [] } = options;
  if (targets.length) undo.push(await startForwarding({ data, journal, targets, report }));
  const { port, stop } = await openPort(routes, options, report);
  undo.push(stop);
  return { port, url: `http://${host.includes(":") ? `[${host}]` : host}:${port}` };
};

/**
 * Starts a collector in its data folder. Resolves when it listens.
 * @throws {StartError} when it cannot; nothing of it is left then.
 */
export const startCollector = async (options: CollectorOptions): Promise<Collector> => {
  const undo: (() => unknown)[] = [];
  let stopping: Promise<void> | undefined;
  const undoAll = async () => {
    for (const step of undo.reverse()) await step();
  };
  const stop = () => {
    stopping ??= undoAll();
    return stopping;
  };
  try {
    return { ...(await startParts(options, undo)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

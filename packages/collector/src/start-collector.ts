// Puts the parts together: journal, read model, projector, routes, edge; and takes them apart again in the right order.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Configuration } from "@waymark/protocol";
import { configurationSchema } from "@waymark/protocol/schema";
import { makeDataFolder } from "./data-folder.ts";
import { createIngest } from "./ingest.ts";
import { type Listening, listen } from "./listen.ts";
import { createMayRead } from "./may-read.ts";
import { PROJECTION_VERSION } from "./projection.ts";
import { createReadApi } from "./read-api.ts";
import { openReadModel, type ReadModel } from "./read-model.ts";
import { createHandler, type Routes } from "./route.ts";
import { openSegmentJournal, type SegmentJournal } from "./segment-journal.ts";
import { listFiles, serveFile } from "./serve-files.ts";
import { StartError } from "./start-error.ts";
import { startProjector } from "./start-projector.ts";
import type { StoredEntry } from "./stored-entry.ts";

/** Characters of the shortest token: 22 of base64url are 132 bits. */
const MIN_TOKEN = 22;

export interface CollectorOptions {
  /** Folder of the journal and the database; made when its parent exists. One collector has it at a time. */
  readonly data: string;
  /** Default `127.0.0.1`. */
  readonly host?: string | undefined;
  /** Default 4318; 0 takes any that is free. */
  readonly port?: number | undefined;
  /** Opens the read API to whoever sends it: at least 128 random bits. Without one nothing can be read. */
  readonly token?: string | undefined;
  /** Folder of the SDK's builds, served as `/waymark.js` and so on. */
  readonly builds?: string | undefined;
  /** Path of `waymark.json`: served under that name, and places what a page sent before it had its own copy. */
  readonly configuration?: string | undefined;
  /** Given one line of JSON for each request and each fault of the collector's own. */
  readonly log?: ((line: string) => void) | undefined;
  /** Told what has become durable, as it does; must not throw. */
  readonly onEntries?: ((entries: readonly StoredEntry[]) => void) | undefined;
}

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

const openFiles = async ({ builds, configuration }: CollectorOptions): Promise<ReadonlyMap<string, string>> => {
  const files = await listFiles(builds, configuration).catch((cause) => {
    throw new StartError(`The folder of builds ${builds} cannot be read.`, "Build the SDK first.", cause);
  });
  if (builds !== undefined && !files.has("/waymark.js")) {
    throw new StartError(`The folder of builds ${builds} has no waymark.js.`, "Build the SDK first.");
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
  { token, onEntries }: CollectorOptions,
  files: ReadonlyMap<string, string>,
  journal: SegmentJournal,
  readModel: ReadModel,
  configuration: Configuration | undefined,
): Routes => {
  const api = createReadApi(readModel, journal);
  return {
    ingest: createIngest({ journal, now: Date.now, onEntries, configuration }),
    entries: ({ url }) => api.entries(new URL(url).searchParams),
    status: api.status,
    mayRead: createMayRead(token),
    file: (path) => {
      const file = files.get(path);
      return file === undefined ? undefined : (request) => serveFile(file, request);
    },
  };
};

/** Starts all parts; `undo` gets what takes each apart again, as soon as it stands. */
const startParts = async (options: CollectorOptions, undo: (() => unknown)[]): Promise<Omit<Collector, "stop">> => {
  const { data, host = "127.0.0.1", token, log } = options;
  if (token !== undefined && token.length < MIN_TOKEN) {
    throw new StartError(`The token is shorter than ${MIN_TOKEN} characters.`, "Take 128 random bits or more.");
  }
  const report = (error: unknown) =>
    log?.(JSON.stringify({ time: new Date().toISOString(), error: String(error).slice(0, 500) }));
  const files = await openFiles(options);
  const configuration = await readConfiguration(options.configuration);
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
  const routes = createRoutes(options, files, journal, readModel, configuration);
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

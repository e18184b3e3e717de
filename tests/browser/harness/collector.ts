// The built collector as its own process: started, killed and restarted on one data folder, and read by its API.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Entry } from "@waymark/protocol";
import { eventually } from "./eventually.ts";
import { findFreePort } from "./free-port.ts";

const CLI = fileURLToPath(new URL("../../../packages/cli/dist/waymark.js", import.meta.url));

/** An entry as the read API gives it. */
export type ReadEntry = Entry & {
  readonly site: string;
  readonly visitor?: string;
  readonly session?: string;
  /** As the page told it; `at` is corrected. ms since the epoch. */
  readonly rawAt: number;
  /** ms since the epoch. */
  readonly received: number;
};

export interface EntryFilter {
  readonly site?: string;
  readonly visitor?: string;
  readonly session?: string;
  readonly kind?: string;
  readonly type?: string;
}

export interface CollectorProcess {
  /** Such as `http://127.0.0.1:40123`; the same after a restart. */
  readonly url: string;
  /** Folder of journal, database and token. */
  readonly data: string;
  /** All that was acknowledged before the call and passes the filter, in order of time. */
  entries(filter?: EntryFilter): Promise<readonly ReadEntry[]>;
  /** Ends it as a power cut would. */
  kill9(): Promise<void>;
  /** Starts it again after `kill9`, on the same folder and port. */
  restart(): Promise<void>;
  /** Ends it in order, and removes the data folder. */
  stop(): Promise<void>;
}

/** Starts it and waits until it answers. */
const spawnReady = async (url: string, args: readonly string[]): Promise<ChildProcess> => {
  if (!existsSync(CLI)) throw new Error(`${CLI} is missing: run \`npm run build\` first.`);
  const child = spawn(process.execPath, [CLI, "collect", ...args], { stdio: ["ignore", "pipe", "pipe"] });
  let words = "";
  const listen = (chunk: Buffer) => {
    words = (words + chunk).slice(-10_000);
  };
  child.stdout.on("data", listen);
  child.stderr.on("data", listen);
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  await eventually(`the collector answers at ${url}`, async () => hasEnded() || (await fetch(`${url}/health`)).ok);
  if (hasEnded()) throw new Error(`The collector ended instead of answering:\n${words}`);
  return child;
};

const end = async (child: ChildProcess, signal: "SIGKILL" | "SIGTERM"): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill(signal);
  await ended;
};

/** Reads until the read model has applied all that was durable at the first look. */
const readEntries = async (url: string, data: string, filter: EntryFilter): Promise<readonly ReadEntry[]> => {
  const token = (await readFile(join(data, "token"), "utf8")).trim();
  const get = async (path: string) => {
    const response = await fetch(url + path, { headers: { Authorization: `Bearer ${token}` } });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };
  const { durable } = await get("/api/status");
  await eventually("the read model catches up", async () => (await get("/api/status")).applied >= durable);
  const found: ReadEntry[] = [];
  for (let after: number | undefined = 0; after !== undefined; ) {
    const page = await get(`/api/entries?${new URLSearchParams({ ...filter, after: `${after}` })}`);
    found.push(...page.entries);
    after = page.next;
  }
  return found.sort((a, b) => a.at - b.at || (a.seq ?? 0) - (b.seq ?? 0));
};

/** Starts the collector that `npm run build` made, on an empty folder and a free port. */
export const launchCollector = async (args: readonly string[] = []): Promise<CollectorProcess> => {
  const data = await mkdtemp(join(tmpdir(), "waymark-collector-"));
  const port = await findFreePort();
  const url = `http://127.0.0.1:${port}`;
  const start = () => spawnReady(url, ["--data", data, "--port", `${port}`, ...args]);
  let child = await start();
  return {
    url,
    data,
    entries: (filter = {}) => readEntries(url, data, filter),
    kill9: () => end(child, "SIGKILL"),
    restart: async () => {
      child = await start();
    },
    stop: async () => {
      await end(child, "SIGTERM");
      await rm(data, { recursive: true });
    },
  };
};

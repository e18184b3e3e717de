// `waymark export`: writes what a collector has into a file, whole or not at all.
import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import { setTimeout as wait } from "node:timers/promises";
import { StartError } from "@waymark/collector";
import { type Reached, reachCollector, type Whereabouts } from "./reach-collector.ts";
import { ReadError } from "./read-error.ts";
import type { Terminal } from "./terminal.ts";

export interface ExportOptions extends Whereabouts {
  readonly format: string;
  /** Path of the file, which is written anew. */
  readonly out: string;
  /** As `/api/export` takes them: `site`, `from`, `until`, `include`. */
  readonly scope: { readonly [name: string]: string };
}

/** How often one that was started is asked whether it has read all of its journal, ms. */
const PAUSE = 100;

const ask = async ({ url, token }: Reached, path: string, signal: AbortSignal): Promise<Response> => {
  const headers = token === undefined ? {} : { Authorization: `Bearer ${token}` };
  const reply = await fetch(url + path, { headers, signal }).catch((cause) => {
    signal.throwIfAborted();
    throw new ReadError(`Nobody answers at ${url}. Start a collector there, or name another.`, { cause });
  });
  if (reply.ok) return reply;
  const { title, remedy } = await reply.json().catch(() => ({ title: `It answered ${reply.status}.`, remedy: "" }));
  throw new ReadError(`${url} refuses: ${title} ${remedy}`.trim());
};

/** Until all that is in the journal can be read. */
const waitForAll = async (reached: Reached, signal: AbortSignal): Promise<void> => {
  for (;;) {
    const { applied, durable } = await (await ask(reached, "/api/status", signal)).json();
    if (applied >= durable) return;
    await wait(PAUSE, undefined, { signal });
  }
};

const write = async (reached: Reached, { format, out, scope }: ExportOptions, signal: AbortSignal): Promise<void> => {
  await waitForAll(reached, signal);
  const { body } = await ask(reached, `/api/export?${new URLSearchParams({ ...scope, format })}`, signal);
  // Under its own name only when it is whole.
  const part = `${out}.part`;
  try {
    // As the collector keeps what it has: for its owner's eyes alone.
    const file = createWriteStream(part, { mode: 0o600 });
    await pipeline(body ? Readable.fromWeb(body as ReadableStream) : Readable.from([]), file, { signal });
    await rename(part, out);
  } catch (cause) {
    await rm(part, { force: true });
    signal.throwIfAborted();
    throw new ReadError(`${out} was not written: ${(cause as Error).message}. Try again.`, { cause });
  }
};

/** Exit code: 0 when the file is whole, 1 when there is none. */
export const exportEntries = async (options: ExportOptions, { err, signal }: Terminal): Promise<number> => {
  let reached: Reached | undefined;
  try {
    reached = await reachCollector(options, { mustExist: true });
    await write(reached, options, signal);
    return 0;
  } catch (error) {
    if (signal.aborted) err(`Stopped before ${options.out} was written.`);
    else if (error instanceof ReadError || error instanceof StartError) err(error.message);
    else throw error;
    return 1;
  } finally {
    await reached?.stop();
  }
};

// The collector that a command reads from or writes to: one that runs, or one of its own for as long as the command takes.
import { access } from "node:fs/promises";
import { join } from "node:path";
import { makeDataFolder, startCollector } from "@waymark/collector";
import { ReadError } from "./read-error.ts";
import { readToken } from "./read-token.ts";

export interface Whereabouts {
  /** Data folder. Without `collector` one is started in it; with one it is where the token stands. */
  readonly data?: string | undefined;
  /** Address of one that runs. */
  readonly collector?: string | undefined;
  /** Path of `waymark.json`, which places what comes; for one that is started. */
  readonly config?: string | undefined;
}

export interface Reached {
  /** Such as `http://127.0.0.1:4318`. */
  readonly url: string;
  readonly token: string | undefined;
  stop(): Promise<void>;
}

/** @throws {ReadError} where there is nothing to be read; {StartError} when a collector cannot be started in the folder. */
export const reachCollector = async (
  { data, collector, config }: Whereabouts,
  { mustExist }: { readonly mustExist: boolean },
): Promise<Reached> => {
  if (data !== undefined && mustExist) {
    await access(join(data, "journal")).catch((cause) => {
      throw new ReadError(`${data} is no data folder of a collector. Check its path.`, { cause });
    });
  }
  if (data !== undefined && collector === undefined) await makeDataFolder(data);
  // Never among the arguments: those are for everybody on the machine to see.
  const token = data === undefined ? process.env.WAYMARK_TOKEN : (await readToken(data)).value;
  if (collector !== undefined) return { url: new URL(collector).origin, token, stop: async () => {} };
  const started = await startCollector({ data: data ?? "", port: 0, token, configuration: config });
  return { url: started.url, token, stop: started.stop };
};

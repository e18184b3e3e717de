// `GET /health`: whether entries are taken, and how far the read model is behind. Open to all, so it tells no content.
import type { Journal } from "./journal.ts";
import { createLag, type Lag } from "./lag.ts";

/** What the last write to the disk says of it. */
export type Disk = "ok" | "full" | "failing";

export interface Health {
  /** `failing` comes with status 503: nothing is taken until the disk can be written again. */
  readonly status: "ok" | "failing";
  readonly disk: Disk;
  /** How far the read model is behind the journal. */
  readonly behind: Lag;
}

/** A journal that can be asked whether its disk is well again. */
export interface ProbedJournal extends Pick<Journal, "append" | "durable"> {
  /** Writes as much as a large batch and takes it back; rejects when that cannot be done. */
  probe(): Promise<void>;
}

export interface HealthOptions {
  readonly journal: ProbedJournal;
  readonly applied: () => number;
  /** ms, from any start. */
  readonly now: () => number;
}

const NO_ROOM = ["ENOSPC", "EDQUOT"];
const toDisk = (error: unknown): Disk =>
  NO_ROOM.includes((error as NodeJS.ErrnoException).code ?? "") ? "full" : "failing";

/** Watches what is appended: `append` goes to the journal, `answer` tells how that and the read model are doing. */
export const createHealth = ({ journal, applied, now }: HealthOptions) => {
  const lag = createLag({ durable: journal.durable, applied, now });
  let disk: Disk = "ok";
  let probing: Promise<void> | undefined;

  const watch = async (written: Promise<void>): Promise<void> => {
    try {
      await written;
      disk = "ok";
    } catch (error) {
      disk = toDisk(error);
      throw error;
    }
  };

  // A balancer that hears 503 sends nothing more, by which this could be found out: so it is tried, once at a time.
  const probe = async () => {
    probing ??= watch(journal.probe()).catch(() => undefined);
    await probing;
    probing = undefined;
  };

  return {
    append: async (lines: readonly string[]): Promise<void> => {
      await watch(journal.append(lines));
      lag.written();
    },
    answer: async (): Promise<Response> => {
      if (disk !== "ok") await probe();
      const status = disk === "ok" ? "ok" : "failing";
      const health: Health = { status, disk, behind: lag.read() };
      return Response.json(health, {
        status: disk === "ok" ? 200 : 503,
        headers: { "Cache-Control": "no-store", ...(disk === "ok" ? {} : { "Retry-After": "10" }) },
      });
    },
  };
};

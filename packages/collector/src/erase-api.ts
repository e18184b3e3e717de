// `DELETE /api/visitor`: erases one visitor. By a method that no form, link or simple request of another site can use.
import { randomUUID } from "node:crypto";
import { WIRE_FORMAT } from "@waymark/protocol";
import type { Journal } from "./journal.ts";
import { ProblemError } from "./problem.ts";
import { readVisitor } from "./read-parameter.ts";
import type { Handler } from "./route.ts";
import { toLines, toOwnPart, toSharedPart } from "./stored-entry.ts";
import { toBrowser } from "./to-browser.ts";

export interface EraseOptions {
  readonly journal: Pick<Journal, "append" | "durable">;
  /** Wall clock, ms since the epoch. */
  readonly now: () => number;
}

/**
 * Makes the handler of `/api/visitor`. It writes the tombstone that `forget()` of a page would send, so that what is built
 * anew, and what comes late, honours it; and it answers `{ site, visitor, durable }` when that is durable. What is read
 * from `applied` ≥ `durable` on has nothing of the visitor. Asked twice, or of a visitor who is not there, it does the same.
 */
export const createErase =
  ({ journal, now }: EraseOptions): Handler =>
  async (request) => {
    const whose = readVisitor(new URL(request.url).searchParams);
    const received = now();
    const id = randomUUID();
    const batch = {
      waymark: WIRE_FORMAT,
      sdk: "collector",
      batch: id,
      attempt: 1,
      sentAt: received,
      ...whose,
    } as const;
    const forget = { id, kind: "forget", type: "visitor", name: "erase", at: received, data: {} } as const;
    const own = toOwnPart(forget, received, received);
    const shared = toSharedPart(batch, { received, browser: toBrowser("") });
    await journal.append(toLines([JSON.stringify(own)], shared)).catch((cause) => {
      const remedy = "Ask again later: the visitor is not erased.";
      throw new ProblemError({ status: 503, title: "The collector cannot write to its disk.", remedy }, cause);
    });
    return Response.json({ ...whose, durable: journal.durable() });
  };

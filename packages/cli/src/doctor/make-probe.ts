// What the doctor sends: entries that say what they are, and count as a test wherever tests are told apart.
import { createIds } from "@waymark/journey";
import type { Batch, Entry } from "@waymark/protocol";

export interface ProbeOptions {
  readonly site: string;
  /** Of the page that would send it, such as `https://shop.example`. */
  readonly origin: string;
  /** ms since the epoch. */
  readonly now: number;
  readonly count?: number;
  /** Characters that make each entry larger. */
  readonly padding?: number;
}

export function makeProbe({ site, origin, now, count = 1, padding = 0 }: ProbeOptions): Batch {
  const { make } = createIds(() => now, crypto.getRandomValues(new Uint16Array(4)));
  const toEntry = (_: unknown, index: number): Entry => ({
    id: make(),
    kind: "touchpoint",
    type: "custom",
    name: "waymark-doctor",
    at: now,
    tab: "doctor",
    seq: index + 1,
    stage: null,
    page: { url: `${origin}/` },
    test: true,
    data: padding ? { padding: "x".repeat(padding) } : {},
  });
  const ids = { batch: make(), visitor: make(), session: make() };
  const entries = Array.from({ length: count }, toEntry);
  return { waymark: 1, site, sdk: "doctor", ...ids, attempt: 1, sentAt: now, automated: true, entries };
}

// Token buckets in entries: one for all that comes, one for each site.
import { MAX_BATCH_ENTRIES } from "@waymark/protocol";

export interface Limits {
  /** Entries a second of one site; none unless told. */
  readonly perSite?: number | undefined;
  /** Entries a second of all sites together; none unless told. */
  readonly overall?: number | undefined;
}

/** A bucket holds what comes in so many seconds, so that an hour's peak of a minute passes. */
const BURST = 10;
/** A bucket that is full again says nothing: from so many on, those are looked for and dropped. */
const MANY = 1_000;

interface Bucket {
  /** Entries that may come at once. */
  level: number;
  /** When the level was that, ms. */
  at: number;
}

interface Buckets {
  /** How long until so many entries may come, ms. */
  wait(key: string, entries: number): number;
  take(key: string, entries: number): void;
}

const createBuckets = (rate: number, now: () => number): Buckets => {
  // Never smaller than a batch: what does not fit in would never come through.
  const size = Math.max(rate * BURST, MAX_BATCH_ENTRIES);
  const buckets = new Map<string, Bucket>();
  const toLevel = ({ level, at }: Bucket) => Math.min(size, level + ((now() - at) / 1_000) * rate);
  const levelOf = (key: string) => toLevel(buckets.get(key) ?? { level: size, at: now() });

  const dropFull = () => {
    for (const [key, bucket] of buckets) if (toLevel(bucket) === size) buckets.delete(key);
  };

  return {
    wait: (key, entries) => Math.max(0, Math.ceil(((entries - levelOf(key)) / rate) * 1_000)),
    take: (key, entries) => {
      if (buckets.size >= MANY) dropFull();
      buckets.set(key, { level: levelOf(key) - entries, at: now() });
    },
  };
};

/**
 * Makes what tells how long until so many entries of a site may come, ms, and counts them when that is 0. `now` is in
 * ms, from any start.
 */
export const createRateLimit = ({ perSite, overall }: Limits, now: () => number) => {
  const ofSite = perSite === undefined ? undefined : createBuckets(perSite, now);
  const ofAll = overall === undefined ? undefined : createBuckets(overall, now);
  return (site: string, entries: number): number => {
    const wait = Math.max(ofSite?.wait(site, entries) ?? 0, ofAll?.wait("", entries) ?? 0);
    if (wait > 0) return wait;
    ofSite?.take(site, entries);
    ofAll?.take("", entries);
    return 0;
  };
};

// Ids as a page makes them, UUIDv7 with one document's random bits, from seeded chance.
import type { Random } from "./random.ts";

export interface Ids {
  /** 62 random bits as hex: names the document. */
  readonly tab: string;
  /** A UUIDv7 (RFC 9562) of the present moment, ordered within a millisecond by count. */
  readonly make: () => string;
}

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, "0");

/** @param now ms since the epoch, never set back */
export function createIds(random: Random, now: () => number): Ids {
  const [first = 0, ...rest] = Array.from({ length: 4 }, () => random.between(0, 0x10000));
  const variant = hex((first & 0x3fff) | 0x8000, 4);
  const node = rest.map((part) => hex(part, 4)).join("");
  let last = 0;
  let count = 0;
  return {
    tab: variant + node,
    make() {
      count = now() > last ? 0 : count + 1;
      last = now();
      const stamp = hex(last, 12);
      return `${stamp.slice(0, 8)}-${stamp.slice(8)}-7${hex(count, 3)}-${variant}-${node}`;
    },
  };
}

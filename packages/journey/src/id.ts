// Ids that need no server: UUIDv7, with randomness drawn once per document, since plain-http pages lack `randomUUID`.

export interface Ids {
  /** 62 random bits as hex: names this document among all, and is part of every id it makes. */
  readonly tab: string;
  /** A UUIDv7 (RFC 9562, method 1): ordered by time, and within a millisecond by count. */
  readonly make: () => string;
}

/**
 * @param now ms since the epoch
 * @param random four whole numbers of 16 random bits each
 */
export function createIds(now: () => number, random: Iterable<number>): Ids {
  const hex = (value: number, digits: number) => value.toString(16).padStart(digits, "0");
  const [first = 0, ...rest] = random;
  const variant = hex((first & 0x3fff) | 0x8000, 4);
  const node = rest.map((part) => hex(part, 4)).join("");
  let last = 0;
  let count = 0;
  return {
    tab: variant + node,
    make() {
      const time = now();
      // 4,096 ids fit into a millisecond; more borrow from the next, as do those made while the clock was set back.
      count = time > last ? 0 : (count + 1) & 0xfff;
      last = Math.max(time, count ? last : last + 1);
      const stamp = hex(last, 12);
      return `${stamp.slice(0, 8)}-${stamp.slice(8)}-7${hex(count, 3)}-${variant}-${node}`;
    },
  };
}

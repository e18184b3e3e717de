// Which visitors a trigger is meant for, when it is meant for a share of them.
import type { Variant } from "@waymark/protocol";

/** FNV-1a with the finaliser of MurmurHash3, without which ids that differ in few characters come out alike. 0–2³²−1. */
const toHash = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
};

/**
 * Always the same answer for a visitor and a trigger, in every tab, session and tool. Raising the share only adds visitors, and
 * triggers draw independently of each other.
 *
 * @param share 0–1; 0 is nobody, 1 is everybody
 */
export const isSampled = (visitor: string, trigger: string, share: number): boolean =>
  toHash(`${visitor}/${trigger}`) < share * 2 ** 32;

/**
 * Whether a visitor falls to `is`: of all that are in `of` the one with the highest draw (rendezvous hashing), so that shares are
 * equal, the order in which they are written makes no difference, and one that is added takes only those who fall to it.
 */
export const isOfVariant = (visitor: string, { test, is, of }: Variant): boolean => {
  const draw = (each: string) => toHash(`${visitor}/${test}/${each}`);
  return of.includes(is) && of.every((each) => draw(each) <= draw(is));
};

// Decides which configured addresses may become links.

/** Two slashes, whichever way they lean, after what the parser of addresses passes over. */
const OTHER_HOST = /^[^!-\uffff]*[/\\]\s*[/\\]/;

/**
 * The address in full if it parses, names nobody, and its scheme is `https`, `http`, `mailto` or `tel`; else `null`. One that
 * leads to another host has to name its scheme.
 */
export function toLink(address: unknown, base: string): string | null {
  if (typeof address !== "string" || OTHER_HOST.test(address)) return null;
  try {
    const { username, password, href } = new URL(address, base);
    return /^(https?|mailto|tel):/.test(href) && !username && !password ? href : null;
  } catch {
    return null;
  }
}

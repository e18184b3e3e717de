// Decides which configured addresses may become links.

const schemes: readonly string[] = ["https:", "http:", "mailto:", "tel:"];

/** The address in full if it parses, names nobody, and its scheme is `https`, `http`, `mailto` or `tel`; else `null`. */
export function toLink(address: unknown, base: string): string | null {
  if (typeof address !== "string") return null;
  try {
    const { protocol, username, password, href } = new URL(address, base);
    return schemes.includes(protocol) && !username && !password ? href : null;
  } catch {
    return null;
  }
}

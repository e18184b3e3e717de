// A page's address in its parts; pages from nowhere have none.

export function toAddress(url: string | undefined): URL | undefined {
  try {
    return url ? new URL(url) : undefined;
  } catch {
    return undefined;
  }
}

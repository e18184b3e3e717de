// Text to URL without exceptions; `URL.parse` does the same, where browsers have it.

export function toUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

/** A URL with one more parameter in its query. */
export const withQuery = (url: string, name: string, value = ""): string =>
  `${url}${url.includes("?") ? "&" : "?"}${name}=${encodeURIComponent(value)}`;

/** What lets a page of any site read an answer, and the one header of it that is not told to pages by itself. */
export const OPEN_HEADERS = {
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Expose-Headers": "Retry-After",
} as const;

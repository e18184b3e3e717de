/** Any value that survives a round trip through JSON. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** A JSON object: what `data` of an entry holds. */
export type JsonObject = { readonly [key: string]: Json };

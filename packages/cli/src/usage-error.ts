/** Arguments that make no sense: the message says which and what would; the usage is printed behind it. */
export class UsageError extends Error {}

/** Arguments that make no sense; the message says which, and the usage follows it. */
export class UsageError extends Error {}

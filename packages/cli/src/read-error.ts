// A file that cannot be used, told in lines for whoever wrote it.

/** The message is the lines. */
export class ReadError extends Error {}

// What a command may do to the world around it, handed in so that a test can listen.

export interface Terminal {
  /** Writes a line to standard output. */
  readonly out: (line: string) => void;
  /** Writes a line to standard error. */
  readonly err: (line: string) => void;
  /** Aborts when the user wants the command to end. */
  readonly signal: AbortSignal;
}

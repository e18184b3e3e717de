/** Why a collector cannot start, in one sentence, and what to do about it in another. */
export class StartError extends Error {
  constructor(what: string, remedy: string, cause?: unknown) {
    super(`${what} ${remedy}`, { cause });
    this.name = "StartError";
  }
}

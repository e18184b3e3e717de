// A request that is refused as a whole, told in the form of RFC 9457: what is wrong, where, and what to do.

export interface Problem {
  readonly status: number;
  readonly title: string;
  /** Where it is wrong, such as `entries[3].at`. */
  readonly path?: string;
  readonly remedy: string;
  /** Wait at least this long before the next try, ms; also told by `Retry-After`. */
  readonly retryAfterMs?: number;
}

/** Thrown anywhere below a route; the router answers it. `cause` is for the operator's log alone. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem, cause?: unknown) {
    super(problem.title, { cause });
    this.name = "ProblemError";
    this.problem = problem;
  }
}

/** What a body says in ms, as the header that proxies and other senders know, in whole seconds and never less. */
export const toRetryAfter = (ms: number | undefined): Record<string, string> =>
  ms === undefined ? {} : { "Retry-After": String(Math.ceil(ms / 1000)) };

/** The answer to a problem: `application/problem+json`. */
export const toProblemResponse = (problem: Problem): Response => {
  const headers = { "Content-Type": "application/problem+json", ...toRetryAfter(problem.retryAfterMs) };
  return new Response(JSON.stringify(problem), { status: problem.status, headers });
};

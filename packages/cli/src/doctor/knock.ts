// One request as a page of an origin would send it, without a browser's rules in between.
export interface Knocked {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Wall clock in the middle of it, ms since the epoch. */
  readonly at: number;
}

const TIMEOUT = 15_000;

/** @throws {Error} whose message says why no answer came */
export async function knock(url: string, init: RequestInit): Promise<Knocked> {
  const started = Date.now();
  try {
    const response = await fetch(url, { ...init, redirect: "manual", signal: AbortSignal.timeout(TIMEOUT) });
    const at = (started + Date.now()) / 2;
    return { status: response.status, headers: response.headers, text: await response.text(), at };
  } catch (error) {
    const { cause, message } = error as Error & {
      readonly cause?: { readonly code?: string; readonly message?: string };
    };
    throw new Error(cause?.code ?? cause?.message ?? message, { cause: error });
  }
}

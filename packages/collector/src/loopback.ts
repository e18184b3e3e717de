// What is this machine's alone: where a collector may listen, and by which name it is asked, when reading needs no token.

/** Whether nobody but this machine can reach what listens on a host. */
export const isLoopback = (host: string): boolean => /^(localhost|127(\.\d{1,3}){3}|::1)$/.test(host);

/**
 * Whether a request was meant for this machine by name. Any site can have its own name point to 127.0.0.1 and read the
 * answer as its own (DNS rebinding), but the browser then tells that name in `Host`.
 */
export const isForLoopback = ({ headers }: Request): boolean =>
  /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i.test(headers.get("Host") ?? "");

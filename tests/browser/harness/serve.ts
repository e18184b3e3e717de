// A site for one test: a table of paths, served from a free port.
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface Served {
  readonly body: string | Uint8Array;
  /** Content type. Default `text/html; charset=utf-8`. */
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Site {
  /** Such as `http://127.0.0.1:40123`. */
  readonly origin: string;
  stop(): Promise<void>;
}

/**
 * Serves what the table holds at the time of each request, so that a test may change it; the query is ignored, other paths
 * are 404.
 */
export const serve = async (pages: { readonly [path: string]: Served }, host = "127.0.0.1"): Promise<Site> => {
  const server = createServer(({ url = "/" }, response) => {
    const page = pages[new URL(url, "http://site").pathname];
    const type = page?.type ?? "text/html; charset=utf-8";
    response.writeHead(page ? 200 : 404, { "Content-Type": type, ...page?.headers }).end(page?.body);
  });
  await once(server.listen(0, host), "listening");
  return {
    origin: `http://${host}:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
};

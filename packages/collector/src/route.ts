// One handler for every request: which route it takes, and what holds for all that a route gives back.
import { OPEN_HEADERS } from "./open-headers.ts";
import { ProblemError, toProblemResponse } from "./problem.ts";

export type Handler = (request: Request) => Promise<Response>;

export interface Routes {
  readonly ingest: Handler;
  readonly health: Handler;
  /** What is read, by path. */
  readonly api: ReadonlyMap<string, Handler>;
  readonly mayRead: (request: Request) => boolean;
  /** What erases, by path: by `DELETE` alone. */
  readonly erase: ReadonlyMap<string, Handler>;
  readonly mayErase: (request: Request) => boolean;
  /** What signs a browser in and out, by path. */
  readonly sign: ReadonlyMap<string, Handler>;
  /** The files of pages and of the map, by path. */
  readonly files: ReadonlyMap<string, Handler>;
  /** Whether a request is answered at all. */
  readonly isForUs: (request: Request) => boolean;
}

const PREFLIGHT_HEADERS = {
  ...OPEN_HEADERS,
  "Access-Control-Allow-Methods": "POST",
  "Access-Control-Allow-Headers": "Content-Type",
  "Access-Control-Max-Age": "86400",
};

const withHeaders = (response: Response, headers: Record<string, string>): Response => {
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
};

/** Open to pages: a tag with the wrong address can only say so if it may read this. */
const notFound = (): Response =>
  withHeaders(
    toProblemResponse({
      status: 404,
      title: "There is nothing here.",
      remedy: "Batches go to POST /ingest; the script is /waymark.js.",
    }),
    OPEN_HEADERS,
  );

const respond = async (handler: Handler, request: Request, report: (error: unknown) => void): Promise<Response> => {
  try {
    return await handler(request);
  } catch (error) {
    if (error instanceof ProblemError) {
      if (error.cause) report(error.cause);
      return toProblemResponse(error.problem);
    }
    report(error);
    return toProblemResponse({
      status: 500,
      title: "The collector failed.",
      remedy: "Try again; its log says more.",
      retryAfterMs: 10_000,
    });
  }
};

const toPath = (request: Request): string => new URL(request.url).pathname;

const wrongMethod = (allow: string): Response =>
  withHeaders(toProblemResponse({ status: 405, title: "Not by this method.", remedy: `Use ${allow}.` }), {
    Allow: allow,
  });

const unauthorised = (): Response =>
  withHeaders(
    toProblemResponse({
      status: 401,
      title: "This needs the collector's token.",
      remedy: 'Send it as "Authorization: Bearer <token>"; it stands in the file "token" of the data folder.',
    }),
    { "WWW-Authenticate": "Bearer" },
  );

const notForUs = (): Response =>
  toProblemResponse({
    status: 421,
    title: "This collector answers to this machine alone.",
    remedy: 'Ask it as "localhost" or "127.0.0.1".',
  });

/** Joins the routes to one handler, which never rejects; `report` hears of every fault that is the collector's own. */
export const createHandler = (routes: Routes, report: (error: unknown) => void): Handler => {
  const get = async (handler: Handler | undefined, request: Request): Promise<Response> => {
    if (!handler) return notFound();
    return request.method === "GET" || request.method === "HEAD" ? handler(request) : wrongMethod("GET, HEAD");
  };

  const ingest: Handler = async (request) => {
    if (request.method === "OPTIONS") return new Response(null, { status: 204, headers: PREFLIGHT_HEADERS });
    return request.method === "POST" ? routes.ingest(request) : wrongMethod("POST, OPTIONS");
  };

  const erase = async (handler: Handler, request: Request): Promise<Response> => {
    if (!routes.mayErase(request)) return unauthorised();
    return request.method === "DELETE" ? handler(request) : wrongMethod("DELETE");
  };

  const api: Handler = async (request) => {
    const erasing = routes.erase.get(toPath(request));
    if (erasing) return erase(erasing, request);
    if (!routes.mayRead(request)) return unauthorised();
    return get(routes.api.get(toPath(request)), request);
  };

  const sign = async (handler: Handler, request: Request): Promise<Response> =>
    request.method === "POST" ? handler(request) : wrongMethod("POST");

  const route = async (path: string, request: Request): Promise<Response> => {
    if (path === "/ingest") return respond(ingest, request, report);
    const signing = routes.sign.get(path);
    const kept = signing ? (each: Request) => sign(signing, each) : path.startsWith("/api/") ? api : undefined;
    if (kept) return withHeaders(await respond(kept, request, report), { "Cache-Control": "no-store" });
    return respond((each) => get(path === "/health" ? routes.health : routes.files.get(path), each), request, report);
  };

  return async (request) => {
    const path = toPath(request);
    return withHeaders(routes.isForUs(request) ? await route(path, request) : notForUs(), {
      ...(path === "/ingest" ? OPEN_HEADERS : {}),
      "X-Content-Type-Options": "nosniff",
    });
  };
};

// One handler for every request: which route it takes, and what holds for all that a route gives back.
import { ProblemError, toProblemResponse } from "./problem.ts";

export type Handler = (request: Request) => Promise<Response>;

export interface Routes {
  readonly ingest: Handler;
  readonly entries: Handler;
  readonly status: Handler;
  readonly mayRead: (request: Request) => boolean;
  /** Request path to a handler of it, for the files that pages load. */
  readonly file: (path: string) => Handler | undefined;
}

const INGEST_HEADERS = { "Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "Retry-After" };

const PREFLIGHT_HEADERS = {
  ...INGEST_HEADERS,
  "Access-Control-Allow-Methods": "POST",
  "Access-Control-Allow-Headers": "Content-Type",
  "Access-Control-Max-Age": "86400",
};

const notFound = (): Response =>
  toProblemResponse({
    status: 404,
    title: "There is nothing here.",
    remedy: "Batches go to POST /ingest; the script is /waymark.js.",
  });

const withHeaders = (response: Response, headers: Record<string, string>): Response => {
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
};

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

const wrongMethod = (allow: string): Response =>
  withHeaders(toProblemResponse({ status: 405, title: "Not by this method.", remedy: `Use ${allow}.` }), {
    Allow: allow,
  });

const unauthorised = (): Response =>
  withHeaders(
    toProblemResponse({
      status: 401,
      title: "Reading needs the collector's token.",
      remedy: 'Send it as "Authorization: Bearer <token>"; it stands in the file "token" of the data folder.',
    }),
    { "WWW-Authenticate": "Bearer" },
  );

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

  const api = async (path: string, request: Request): Promise<Response> => {
    if (!routes.mayRead(request)) return unauthorised();
    return get({ "/api/entries": routes.entries, "/api/status": routes.status }[path], request);
  };

  const file = (path: string): Handler | undefined =>
    path === "/health" ? async () => Response.json({ status: "ok" }) : routes.file(path);

  const route = async (path: string, request: Request): Promise<Response> => {
    if (path === "/ingest") return withHeaders(await respond(ingest, request, report), INGEST_HEADERS);
    if (!path.startsWith("/api/")) return respond(() => get(file(path), request), request, report);
    return withHeaders(await respond(() => api(path, request), request, report), { "Cache-Control": "no-store" });
  };

  return async (request) =>
    withHeaders(await route(new URL(request.url).pathname, request), { "X-Content-Type-Options": "nosniff" });
};

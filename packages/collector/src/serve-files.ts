// The files that the collector serves, by a route table fixed at start: what pages load, and the map's own page.
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import type { Handler } from "./route.ts";

const TYPES: { readonly [extension: string]: string } = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
};

type Policy = Readonly<Record<string, string>>;

const FOR_ANY_SITE = { "Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin" };

/** All that the map shows was written by strangers: nothing may run or load but its own files, nobody may frame it. */
const FOR_THE_MAP = {
  "Content-Security-Policy": [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    "img-src 'self' data:",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join("; "),
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Referrer-Policy": "no-referrer",
};

/**
 * A handler that answers with a file. It is asked for again each time and sent when it has changed: the core holds the
 * hashes of its chunks, so that an old core must never meet a new chunk.
 */
const createServe =
  (file: string, policy: Policy): Handler =>
  async (request) => {
    const content = await readFile(file);
    const etag = `"${createHash("sha256").update(content).digest("base64url")}"`;
    const headers = {
      ...policy,
      "Cache-Control": "no-cache",
      "Content-Type": TYPES[extname(file)] ?? "application/octet-stream",
      ETag: etag,
    };
    if (request.headers.get("If-None-Match") === etag) return new Response(null, { status: 304, headers });
    return new Response(content, { headers });
  };

export interface ServedFiles {
  /** Folder of the SDK's builds. */
  readonly builds?: string | undefined;
  /** Path of `waymark.json`. */
  readonly configuration?: string | undefined;
  /** Folder of the map's page: `map.html`, `map.js` and `map.css`. */
  readonly view?: string | undefined;
}

/**
 * Paths of requests to handlers: what stands in the folder of builds now, `/waymark.json`, and the map's page. A path that
 * is not a key of it is never joined with a folder.
 * @throws when the folder of builds cannot be read.
 */
export const listFiles = async ({
  builds,
  configuration,
  view,
}: ServedFiles): Promise<ReadonlyMap<string, Handler>> => {
  const files = new Map<string, Handler>();
  const serve = (path: string, file: string, policy: Policy) => files.set(path, createServe(file, policy));
  if (builds !== undefined) {
    const names = await readdir(builds);
    const served = names.filter((name) => /^waymark[\w.-]*\.js$|^integrity\.json$/.test(name));
    for (const name of served) serve(`/${name}`, join(builds, name), FOR_ANY_SITE);
  }
  if (configuration !== undefined) serve("/waymark.json", configuration, FOR_ANY_SITE);
  if (view !== undefined) {
    for (const path of ["/map", "/map/"]) serve(path, join(view, "map.html"), FOR_THE_MAP);
    for (const name of ["map.js", "map.css"]) serve(`/map/${name}`, join(view, name), FOR_THE_MAP);
  }
  return files;
};

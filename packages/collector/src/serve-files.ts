// The files that a page loads from the collector: the SDK's builds and the configuration, by a route table fixed at start.
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

const TYPES = { js: "text/javascript; charset=utf-8", json: "application/json" } as const;

/**
 * Paths of requests to files on disk: what stands in the folder of builds now, and `/waymark.json`. A path that is not
 * a key of it is never joined with a folder.
 * @throws when the folder cannot be read.
 */
export const listFiles = async (
  builds: string | undefined,
  configuration: string | undefined,
): Promise<ReadonlyMap<string, string>> => {
  const names = builds === undefined ? [] : await readdir(builds);
  const files = names
    .filter((name) => /^waymark[\w.-]*\.js$|^integrity\.json$/.test(name))
    .map((name): [string, string] => [`/${name}`, join(builds ?? "", name)]);
  if (configuration !== undefined) files.push(["/waymark.json", configuration]);
  return new Map(files);
};

/**
 * Answers with a file as any site may load it. It is asked for again each time and sent when it has changed: the core
 * holds the hashes of its chunks, so that an old core must never meet a new chunk.
 */
export const serveFile = async (file: string, request: Request): Promise<Response> => {
  const content = await readFile(file);
  const etag = `"${createHash("sha256").update(content).digest("base64url")}"`;
  const headers = {
    "Access-Control-Allow-Origin": "*",
    "Cache-Control": "no-cache",
    "Content-Type": file.endsWith(".js") ? TYPES.js : TYPES.json,
    "Cross-Origin-Resource-Policy": "cross-origin",
    ETag: etag,
  };
  if (request.headers.get("If-None-Match") === etag) return new Response(null, { status: 304, headers });
  return new Response(content, { headers });
};

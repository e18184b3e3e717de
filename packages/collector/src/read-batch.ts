// From the bytes of a request to a batch whose entries are not looked at yet; every cap stands before the work it saves.
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { type Batch, MAX_BATCH_BYTES, MAX_BATCH_ENTRIES } from "@waymark/protocol";
import { envelopeSchema, toPath } from "@waymark/protocol/schema";
import { ProblemError } from "./problem.ts";

/** Bytes of one request's body after inflating. */
export const MAX_INFLATED_BYTES = 512 * 1024;

/**
 * Levels of objects and lists in a batch. The deepest legal place is a touchpoint quoted as an answer's evidence:
 * batch, entries, entry, data, evidence, cause, data are seven, and `track()` keeps four levels below its data.
 */
export const MAX_JSON_DEPTH = 11;

export type Envelope = Omit<Batch, "entries"> & { readonly entries: readonly unknown[] };

/** Told by the magic bytes: a `Content-Encoding` header would cost the page a preflight. */
export const isGzip = (body: Uint8Array): boolean => body[0] === 0x1f && body[1] === 0x8b;

// Only the one-shot form stops at `maxOutputLength`: a gunzip stream ignores it and inflates a bomb to its end.
const inflate = promisify<Uint8Array, { maxOutputLength: number }, Uint8Array>(gunzip);
const utf8 = new TextDecoder("utf-8", { fatal: true });

const tooBig = (path: string, limit: string): ProblemError =>
  new ProblemError({
    status: 413,
    title: `The batch has more than ${limit}.`,
    path,
    remedy: "Send fewer entries per request.",
  });

const unreadable = (path: string, title: string): ProblemError =>
  new ProblemError({
    status: 400,
    title,
    path,
    remedy: "Send a batch of wire format 1 as UTF-8 JSON, plain or as one gzip.",
  });

const inflateBody = (body: Uint8Array): Promise<Uint8Array> =>
  inflate(body, { maxOutputLength: MAX_INFLATED_BYTES }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ERR_BUFFER_TOO_LARGE") throw tooBig("body", `${MAX_INFLATED_BYTES} bytes inflated`);
    throw unreadable("body", "The body begins like gzip and cannot be inflated.");
  });

const decode = (bytes: Uint8Array): string => {
  try {
    return utf8.decode(bytes);
  } catch {
    throw unreadable("body", "The body is not UTF-8.");
  }
};

// Half a surrogate pair is legal JSON for JavaScript alone: DuckDB would call the whole line malformed. Escapes are
// taken one after the other, whole pairs first, so that an escaped backslash before a "u" is never mistaken for one.
const escapes = /\\(?:u[Dd][89ABab]..\\u[Dd][C-Fc-f]..|u[Dd][89A-Fa-f]..|.)/g;
const replaceHalfPairs = (text: string): string =>
  text.replace(escapes, (found) => (/^\\ud...$/i.test(found) ? "\\ufffd" : found));

// Over all parts of all that comes, so without a list of them: what JSON.parse gives has no keys but its own.
const isDeeperThan = (levels: number, value: unknown): boolean => {
  if (typeof value !== "object" || value === null) return false;
  if (levels === 0) return true;
  for (const key in value) if (isDeeperThan(levels - 1, value[key as keyof typeof value])) return true;
  return false;
};

const parse = (text: string): unknown => {
  let value: unknown;
  try {
    value = JSON.parse(/\\u[Dd][89A-Fa-f]/.test(text) ? replaceHalfPairs(text) : text);
  } catch {
    throw unreadable("body", "The body is not JSON.");
  }
  if (isDeeperThan(MAX_JSON_DEPTH, value)) throw unreadable("body", `The JSON is over ${MAX_JSON_DEPTH} levels deep.`);
  return value;
};

/** @throws {ProblemError} 413 over a cap, 400 for everything that is not a batch of wire format 1. */
export const readBatch = async (body: Uint8Array): Promise<Envelope> => {
  if (body.byteLength > MAX_BATCH_BYTES) throw tooBig("body", `${MAX_BATCH_BYTES} bytes`);
  const { data, error } = envelopeSchema.safeParse(parse(decode(isGzip(body) ? await inflateBody(body) : body)));
  if (data) return data;
  const issue = error.issues[0];
  const path = toPath(issue?.path ?? []);
  if (path === "entries" && issue?.code === "too_big") throw tooBig(path, `${MAX_BATCH_ENTRIES} entries`);
  throw unreadable(path || "body", `The batch is not of wire format 1: ${issue?.message}.`);
};

// Large batches as gzip: bytes without a type, told by their first two, since a `Content-Encoding` header costs a preflight.
import { bytesOf } from "./batch.ts";
import type { Compress } from "./deliver.ts";

/** Bytes from which compressing is worth its time. */
const COMPRESS_FROM = 8 * 1024;

export const compress: Compress = async (text) => {
  if (bytesOf(text) <= COMPRESS_FROM) return undefined;
  try {
    const packed = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
    return await new Response(packed).arrayBuffer();
  } catch {
    return undefined; // Safari before 16.4 has none
  }
};

// Large batches as gzip: bytes without a type, told by their first two, since a `Content-Encoding` header costs a preflight.
import type { Compress } from "./deliver.ts";

export const compress: Compress = async (text) => {
  try {
    const packed = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
    return await new Response(packed).arrayBuffer();
  } catch {
    return undefined; // Safari before 16.4 has none
  }
};

// How large a request may be: as large as a page may send, or how much less.
import { type Format, type FormatRequest, type Target, toRequests } from "@waymark/protocol";
import { type Finding, fine, wrong } from "./finding.ts";
import { type Knocked, knock } from "./knock.ts";
import { makeProbe, type ProbeOptions } from "./make-probe.ts";

/** Bytes of the largest request that a page sends. */
const PAGE_BYTES = 47 * 1024;
const LEAST_BYTES = 1024;
const PADDING = 400;

const sizeOf = ({ body }: FormatRequest): number => Buffer.byteLength(body);
const inKiB = (bytes: number): string => `${Math.floor(bytes / 102.4) / 10} KiB`;

/** A request of about so many bytes; of a format that takes one event at once, of as many as one has. */
const toProbe = (format: Format, target: Target, options: ProbeOptions, bytes: number): FormatRequest | undefined => {
  const encode = (count: number) =>
    toRequests(format, makeProbe({ ...options, count, padding: PADDING }), target).requests[0];
  const [one, two] = [encode(1), encode(2)];
  if (!one || !two) return undefined;
  const each = sizeOf(two) - sizeOf(one);
  const count = each ? Math.floor((Math.min(bytes, format.maxBytes) - sizeOf(one)) / each) : 1;
  return encode(Math.min(format.maxEntries, Math.max(1, count)));
};

export async function checkSize(format: Format, target: Target, options: ProbeOptions): Promise<Finding> {
  let refused: number | undefined;
  for (let bytes = PAGE_BYTES; bytes >= LEAST_BYTES; bytes /= 2) {
    const request = toProbe(format, target, options, bytes);
    if (!request) break;
    const { type, headers, url, body } = request;
    const init = { method: "POST", body, headers: { ...headers, "Content-Type": type, Origin: options.origin } };
    // Some hang up on what is too large before they have answered.
    const answer: Pick<Knocked, "status"> = await knock(url, init).catch(() => ({ status: 0 }));
    const isTooLarge = answer.status === 413 || answer.status === 431 || answer.status === 0;
    if (!isTooLarge && refused === undefined)
      return fine(`It takes requests of ${inKiB(sizeOf(request))}, as large as a page sends.`);
    if (!isTooLarge)
      return wrong(
        `It takes ${inKiB(sizeOf(request))} at once and not ${inKiB(refused ?? 0)}, so a full queue leaves in small parts`,
        "raise the size of bodies that it takes to 64 KiB (nginx: client_max_body_size 64k)",
      );
    refused = sizeOf(request);
  }
  return wrong("It takes no request of a useful size", "raise the size of bodies that it takes to 64 KiB");
}

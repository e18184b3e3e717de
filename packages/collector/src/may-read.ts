// Who may read: whoever knows the token.
import { createHash, timingSafeEqual } from "node:crypto";

const digest = (token: string): Buffer => createHash("sha256").update(token).digest();

/**
 * Tells whether a request carries the token as `Authorization: Bearer`. Digests are compared, since they are equally
 * long whatever was sent, and in constant time.
 */
export const createMayRead = (token: string | undefined): ((request: Request) => boolean) => {
  const expected = token === undefined ? undefined : digest(token);
  return (request) => {
    const [, sent] = /^Bearer +(\S+)$/i.exec(request.headers.get("Authorization") ?? "") ?? [];
    return expected !== undefined && sent !== undefined && timingSafeEqual(digest(sent), expected);
  };
};

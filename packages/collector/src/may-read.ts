// Who may read: whoever knows the token.
import { isEqual } from "./is-equal.ts";

/** Tells whether a request carries the token as `Authorization: Bearer`. */
export const createMayRead =
  (token: string | undefined): ((request: Request) => boolean) =>
  (request) => {
    const [, sent] = /^Bearer +(\S+)$/i.exec(request.headers.get("Authorization") ?? "") ?? [];
    return token !== undefined && sent !== undefined && isEqual(sent, token);
  };

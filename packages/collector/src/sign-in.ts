// The map's sign-in: a browser shows once that it knows the token, and carries a signed cookie from then on.
import { createHmac } from "node:crypto";
import { isEqual } from "./is-equal.ts";
import { ProblemError } from "./problem.ts";
import type { Handler } from "./route.ts";
import { createToOrigin } from "./to-origin.ts";

/** How long a browser stays signed in, ms. */
const LASTS = 30 * 86_400_000;
const MAX_BYTES = 1_024;

export interface SignInOptions {
  /** Without one nobody can sign in. */
  readonly token: string | undefined;
  /** Whether `X-Forwarded-Proto` and `X-Forwarded-Host` are a proxy's word, and not the sender's. */
  readonly behindProxy: boolean;
  /** Wall clock, ms since the epoch. */
  readonly now: () => number;
}

export interface SignIn {
  /** `POST {"token": "…"}`: 204 with the cookie, or a problem. */
  readonly signIn: Handler;
  /** `POST`: 204, and the cookie is gone. */
  readonly signOut: Handler;
  readonly isSignedIn: (request: Request) => boolean;
}

const refusal = (status: number, title: string, remedy: string): ProblemError =>
  new ProblemError({ status, title, remedy });

const readToken = async (request: Request): Promise<string> => {
  // A form of another site can send text, but not JSON.
  if (!/^application\/json\b/i.test(request.headers.get("Content-Type") ?? "")) {
    throw refusal(415, "The body is not JSON by its type.", 'Send it as "Content-Type: application/json".');
  }
  const body = await request.text();
  if (Buffer.byteLength(body) > MAX_BYTES) throw refusal(413, "That is too long for a token.", "Send the token alone.");
  try {
    const { token } = JSON.parse(body);
    if (typeof token === "string") return token;
  } catch {}
  throw refusal(400, "The body has no token.", 'Send {"token":"…"}.');
};

/**
 * The cookie is a time and an HMAC of it by the token, so that it can be judged without a list of who is signed in, does
 * not tell the token, and ends with it.
 */
export const createSignIn = ({ token, behindProxy, now }: SignInOptions): SignIn => {
  const toOrigin = createToOrigin(behindProxy);
  const sign = (until: string): string =>
    createHmac("sha256", token ?? "")
      .update(`waymark signed in until ${until}`)
      .digest("base64url");

  const isSecure = ({ headers }: Request): boolean => behindProxy && headers.get("X-Forwarded-Proto") === "https";
  // A browser takes the prefix only over HTTPS, and then from nobody but this very host.
  const toName = (request: Request): string => (isSecure(request) ? "__Host-waymark" : "waymark");

  const toResponse = (request: Request, value: string, seconds: number): Response => {
    if (toOrigin(request) === "other")
      throw refusal(403, "Another site asks for this.", "Sign in on the map's own page.");
    const attributes = `Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Strict${isSecure(request) ? "; Secure" : ""}`;
    return new Response(null, { status: 204, headers: { "Set-Cookie": `${toName(request)}=${value}; ${attributes}` } });
  };

  return {
    signIn: async (request) => {
      const sent = await readToken(request);
      if (token === undefined || !isEqual(sent, token)) {
        throw refusal(401, "That is not the collector's token.", 'It stands in the file "token" of the data folder.');
      }
      const until = String(now() + LASTS);
      return toResponse(request, `${until}.${sign(until)}`, LASTS / 1_000);
    },
    signOut: async (request) => toResponse(request, "", 0),
    isSignedIn: (request) => {
      const name = `${toName(request)}=`;
      const cookies = request.headers.get("Cookie")?.split(/; */) ?? [];
      const [until = "", signature] =
        cookies
          .find((each) => each.startsWith(name))
          ?.slice(name.length)
          .split(".") ?? [];
      return token !== undefined && signature !== undefined && isEqual(signature, sign(until)) && Number(until) > now();
    },
  };
};

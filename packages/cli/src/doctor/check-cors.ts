// Whether a browser would let a page send, and read the answer: Fetch, CORS protocol, as far as a collector meets it.
import type { FormatRequest } from "@waymark/protocol";
import { type Finding, fine, wrong } from "./finding.ts";
import { type Knocked, knock } from "./knock.ts";

const listOf = (header: string | null): readonly string[] => (header ?? "").toLowerCase().split(/\s*,\s*/);

/** No credentials are sent, so `*` will do. */
const mayRead = (headers: Headers, origin: string): boolean =>
  ["*", origin].includes(headers.get("Access-Control-Allow-Origin") ?? "");

const toRemedy = (origin: string): string =>
  `have it send "Access-Control-Allow-Origin: ${origin}" (or *), or let your own collector forward (waymark collect --forward)`;

export function checkAnswer({ headers }: Knocked, origin: string): Finding {
  if (mayRead(headers, origin)) return fine(`Pages of ${origin} may read its answer.`);
  const given = headers.get("Access-Control-Allow-Origin");
  const what = given
    ? `It lets pages of ${given} read its answer, not those of ${origin}`
    : "It lets no page read its answer";
  return wrong(`${what}, so the queue never hears that anything arrived`, toRemedy(origin));
}

/** Asks for permission as a browser does before what is not simple. */
export async function checkPreflight({ url, headers }: FormatRequest, origin: string): Promise<Finding> {
  const asked = ["content-type", ...Object.keys(headers).map((name) => name.toLowerCase())];
  const answer = await knock(url, {
    method: "OPTIONS",
    headers: {
      Origin: origin,
      "Access-Control-Request-Method": "POST",
      "Access-Control-Request-Headers": asked.join(),
    },
  });
  if (answer.status >= 300)
    return wrong(
      `It answers ${answer.status} when the browser asks for permission (OPTIONS), so no page can send`,
      `have it answer 204 with "Access-Control-Allow-Origin" and "Access-Control-Allow-Headers: ${asked.join()}"`,
    );
  if (!mayRead(answer.headers, origin))
    return wrong(`It gives pages of ${origin} no permission to send`, toRemedy(origin));
  const allowed = listOf(answer.headers.get("Access-Control-Allow-Headers"));
  const missing = asked.filter(
    (name) => !allowed.includes(name) && (!allowed.includes("*") || name === "authorization"),
  );
  if (missing.length)
    return wrong(
      `It does not allow the header ${missing.join()}, so no page can send`,
      `have it send "Access-Control-Allow-Headers: ${asked.join()}" when the browser asks`,
    );
  return fine("A browser asks for permission before each request, and gets it.");
}

// What a target said to the probe, in one sentence with the remedy.
import type { Listed } from "@waymark/formats";
import { type Batch, toReading, toReply } from "@waymark/protocol";
import { type Finding, fine, wrong } from "./finding.ts";
import type { Knocked } from "./knock.ts";

const quote = (text: string): string => {
  const short = text.replace(/\s+/g, " ").trim().slice(0, 120);
  return short && ` ("${short}")`;
};

function explainDenial({ status, text }: Knocked, { example, key }: Listed): Finding {
  if (status === 401 || status === 403)
    return wrong(
      `It does not accept who sends (${status})${quote(text)}`,
      `check the ${key === "–" ? "access rules" : key} (--key)`,
    );
  if (status >= 400)
    return wrong(
      `It takes nothing at this path (${status})`,
      `check the path; this format's address is such as ${example}`,
    );
  return wrong(
    `It answers ${status} without taking anything${quote(text)}`,
    `give the address that does, such as ${example}`,
  );
}

export function checkDelivery(answer: Knocked, listed: Listed, batch: Batch): Finding {
  const { status, headers, text } = answer;
  if (status >= 300 && status < 400) {
    const to = headers.get("Location") ?? "another address";
    return wrong(
      `It leads elsewhere (${status}), and on the way a request loses its body`,
      `give ${to} as the collector`,
    );
  }
  if (status < 300 && /^text\/html/.test(headers.get("Content-Type") ?? ""))
    return wrong(
      "It answers with a web page, as no collector does",
      `check the path; this format's address is such as ${listed.example}`,
    );
  const { outcome, refused = [], remark = "" } = toReading(listed.format, status, toReply(text), batch);
  const said = quote(refused.map(({ reason }) => reason).join() || remark || text);
  if (outcome === "denied") return explainDenial(answer, listed);
  if (outcome === "split")
    return wrong(`It finds even one entry too large (${status})`, "raise the size of bodies that it takes");
  if (outcome === "refused" || refused.length)
    return wrong(
      `It refuses the probe (${status})${said}`,
      `check ${listed.key === "–" ? "the format" : `the ${listed.key} (--key) and the format`}`,
    );
  if (outcome === "retry")
    return wrong(`It is in trouble, or has had too much (${status})${said}`, "try again later, and look into its log");
  return fine(`It took the probe (${status})${said}.`);
}

/** ms by which two clocks may differ without anybody asking why. */
const MOST_SKEW = 60_000;

/** HTTP tells whole seconds; entries are corrected by it where the target can. */
export function checkClock({ headers, at }: Knocked): Finding {
  const told = Date.parse(headers.get("Date") ?? "");
  if (Number.isNaN(told)) return fine("It does not tell its time.");
  const seconds = Math.round((told - at) / 1000);
  if (Math.abs(told - at) <= MOST_SKEW) return fine(`Its clock differs from this machine's by ${Math.abs(seconds)} s.`);
  return wrong(
    `Its clock is ${Math.abs(seconds)} s ${seconds > 0 ? "ahead of" : "behind"} this machine's`,
    "have both keep time by NTP: what is told late or early may be refused, or counted on another day",
  );
}

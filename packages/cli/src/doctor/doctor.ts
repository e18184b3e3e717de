// `waymark doctor`: sends a marked probe to a collector, and says what stands in the way of a page, and what to do.
import { CATALOGUE, type Listed } from "@waymark/formats";
import { toRequests } from "@waymark/protocol";
import type { Terminal } from "../terminal.ts";
import { checkAnswer, checkPreflight } from "./check-cors.ts";
import { checkClock, checkDelivery } from "./check-delivery.ts";
import { checkSize } from "./check-size.ts";
import { type Finding, fine, wrong } from "./finding.ts";
import { knock } from "./knock.ts";
import { makeProbe } from "./make-probe.ts";

export interface DoctorOptions {
  /** The whole URL that takes requests. */
  readonly collector: string;
  readonly format: Listed;
  readonly key?: string | undefined;
  readonly secret?: string | undefined;
  /** Of the pages that are to send. */
  readonly origin: string;
  readonly site: string;
}

export const findFormat = (name: string): Listed | undefined => CATALOGUE.find(({ format }) => format.name === name);

/** In the order in which a request meets it; what makes no sense after a fault is left out. */
export async function diagnose(options: DoctorOptions): Promise<readonly Finding[]> {
  const { collector: url, format: listed, key, secret, origin } = options;
  const { format, way } = listed;
  const target = { url, key, secret };
  const probing = { ...options, now: Date.now() };
  const batch = makeProbe(probing);
  const [request] = toRequests(format, batch, target).requests;
  if (!request) return [wrong("The format carries no touchpoint", "tell the makers of it")];
  const findings: Finding[] = [];
  try {
    if (way === "relay") findings.push(fine("It needs a secret: your collector forwards to it, no page sends there."));
    else if (format.preflight) findings.push(await checkPreflight(request, origin));
    const { type, headers, body } = request;
    const answer = await knock(request.url, {
      method: "POST",
      body,
      headers: { ...headers, "Content-Type": type, Origin: origin },
    });
    const delivery = checkDelivery(answer, listed, batch);
    findings.push(delivery);
    // A redirect or a wrong path says nothing of what stands at the right one.
    if (way === "direct" && (delivery.isFine || answer.status === 400)) findings.push(checkAnswer(answer, origin));
    findings.push(checkClock(answer));
    if (delivery.isFine) findings.push(await checkSize(format, target, probing));
  } catch (error) {
    findings.push(
      wrong(
        `${new URL(url).host} cannot be reached (${(error as Error).message})`,
        "check the address, and that it is running",
      ),
    );
  }
  return findings;
}

/** Exit code: 0 all is fine, 1 something is not. */
export async function doctor(options: DoctorOptions, { out }: Terminal): Promise<number> {
  const findings = await diagnose(options);
  for (const { isFine, says } of findings) out(`${isFine ? "ok    " : "wrong "} ${says}`);
  return findings.every(({ isFine }) => isFine) ? 0 : 1;
}

// The requests of the page, each with every outcome it can have.
import type { DeliveryReport, JourneyMap } from "@waymark/protocol";

/** What the collector says when it can't do something, after RFC 9457. */
export interface Problem {
  readonly title: string;
  readonly remedy: string;
}

export type Loaded =
  | { readonly kind: "map"; readonly map: JourneyMap }
  | { readonly kind: "stranger" }
  | { readonly kind: "problem"; readonly problem: Problem };

const UNREACHED: Problem = {
  title: "The collector does not answer.",
  remedy: "See whether it runs and whether you are online, then try again.",
};

const toProblem = async (response: Response): Promise<Problem> => {
  const told: Partial<Problem> = await response.json().catch(() => ({}));
  return {
    title: told.title ?? `The collector answered with ${response.status}.`,
    remedy: told.remedy ?? "Its log says more. Try again later.",
  };
};

/** `query` is that of {@link toMapQuery}. Never rejects. */
export const loadMap = async (query: string): Promise<Loaded> => {
  try {
    const response = await fetch(`/api/map${query}`);
    if (response.status === 401) return { kind: "stranger" };
    if (!response.ok) return { kind: "problem", problem: await toProblem(response) };
    return { kind: "map", map: await response.json() };
  } catch {
    return { kind: "problem", problem: UNREACHED };
  }
};

/** What arrived and what did not in the time of a map; undefined where it can't be had. */
export const loadDelivery = async ({ site, from, until }: JourneyMap): Promise<DeliveryReport | undefined> => {
  // Before the first entry there is no site.
  if (!site) return undefined;
  try {
    const response = await fetch(`/api/delivery?site=${encodeURIComponent(site)}&from=${from}&until=${until}`);
    return response.ok ? await response.json() : undefined;
  } catch {
    return undefined;
  }
};

/** The journal offset that the collector's figures have reached; undefined where it can't be had. */
export const loadApplied = async (): Promise<number | undefined> => {
  try {
    const response = await fetch("/api/status");
    return response.ok ? (await response.json()).applied : undefined;
  } catch {
    return undefined;
  }
};

/** Exchanges the token for a session; what is wrong, or `null` when all is well. Never rejects. */
export const signIn = async (token: string): Promise<Problem | null> => {
  try {
    const response = await fetch("/map/sign-in", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ token }),
    });
    return response.ok ? null : await toProblem(response);
  } catch {
    return UNREACHED;
  }
};

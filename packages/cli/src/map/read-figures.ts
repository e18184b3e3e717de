// The figures of a map, as a collector answers them.
import { type Beside, readChoice, toMapQuery, toNames, toRivalQuery } from "@waymark/map";
import type { DeliveryReport, JourneyMap } from "@waymark/protocol";
import { ReadError } from "../read-error.ts";

export interface Answering {
  /** Of the collector, such as `http://127.0.0.1:4318`. */
  readonly url: string;
  readonly token: string;
}

const ask = async ({ url, token }: Answering, path: string): Promise<Response> => {
  const response = await fetch(new URL(path, url), { headers: { Authorization: `Bearer ${token}` } }).catch((cause) => {
    throw new ReadError(`${url} does not answer. See whether a collector runs there.`, { cause });
  });
  if (response.ok) return response;
  const told: { title?: string; remedy?: string } = await response.json().catch(() => ({}));
  throw new ReadError(
    `${url}: ${told.title ?? `it answered with ${response.status}.`} ${told.remedy ?? "See its log."}`,
  );
};

const askMap = async (from: Answering, query: string): Promise<JourneyMap> => {
  const map: JourneyMap = await (await ask(from, `/api/map${query}`)).json();
  if (Array.isArray(map.stages)) return map;
  throw new ReadError(`${from.url} answers with something else than a map. Give the address of a collector.`);
};

/**
 * @param query of the map's own address, such as `days=90&device=phone`
 * @param now ms since the epoch
 * @throws {ReadError} when there is no collector, or it does not want to answer
 */
export const readFigures = async (
  from: Answering,
  query: string,
  now: number,
): Promise<{ readonly map: JourneyMap } & Beside> => {
  const choice = readChoice(query);
  const map = await askMap(from, toMapQuery(choice, now));
  const other = choice.versus && (await askMap(from, toRivalQuery(choice, choice.versus, now)));
  // Before the first entry there is no site.
  const site = map.site && `site=${encodeURIComponent(map.site)}&`;
  const period = `${site}from=${map.from}&until=${map.until}`;
  const delivery: DeliveryReport = await (await ask(from, `/api/delivery?${period}`)).json();
  return { map, delivery, ...(other ? { versus: { map: other, names: toNames(map, other) } } : {}) };
};

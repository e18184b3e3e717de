// Who may read: every route of the read API, by everything that is not the token of this very collector.
import { expect, test } from "vitest";
import { codeIn, findTable, readDocument } from "../docs/read-documents.ts";
import { start, TOKEN } from "./fixtures.ts";

const VISITOR = "01a2b3c4-0000-7000-8000-00000000000a";
const QUERY = `?site=shop&visitor=${VISITOR}&format=csv`;

/** All that the collector's page lists, so that a route that is added is among them. */
const PATHS = findTable(readDocument("packages/collector/README.md"), "route", "does")
  .flatMap(([cell]) => codeIn(`${cell}`))
  .flatMap((route) => /^GET (\/api\/[\w-]+)/.exec(route)?.[1] ?? []);

const statusesWith = async (url: string, headers: Record<string, string>, query = QUERY): Promise<readonly number[]> =>
  Promise.all(
    PATHS.map(async (path) => {
      const response = await fetch(url + path + query, { headers });
      await response.arrayBuffer();
      return response.status;
    }),
  );
const all = (status: number) => PATHS.map(() => status);

test("the token of this collector opens every route, and nothing else opens any", async () => {
  expect(PATHS.length).toBeGreaterThan(6);
  const { url } = await start();
  const other = await start({ token: `${TOKEN}-of-another-site` });
  expect(await statusesWith(url, { Authorization: `Bearer ${TOKEN}` })).toEqual(all(200));
  const wrong: readonly Record<string, string>[] = [
    {},
    { Authorization: "Bearer wrong" },
    { Authorization: `Bearer ${TOKEN}-of-another-site` },
    { Authorization: "Bearer shop" },
    { Authorization: `Basic ${TOKEN}` },
    { Authorization: `Bearer ${TOKEN}, Bearer ${TOKEN}` },
    { "X-Token": TOKEN },
    { Cookie: `waymark=${TOKEN}` },
    { Cookie: `token=${TOKEN}` },
    { Origin: "null" },
    { Origin: url },
  ];
  for (const headers of wrong) expect([headers, await statusesWith(url, headers)]).toEqual([headers, all(401)]);
  expect(await statusesWith(url, {}, `${QUERY}&token=${TOKEN}&access_token=${TOKEN}`)).toEqual(all(401));
  expect(await statusesWith(other.url, { Authorization: `Bearer ${TOKEN}` })).toEqual(all(401));
});

test("no page of another site may read an answer, and none is kept or taken for something else", async () => {
  const { url } = await start();
  for (const path of PATHS) {
    const headers = { Authorization: `Bearer ${TOKEN}`, Origin: "https://evil.example" };
    const response = await fetch(url + path + QUERY, { headers });
    await response.arrayBuffer();
    expect([path, response.headers.get("Access-Control-Allow-Origin")]).toEqual([path, null]);
    expect(response.headers.get("Cache-Control")).toBe("no-store");
    expect(response.headers.get("X-Content-Type-Options")).toBe("nosniff");
  }
});

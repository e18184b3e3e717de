// Which entries are let in: of which sites, from which origins, and how many.
import { expect, test } from "vitest";
import { createRateLimit } from "../../packages/collector/src/rate-limit.ts";
import { meaningOf } from "../../packages/sdk/src/pipeline/judge.ts";
import { batch, post, readAll, send, start, touchpoint } from "./fixtures.ts";

const SITES = [{ id: "shop", origins: ["https://shop.example"] }, { id: "blog" }];

const toBody = (site: string, count = 1) =>
  JSON.stringify(
    batch(
      Array.from({ length: count }, () => touchpoint()),
      { site },
    ),
  );

test.each([
  ["shop", "https://shop.example", 200],
  ["shop", undefined, 200],
  ["blog", "https://anywhere.example", 200],
  ["shop", "https://shop.example.evil.example", 403],
  ["shop", "http://shop.example", 403],
  ["shop", "null", 403],
  ["other", "https://shop.example", 403],
  ["constructor", "https://shop.example", 403],
])("site %s from %s: %s", async (site, origin, status) => {
  const { url } = await start({ sites: SITES });
  const response = await post(url, toBody(site), origin === undefined ? {} : { Origin: origin });
  expect(response.status).toBe(status);
  expect((await readAll(url)).entries).toHaveLength(status === 200 ? 1 : 0);
});

test("a refusal is one that a page can read, repeats nothing, and has the page keep what it has", async () => {
  const { url } = await start({ sites: SITES });
  for (const [site, origin] of [
    ["unknown-site", "https://shop.example"],
    ["shop", "https://elsewhere.example"],
  ] as const) {
    const response = await post(url, toBody(site), { Origin: origin });
    expect(response.headers.get("Access-Control-Allow-Origin")).toBe("*");
    const text = await response.text();
    expect(text).not.toMatch(/unknown-site|elsewhere/);
    const reply = JSON.parse(text);
    expect(reply).toMatchObject({ status: 403, path: "site", title: expect.any(String), remedy: expect.any(String) });
    expect(meaningOf({ status: 403, isOurs: false, reply, floor: 0 })).toBe("denied");
  }
});

test("without a list every site is taken", async () => {
  const { url } = await start();
  expect((await post(url, toBody("anything"))).status).toBe(200);
});

test("what comes too fast is refused with how long to wait, of this site alone, and taken after that", () => {
  let now = 0;
  const limit = createRateLimit({ perSite: 20 }, () => now);
  // Ten seconds' worth may come at once.
  expect([limit("shop", 100), limit("shop", 100)]).toEqual([0, 0]);
  expect([limit("shop", 50), limit("blog", 50)]).toEqual([2_500, 0]);
  now += 2_499;
  expect(limit("shop", 50)).toBeGreaterThan(0);
  now += 1;
  expect([limit("shop", 50), limit("shop", 1)]).toEqual([0, 50]);
});

test("what one limit refuses takes nothing of the other", () => {
  const limit = createRateLimit({ perSite: 10, overall: 20 }, () => 0);
  expect(limit("shop", 100)).toBe(0);
  for (let time = 0; time < 5; time += 1) expect(limit("shop", 100)).toBe(10_000);
  expect([limit("blog", 100), limit("third", 1)]).toEqual([0, 50]);
});

test("a batch of any size comes through in the end, however slow the limit", () => {
  let now = 0;
  const limit = createRateLimit({ overall: 1 }, () => now);
  limit("shop", 100);
  now += limit("shop", 100);
  expect(limit("shop", 100)).toBe(0);
});

test("made-up names of sites do not pile up", () => {
  let now = 0;
  const limit = createRateLimit({ perSite: 1 }, () => now);
  for (let index = 0; index < 5_000; index += 1) {
    expect(limit(`site-${index}`, 1)).toBe(0);
    now += 10;
  }
  // A name that was forgotten again because it had all its allowance has no more than that.
  expect([limit("site-0", 100), limit("site-0", 1)]).toEqual([0, 1_000]);
});

test("over the rate the collector says 429, by body and header, and stores nothing of it", async () => {
  const { url } = await start({ limits: { perSite: 10 } });
  expect((await post(url, toBody("shop", 100))).status).toBe(200);
  const response = await post(url, toBody("shop", 100));
  expect(response.status).toBe(429);
  const reply = (await response.json()) as { retryAfterMs: number };
  expect(reply.retryAfterMs).toBeGreaterThan(5_000);
  expect(Number(response.headers.get("Retry-After"))).toBe(Math.ceil(reply.retryAfterMs / 1_000));
  await send(url, batch([touchpoint()], { site: "blog" }));
  expect((await readAll(url)).durable).toBe(101);
});

test.each([
  [{ sites: [{ id: "my shop" }] }, /site "my shop" is no name/],
  [{ sites: [{ id: "shop", origins: ["https://shop.example/"] }] }, /origin "https:\/\/shop\.example\/" of site shop/],
  [{ limits: { overall: 0 } }, /limit of all sites is 0/],
  [{ limits: { perSite: Number.NaN } }, /limit of a site is NaN/],
  [{ retention: { entries: 0 } }, /term of entries is 0/],
  [{ retention: { text: -1 } }, /term of text is -1/],
])("%j is refused at the start", async (options, message) => {
  await expect(start(options)).rejects.toThrow(message);
});

import { expect, test } from "vitest";
import type { ProblemError } from "../../packages/collector/src/problem.ts";
import { createSignIn, type SignInOptions } from "../../packages/collector/src/sign-in.ts";
import { start, TOKEN } from "./fixtures.ts";

const DAY = 86_400_000;
const JSON_TYPE = { "Content-Type": "application/json" };

const signInAt = (url: string, headers: Record<string, string> = {}, body: string = JSON.stringify({ token: TOKEN })) =>
  fetch(`${url}/map/sign-in`, { method: "POST", body, headers: { ...JSON_TYPE, ...headers } });

const statusWith = async (url: string, cookie: string, path = "/api/map"): Promise<number> =>
  (await fetch(url + path, { headers: { Cookie: cookie } })).status;

test("the token buys a cookie that opens what the token opens, until it is signed out", async () => {
  const { url } = await start();
  const response = await signInAt(url);
  expect([response.status, response.headers.get("Cache-Control")]).toEqual([204, "no-store"]);
  const set = response.headers.get("Set-Cookie") ?? "";
  expect(set).toMatch(/^waymark=\d{13}\.[\w-]{43}; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Strict$/);
  expect(set).not.toContain(TOKEN);
  const [cookie = ""] = set.split(";");
  for (const path of ["/api/map", "/api/entries", "/api/status"]) expect(await statusWith(url, cookie, path)).toBe(200);
  expect(await statusWith(url, `other=1; ${cookie}; more=2`)).toBe(200);
  const out = await fetch(`${url}/map/sign-out`, { method: "POST", headers: { Cookie: cookie } });
  expect([out.status, out.headers.get("Set-Cookie")]).toEqual([
    204,
    "waymark=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict",
  ]);
});

test("a cookie that is changed, short, of another collector or none opens nothing", async () => {
  const { url } = await start();
  const other = await start({ token: `${TOKEN}-of-another` });
  const toCookie = async (at: string, token: string) =>
    (await signInAt(at, {}, JSON.stringify({ token }))).headers.get("Set-Cookie")?.split(";")[0] ?? "";
  const cookie = await toCookie(url, TOKEN);
  const [until = "", signature = ""] = cookie.slice("waymark=".length).split(".");
  const forged = [
    `waymark=${Number(until) + 1}.${signature}`,
    `waymark=${until}.${signature.slice(0, -1)}`,
    `waymark=${until}.`,
    `waymark=${until}`,
    "waymark=",
    `waymark=${TOKEN}`,
    `__Host-waymark=${until}.${signature}`,
    await toCookie(other.url, `${TOKEN}-of-another`),
  ];
  expect(await statusWith(url, cookie)).toBe(200);
  for (const each of forged) expect([each, await statusWith(url, each)]).toEqual([each, 401]);
});

test.each<[name: string, body: string, headers: Record<string, string>, status: number]>([
  ["a wrong token", '{"token":"wrong"}', {}, 401],
  ["an empty token", '{"token":""}', {}, 401],
  ["a token that is no text", '{"token":1}', {}, 400],
  ["no token", "{}", {}, 400],
  ["null", "null", {}, 400],
  ["no JSON", "token", {}, 400],
  ["a body over 1 kB", JSON.stringify({ token: TOKEN, more: "x".repeat(1_024) }), {}, 413],
  ["what a form of another site can send", JSON.stringify({ token: TOKEN }), { "Content-Type": "text/plain" }, 415],
  ["a request of another site", JSON.stringify({ token: TOKEN }), { "Sec-Fetch-Site": "cross-site" }, 403],
  ["a request of a neighbour", JSON.stringify({ token: TOKEN }), { "Sec-Fetch-Site": "same-site" }, 403],
  ["another origin", JSON.stringify({ token: TOKEN }), { Origin: "https://evil.example" }, 403],
  ["an origin that is none", JSON.stringify({ token: TOKEN }), { Origin: "null" }, 403],
])("%s is refused", async (_, body, headers, status) => {
  const { url } = await start();
  const response = await signInAt(url, headers, body);
  expect([response.status, response.headers.get("Set-Cookie")]).toEqual([status, null]);
  expect(await response.json()).toMatchObject({ status, title: expect.any(String), remedy: expect.any(String) });
});

test("the page's own origin is welcome, only POST is, and another site signs nobody out", async () => {
  const { url } = await start();
  expect((await signInAt(url, { Origin: url })).status).toBe(204);
  expect((await signInAt(url, { Origin: "https://rewritten.example", "Sec-Fetch-Site": "same-origin" })).status).toBe(
    204,
  );
  const get = await fetch(`${url}/map/sign-in`);
  expect([get.status, get.headers.get("Allow")]).toEqual([405, "POST"]);
  const out = await fetch(`${url}/map/sign-out`, { method: "POST", headers: { "Sec-Fetch-Site": "cross-site" } });
  expect([out.status, out.headers.get("Set-Cookie")]).toEqual([403, null]);
});

test("without a token nobody can sign in", async () => {
  const { url } = await start({ token: undefined });
  expect((await signInAt(url)).status).toBe(401);
  expect((await signInAt(url, {}, '{"token":""}')).status).toBe(401);
});

const make = (options: Partial<SignInOptions> = {}) =>
  createSignIn({ token: TOKEN, behindProxy: false, now: () => 0, ...options });

const toRequest = (headers: Record<string, string> = {}) =>
  new Request("http://collector/map/sign-in", {
    method: "POST",
    headers: { ...JSON_TYPE, Host: "inside:4318", ...headers },
    body: JSON.stringify({ token: TOKEN }),
  });

const HTTPS = { "X-Forwarded-Proto": "https", "X-Forwarded-Host": "map.example", Origin: "https://map.example" };

test("over HTTPS, as a trusted proxy tells, the cookie is bound to its host", async () => {
  const { signIn, isSignedIn } = make({ behindProxy: true });
  const set = (await signIn(toRequest(HTTPS))).headers.get("Set-Cookie") ?? "";
  expect(set).toMatch(/^__Host-waymark=.*; Path=\/; .*; Secure$/);
  const [cookie = ""] = set.split(";");
  expect(isSignedIn(toRequest({ ...HTTPS, Cookie: cookie }))).toBe(true);
  expect(isSignedIn(toRequest({ ...HTTPS, Cookie: cookie.replace("__Host-", "") }))).toBe(false);
});

test("forwarded headers are nobody's word unless there is a proxy", async () => {
  const { signIn } = make();
  const error = (await signIn(toRequest(HTTPS)).catch((reason: unknown) => reason)) as ProblemError;
  expect(error.problem.status).toBe(403);
  const { Origin: _, ...forwarded } = HTTPS;
  expect((await signIn(toRequest(forwarded))).headers.get("Set-Cookie")).toMatch(/^waymark=.*Strict$/);
});

test("the cookie ends after 30 days, and with the token", async () => {
  const set = (await make().signIn(toRequest())).headers.get("Set-Cookie") ?? "";
  const request = toRequest({ Cookie: set.split(";")[0] ?? "" });
  expect(make({ now: () => 30 * DAY - 1 }).isSignedIn(request)).toBe(true);
  expect(make({ now: () => 30 * DAY }).isSignedIn(request)).toBe(false);
  expect(make({ token: `${TOKEN}-changed` }).isSignedIn(request)).toBe(false);
  expect(make({ token: undefined }).isSignedIn(request)).toBe(false);
});

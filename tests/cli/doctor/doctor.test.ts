// Each thing that stands in the way is said in one sentence with its remedy; against servers that behave so.
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";
import { run } from "../../../packages/cli/src/run.ts";
import { readAll, start } from "../../collector/fixtures.ts";

type Serve = (request: IncomingMessage, response: ServerResponse, body: string) => void;

const serve = async (answer: Serve): Promise<string> => {
  const server = createServer(async (request, response) => answer(request, response, await text(request)));
  await once(server.listen(0, "127.0.0.1"), "listening");
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

const ORIGIN = "https://shop.example";
const examine = async (url: string, ...more: readonly string[]) => {
  const out: string[] = [];
  const terminal = {
    out: (line: string) => void out.push(line),
    err: (line: string) => void out.push(line),
    signal: new AbortController().signal,
  };
  const code = await run(["doctor", "--collector", url, "--origin", ORIGIN, ...more], terminal);
  return { code, out, wrong: out.filter((line) => line.startsWith("wrong")) };
};

const OPEN = { "Access-Control-Allow-Origin": "*", "Access-Control-Allow-Headers": "Content-Type" };

test("a collector of ours is fine, and the probe counts as a test", async () => {
  const { url } = await start();
  const { code, out } = await examine(`${url}/ingest`);
  expect([code, out.filter((line) => !line.startsWith("ok"))]).toEqual([0, []]);
  expect(out.join("\n")).toMatch(
    /took the probe.*\n.*may read its answer.*\n.*clock differs.*\n.*takes requests of 4\d[.\d]* KiB/s,
  );
  const { entries: kept } = await readAll(url);
  expect(kept.length).toBeGreaterThan(1);
  expect(kept.every(({ name, test }) => name === "waymark-doctor" && test === true)).toBe(true);
});

test("a preflight that is answered rightly is fine", async () => {
  const url = await serve((_, response) => response.writeHead(200, OPEN).end("ok"));
  const { code, out } = await examine(url, "--format", "snowplow");
  expect([code, out[0]]).toEqual([0, "ok     A browser asks for permission before each request, and gets it."]);
});

test.each<[string, Serve, readonly string[], RegExp]>([
  [
    "no CORS",
    (_, response) => response.end('{"status":1}'),
    ["--format", "posthog"],
    /^wrong +It lets no page read its answer, .*: have it send "Access-Control-Allow-Origin: https:\/\/shop\.example" \(or \*\)/,
  ],
  [
    "CORS for somebody else",
    (_, response) => response.writeHead(200, { "Access-Control-Allow-Origin": "https://other.example" }).end("{}"),
    ["--format", "segment"],
    /It lets pages of https:\/\/other\.example read its answer, not those of https:\/\/shop\.example/,
  ],
  [
    "a preflight that is not known",
    (request, response) => response.writeHead(request.method === "OPTIONS" ? 405 : 200, OPEN).end("{}"),
    ["--format", "otlp"],
    /It answers 405 when the browser asks for permission \(OPTIONS\).*: have it answer 204 with/,
  ],
  [
    "a preflight without the header",
    (_, response) => response.writeHead(200, { "Access-Control-Allow-Origin": "*" }).end("{}"),
    ["--format", "amplitude"],
    /It does not allow the header content-type.*: have it send "Access-Control-Allow-Headers: content-type"/,
  ],
  [
    "a wrong key",
    (_, response) => response.writeHead(401, OPEN).end("invalid API key"),
    ["--format", "posthog", "--key", "phc_wrong"],
    /It does not accept who sends \(401\) \("invalid API key"\): check the project key \(--key\)\./,
  ],
  [
    "a wrong path",
    (_, response) => response.writeHead(404, OPEN).end("<html>"),
    ["--format", "segment"],
    /It takes nothing at this path \(404\): check the path; this format's address is such as https:\/\/api\.segment\.io\/v1\/batch\./,
  ],
  [
    "a page in place of a collector",
    (_, response) => response.writeHead(200, { ...OPEN, "Content-Type": "text/html" }).end("<html>"),
    ["--format", "umami"],
    /It answers with a web page.*: check the path; .*umami\.example\/api\/batch\./,
  ],
  [
    "a redirect",
    (_, response) => response.writeHead(301, { Location: "https://www.shop.example/in" }).end(),
    ["--format", "webhook"],
    /It leads elsewhere \(301\).*: give https:\/\/www\.shop\.example\/in as the collector\./,
  ],
  [
    "200 for what is refused",
    (_, response) => response.writeHead(200, OPEN).end('{"status":0,"error":"token, missing or empty"}'),
    ["--format", "mixpanel"],
    /It refuses the probe \(200\) \("token, missing or empty"\): check the token \(--key\) and the format\./,
  ],
  [
    "trouble",
    (_, response) => response.writeHead(503, OPEN).end(),
    ["--format", "ndjson"],
    /It is in trouble, or has had too much \(503\): try again later/,
  ],
  [
    "a clock that is wrong",
    (_, response) =>
      response.writeHead(200, { ...OPEN, Date: new Date(Date.now() - 7_200_000).toUTCString() }).end("{}"),
    ["--format", "webhook"],
    /Its clock is 7\d{3} s behind this machine's: have both keep time by NTP/,
  ],
  [
    "a limit that is too small",
    (_, response, body) => response.writeHead(body.length > 8000 ? 413 : 200, OPEN).end("{}"),
    ["--format", "webhook"],
    /It takes 4\.\d KiB at once and not 10\.\d KiB.*: raise the size .* \(nginx: client_max_body_size 64k\)\./,
  ],
])("%s", async (_, answer, args, sentence) => {
  const { code, wrong } = await examine(await serve(answer), ...args);
  expect(wrong).toHaveLength(1);
  expect(wrong[0]).toMatch(sentence);
  expect(code).toBe(1);
});

test("nobody there", async () => {
  const { code, wrong } = await examine("http://127.0.0.1:9");
  expect([code, wrong.join()]).toEqual([
    1,
    expect.stringMatching(/127\.0\.0\.1:9 cannot be reached \(.+\): check the address/),
  ]);
});

test.each([
  [[], /--collector <url> is missing/],
  [["--collector", "x"], /--collector x/],
  [["--collector", "http://x", "--format", "ga5"], /no such format/],
  [["--collector", "http://x", "--origin", "http://x/y"], /--origin http:\/\/x\/y/],
  [["--collector", "http://x", "--secret-from", "NOT_SET_ANYWHERE"], /it is not set/],
])("%j makes no sense", async (args, message) => {
  const out: string[] = [];
  const terminal = { out: () => {}, err: (line: string) => void out.push(line), signal: new AbortController().signal };
  expect(await run(["doctor", ...args], terminal)).toBe(2);
  expect(out.join()).toMatch(message);
});

// The command as it is used: what reaches a real collector, what it prints, and how it ends when something is wrong.
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import type { Batch } from "@waymark/protocol";
import { batchSchema } from "@waymark/protocol/schema";
import { expect, onTestFinished, test } from "vitest";
import { run } from "../../../packages/cli/src/run.ts";
import { readAll, start } from "../../collector/fixtures.ts";
import { CONFIG, PROFILE } from "./fixtures.ts";

const simulate = async (args: readonly string[], signal = new AbortController().signal) => {
  const out: string[] = [];
  const err: string[] = [];
  const terminal = { out: (line: string) => void out.push(line), err: (line: string) => void err.push(line), signal };
  const code = await run(["simulate", ...args], terminal);
  return { code, out: out.join("\n"), err: err.join("\n") };
};

const SHOP = ["--config", CONFIG, "--profile", PROFILE, "--until", "2026-11-20"];

interface Asked {
  readonly batch: Batch;
  readonly headers: IncomingHttpHeaders;
}

/** A collector that answers as it is told to, and remembers what it was sent. */
const pretend = async (answer: (asked: Asked, response: ServerResponse, count: number) => void) => {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const own = { batch: JSON.parse(await text(request)), headers: request.headers };
    asked.push(own);
    answer(own, response, asked.length);
  }).listen(0, "127.0.0.1");
  onTestFinished(async () => {
    server.closeAllConnections();
    await once(server.close(), "close");
  });
  await once(server, "listening");
  return { asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/ingest` };
};

const toReceipt = ({ batch }: Asked, refused: readonly object[] = []) =>
  JSON.stringify({
    batch: batch.batch,
    accepted: batch.entries.length - refused.length,
    refused,
    serverTime: batch.sentAt,
  });

const OTHER = '{"batch":"01a2b3c4-0000-7000-8000-00000000000a","accepted":1,"refused":[],"serverTime":1795300000000}';

const writeProfile = async (profile: unknown): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), "waymark-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, "simulation.json");
  await writeFile(file, typeof profile === "string" ? profile : JSON.stringify(profile));
  return file;
};

test("a collector takes all of it, marked as simulated, and the same again counts once", async () => {
  const { url } = await start({ configuration: CONFIG });
  const args = [...SHOP, "--journeys", "20", "--collector", `${url}/ingest`];
  const first = await simulate(args);
  expect([first.code, first.err]).toEqual([0, ""]);
  const [, count = ""] = /^20 simulated journeys, ([\d,]+) entries, in \d+\.\d s$/.exec(first.out) ?? [];
  const { entries } = await readAll(url, "?limit=10000");
  expect(entries).toHaveLength(Number(count.replace(",", "")));
  expect(new Set(entries.map(({ source, site }) => `${source} ${site}`))).toEqual(new Set(["simulate shop"]));
  expect(new Set(entries.map(({ visitor }) => visitor)).size).toBe(20);
  // Told as it happened in the simulation: the batches leave now, so that no clock is corrected.
  for (const { at, rawAt } of entries) expect(at).toBe(rawAt);

  expect((await simulate(args)).code).toBe(0);
  expect((await readAll(url, "?limit=10000")).entries).toHaveLength(entries.length);
}, 60_000);

test("requests are what a page sends, from the browser of its visitor", async () => {
  const { asked, url } = await pretend((own, response) => response.end(toReceipt(own)));
  await simulate([...SHOP, "--journeys", "40", "--collector", url]);
  expect(asked.length).toBeGreaterThanOrEqual(40);
  for (const { headers, batch } of asked) {
    expect(headers["content-type"]).toBe("text/plain;charset=UTF-8");
    expect(headers["user-agent"]).toMatch(/^Mozilla\/5\.0 /);
    expect(batchSchema.safeParse(batch).success).toBe(true);
  }
  const agents = (visitor: string | undefined) =>
    new Set(asked.filter(({ batch }) => batch.visitor === visitor).map(({ headers }) => headers["user-agent"]));
  for (const { batch } of asked) expect(agents(batch.visitor).size).toBe(1);
});

test("a collector that is busy is asked again, when it says so", async () => {
  const times: number[] = [];
  const { asked, url } = await pretend((own, response, count) => {
    times.push(performance.now());
    if (count === 1) response.writeHead(429, { "Retry-After": "1" }).end();
    else if (count === 2) response.writeHead(503).end('{"title":"busy","retryAfterMs":50}');
    else response.end(toReceipt(own));
  });
  const profile = await writeProfile({ returning: 0 });
  const args = ["--config", CONFIG, "--profile", profile, "--until", "2026-11-20", "--journeys", "1"];
  expect((await simulate([...args, "--collector", url])).code).toBe(0);
  expect(asked.slice(0, 3).map(({ batch }) => batch.attempt)).toEqual([1, 2, 3]);
  expect(new Set(asked.slice(0, 3).map(({ batch }) => batch.batch)).size).toBe(1);
  expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(990);
});

test("what is refused is told with its reason, and ends with 1", async () => {
  const { url } = await pretend((own, response) => {
    response.end(toReceipt(own, [{ id: own.batch.entries[0]?.id, reason: "entries[0].at: too old", retry: false }]));
  });
  const { code, err, out } = await simulate([...SHOP, "--journeys", "12", "--collector", url]);
  expect(code).toBe(1);
  const lines = err.split("\n");
  expect(lines).toHaveLength(11);
  expect(lines[0]).toMatch(/^refused [\da-f-]{36}: entries\[0\]\.at: too old$/);
  expect(lines.at(-1)).toMatch(/ refused \d+ entries\.$/);
  expect(out).toMatch(/^12 simulated journeys/);
});

test.each([
  ["no receipt", 200, "<html>", "is no collector. Check the address."],
  ["another batch's receipt", 200, OTHER, "is no collector"],
  ["a refusal as a whole", 413, '{"title":"Too much."}', "answered 413. Too much. Check the address."],
])("%s is one line and exit code 1", async (_, status, body, words) => {
  const { asked, url } = await pretend((_, response) => response.writeHead(status).end(body));
  const { code, err, out } = await simulate([...SHOP, "--journeys", "200", "--collector", url]);
  expect([code, out]).toEqual([1, ""]);
  expect(err).toContain(words);
  expect(err).toContain(url);
  expect(err).not.toContain("\n");
  expect(asked.length).toBeLessThan(100);
});

test("one refusal as a whole ends the others, answered or not", async () => {
  const { url } = await pretend((_, response, count) => count === 8 && response.writeHead(404).end());
  expect((await simulate([...SHOP, "--journeys", "20", "--collector", url])).err).toContain("answered 404");
});

test("nobody there is one line and exit code 1", async () => {
  const { code, err, out } = await simulate([...SHOP, "--journeys", "5", "--collector", "http://127.0.0.1:9/ingest"]);
  expect([code, out]).toEqual([1, ""]);
  expect(err).toBe("Nobody answers at http://127.0.0.1:9/ingest. Start a collector there, or name another.");
});

test("it ends when it is told to, though its collector never answers", async () => {
  const stopped = new AbortController();
  const { url } = await pretend(() => stopped.abort());
  const { code, err } = await simulate([...SHOP, "--journeys", "50", "--collector", url], stopped.signal);
  expect([code, err]).toEqual([1, expect.stringContaining("Run it again")]);
});

test("a dry run prints the batches and sends none", async () => {
  const { code, out, err } = await simulate([...SHOP, "--journeys", "3", "--dry-run", "--collector", "http://[::1]:9"]);
  expect([code, err]).toEqual([0, ""]);
  const batches = out.split("\n").map((line) => batchSchema.parse(JSON.parse(line)));
  expect(new Set(batches.map(({ visitor }) => visitor)).size).toBe(3);
});

test("the site is the one that is named, before the profile's and localhost", async () => {
  const sites = async (...args: string[]) => {
    const { out } = await simulate(["--config", CONFIG, "--journeys", "1", "--dry-run", ...args]);
    const { site, entries } = batchSchema.parse(JSON.parse(out.split("\n")[0] ?? ""));
    return [site, new URL(entries[0]?.page?.url ?? "").origin];
  };
  expect(await sites()).toEqual(["localhost", "https://localhost"]);
  expect(await sites("--profile", PROFILE)).toEqual(["shop", "http://localhost:4300"]);
  expect(await sites("--site", "tern.example")).toEqual(["tern.example", "https://tern.example"]);
});

test.each([
  ["no number of journeys", []],
  ["none", ["--journeys", "0"]],
  ["half a journey", ["--journeys", "1.5"]],
  ["no days", ["--journeys", "1", "--days", "0"]],
  ["a date that is none", ["--journeys", "1", "--until", "soon"]],
  ["a date to come", ["--journeys", "1", "--until", "2999-01-01"]],
  ["a site that is none", ["--journeys", "1", "--site", "my shop"]],
  ["an address that is none", ["--journeys", "1", "--collector", "localhost:4318"]],
])("%s is told with the usage and exit code 2", async (_, args) => {
  const { code, err } = await simulate(args);
  expect(code).toBe(2);
  expect(err).toContain("Usage:");
});

test.each([
  ["no JSON", "{", "is not JSON"],
  ["a share over all", { steps: { "checkout/cart": { leave: 1.5 } } }, "steps.checkout/cart.leave must be at most 1"],
  ["a misspelt part", { steps: { "checkout/cart": { leaves: 0.5 } } }, "steps.checkout/cart.leaves is not known here"],
  ["no step of the plan", { steps: { "checkout/pay": {} } }, "steps.checkout/pay is no step of the plan. Name one of"],
  ["no place to begin", { starts: { home: 1 } }, "starts.home is no step of the plan"],
  [
    "more moves than all",
    { steps: { "checkout/cart": { back: 0.6, skip: 0.6 } } },
    "steps.checkout/cart back, repeat and skip are over 1 together. Lower them.",
  ],
  [
    "no question of the plan",
    { steps: { "checkout/cart": { choices: { "why-leave/more": {} } } } },
    'is no choice of the plan. Name one as "survey/question".',
  ],
  [
    "no choice of the question",
    { steps: { "checkout/cart": { choices: { "why-leave/reason": { Price: 1 } } } } },
    "why-leave/reason.Price is none of its choices. Use Delivery cost,",
  ],
])("a profile with %s is told with place and remedy", async (_, profile, words) => {
  const file = await writeProfile(profile);
  const { code, err } = await simulate(["--config", CONFIG, "--profile", file, "--journeys", "1", "--dry-run"]);
  expect(code).toBe(1);
  expect(err).toContain(`${file}`);
  expect(err).toContain(words);
});

test.each([
  ["is not there", undefined, "cannot be read"],
  ["has no stages", {}, "has no stages"],
  ["is faulty", { stages: [{ id: "a" }] }, 'stages[0] has neither "pages" nor "steps"'],
])("a plan that %s is one line and exit code 1", async (_, plan, words) => {
  const file = plan ? await writeProfile(plan) : "none.json";
  const { code, err } = await simulate(["--config", file, "--journeys", "1", "--dry-run"]);
  expect([code, err]).toEqual([1, expect.stringContaining(words)]);
});

import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { run } from "../../packages/cli/src/run.ts";
import { batch, makeFolder, send, start, TOKEN, touchpoint } from "../collector/fixtures.ts";

const exportTo = async (...args: readonly string[]) => {
  const folder = await mkdtemp(join(tmpdir(), "waymark-export-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, "out");
  const err: string[] = [];
  const terminal = { out: () => {}, err: (line: string) => void err.push(line), signal: new AbortController().signal };
  const code = await run(["export", "--out", file, ...args], terminal);
  return { code, err, file, written: await readdir(folder) };
};

test("from a folder without a collector, all that is in its journal", async () => {
  const data = await makeFolder();
  const collector = await start({ data });
  const entries = [touchpoint({ name: "first" }), touchpoint({ name: "second" })];
  await send(collector.url, batch(entries));
  await collector.stop();
  const { code, err, file, written } = await exportTo("--data", data, "--format", "jsonl", "--site", "shop");
  expect([code, err, written]).toEqual([0, [], ["out"]]);
  const lines = (await readFile(file, "utf8")).trim().split("\n");
  expect(lines.map((line) => JSON.parse(line).id)).toEqual(entries.map(({ id }) => id));
  expect((await stat(file)).mode & 0o077).toBe(0);
});

test("from a collector that runs, by the token of its folder or of the environment", async () => {
  const data = await makeFolder();
  await writeFile(join(data, "token"), `${TOKEN}\n`);
  const { url } = await start({ data });
  await send(url, batch([touchpoint({ at: Date.UTC(2026, 0, 30) })]));
  const read = async (...args: readonly string[]) => {
    const { code, file } = await exportTo("--collector", url, "--format", "csv", ...args);
    return [code, (await readFile(file, "utf8")).split("\r\n").length - 2];
  };
  expect(await read("--data", data)).toEqual([0, 1]);
  vi.stubEnv("WAYMARK_TOKEN", TOKEN);
  onTestFinished(() => void vi.unstubAllEnvs());
  expect(await read("--from", "2026-01-30", "--until", "2026-01-31")).toEqual([0, 1]);
  expect(await read("--from", "2026-01-31")).toEqual([0, 0]);
});

test("where it cannot be had there is no file, and a reason", async () => {
  const { url, port } = await start();
  vi.stubEnv("WAYMARK_TOKEN", "a-token-that-is-not-the-right-one");
  onTestFinished(() => void vi.unstubAllEnvs());
  const none = { code: 1, written: [] };
  expect(await exportTo("--collector", url, "--format", "csv")).toMatchObject({
    ...none,
    err: [
      `${url} refuses: This needs the collector's token. Send it as "Authorization: Bearer <token>"; it stands in the file "token" of the data folder.`,
    ],
  });
  expect(await exportTo("--collector", `http://127.0.0.1:${port === 1 ? 2 : 1}`, "--format", "csv")).toMatchObject(
    none,
  );
  expect((await exportTo("--data", "nowhere", "--format", "csv")).err).toEqual([
    "nowhere is no data folder of a collector. Check its path.",
  ]);
});

test("an export that breaks off in the middle leaves no file that looks whole", async () => {
  const server = createServer((request, response) => {
    if (request.url === "/api/status") response.end('{"applied":1,"durable":1}');
    else response.write("at,id\r\n", () => response.destroy());
  }).listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  const { code, err, written } = await exportTo(
    ...["--collector", `http://127.0.0.1:${(server.address() as AddressInfo).port}`, "--format", "csv"],
  );
  expect([code, written]).toEqual([1, []]);
  expect(err[0]).toMatch(/was not written: .* Try again\.$/);
});

test.each([
  [["--format", "csv"]],
  [["--data", "x"]],
  [["--data", "x", "--format", "xlsx"]],
  [["--data", "x", "--format", "csv", "--from", "soon"]],
])("arguments that make no sense: %j", async (args) =>
  expect(await exportTo(...args)).toMatchObject({ code: 2, written: [] }),
);

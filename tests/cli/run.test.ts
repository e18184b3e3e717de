import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { type CollectOptions, collect } from "../../packages/cli/src/collect.ts";
import { run } from "../../packages/cli/src/run.ts";

const makeFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), "waymark-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
};

const listen = () => {
  const out: string[] = [];
  const err: string[] = [];
  const stopped = new AbortController();
  const terminal = {
    out: (line: string) => void out.push(line),
    err: (line: string) => void err.push(line),
    signal: stopped.signal,
  };
  return { out, err, stopped, terminal };
};

const runHere = async (...args: string[]) => {
  const { out, err, terminal } = listen();
  return { code: await run(args, terminal), out: out.join("\n"), err: err.join("\n") };
};

const writeConfiguration = async (text: string): Promise<string> => {
  const file = join(await makeFolder(), "waymark.json");
  await writeFile(file, text);
  return file;
};

test.each([
  ["no command", []],
  ["an unknown command", ["colect"]],
  ["an unknown option", ["check", "waymark.json", "--jsn"]],
  ["no file to check", ["check"]],
  ["two files to check", ["check", "a", "b"]],
  ["no data folder", ["collect"]],
  ["a port that is none", ["collect", "--data", "x", "--port", "65536"]],
  ["a port that is no number", ["collect", "--data", "x", "--port", "http"]],
  ["a site that is no name", ["collect", "--data", "x", "--site", "my shop"]],
  ["an origin that is none", ["collect", "--data", "x", "--site", "shop=https://shop.example/cart"]],
  ["a rate of nothing", ["collect", "--data", "x", "--rate", "0"]],
  ["a rate per site that is no number", ["collect", "--data", "x", "--site-rate", "many"]],
  ["a term that is no number of days", ["collect", "--data", "x", "--keep", "13mo"]],
  ["a term of text that is no number of days", ["collect", "--data", "x", "--keep-text", "-1"]],
  ["a stray word", ["collect", "here", "--data", "x"]],
])("%s: usage on standard error and exit code 2", async (_, args) => {
  const { code, out, err } = await runHere(...args);
  expect([code, out]).toEqual([2, ""]);
  expect(err).toMatch(/\n\nUsage:\n/);
});

test.each([[["--help"]], [["check", "--help"]]])("%s: usage on standard output and exit code 0", async (args) => {
  const { code, out, err } = await runHere(...args);
  expect([code, err]).toEqual([0, ""]);
  expect(out).toMatch(/^Usage:\n/);
});

test("check is content with a good file", async () => {
  const file = await writeConfiguration('{"stages":[{"id":"all","pages":["/**"]}]}');
  expect(await runHere("check", file)).toEqual({ code: 0, out: `${file} is all right.`, err: "" });
  expect(JSON.parse((await runHere("check", file, "--json")).out)).toEqual({ file, problems: [] });
});

test("check tells each problem in one line, or as JSON", async () => {
  const file = await writeConfiguration('{"stages":[{"id":"a"}],"triggers":[{"id":"t","on":{},"ask":"why"}]}');
  const { code, out } = await runHere("check", file);
  expect(code).toBe(1);
  expect(out.split("\n")).toEqual([
    'stages[0]: has neither "pages" nor "steps". Add one of them.',
    'triggers[0].ask: there is no survey "why". Name one of "surveys".',
  ]);
  const { problems } = JSON.parse((await runHere("check", file, "--json")).out);
  expect(problems[1]).toEqual({
    path: "triggers[0].ask",
    problem: 'there is no survey "why"',
    remedy: 'Name one of "surveys".',
  });
});

test("check names a file that is no JSON, too long or not there", async () => {
  const broken = await writeConfiguration('{"stages":[}');
  expect((await runHere("check", broken)).out).toMatch(/waymark\.json: is not JSON: /);
  const long = await writeConfiguration(`{}${" ".repeat(64 * 1024)}`);
  expect((await runHere("check", long)).out).toMatch(/is over 65536 bytes/);
  const { code, out, err } = await runHere("check", `${broken}.none`);
  expect([code, out]).toEqual([1, ""]);
  expect(err).toMatch(/cannot be read/);
});

/** Runs `collect` until it has said hello, and gives what it said. */
const collectOnce = async (options: CollectOptions): Promise<string> => {
  const { out, err, stopped, terminal } = listen();
  const ended = collect({ port: 0, ...options }, terminal);
  await vi.waitFor(() => expect([...out, ...err]).not.toEqual([]));
  stopped.abort();
  expect([await ended, err]).toEqual([0, []]);
  return out.join("\n");
};

test("collect shows its token once, keeps it for its owner, and tells how to begin", async () => {
  const builds = await makeFolder();
  await writeFile(join(builds, "waymark.js"), "");
  const view = await makeFolder();
  await writeFile(join(view, "map.html"), "");
  const config = await writeConfiguration("{}");
  const data = join(await makeFolder(), "data");
  const first = await collectOnce({ data, builds, view, config });
  const token = (await readFile(join(data, "token"), "utf8")).trim();
  expect((await stat(join(data, "token"))).mode & 0o777).toBe(0o600);
  expect(token).toMatch(/^[\w-]{43}$/);
  expect(first).toContain(token);
  expect(first).toMatch(/<script async src="(http:\/\/127\.0\.0\.1:\d+)\/waymark\.js" data-config="\1\/waymark\.json"/);
  expect(first).toMatch(/See the journey map: http:\/\/127\.0\.0\.1:\d+\/map \(sign in/);
  expect(first).toMatch(/curl -H "Authorization: Bearer .*" http:\/\/127\.0\.0\.1:\d+\/api\/entries/);
  const second = await collectOnce({ data, builds, view });
  expect(second).not.toContain(token);
  expect(second).not.toContain("data-config");
  expect((await readFile(join(data, "token"), "utf8")).trim()).toBe(token);
});

test("a missing parent of the data folder is one line and exit code 1", async () => {
  const folder = await makeFolder();
  const { code, out, err } = await runHere("collect", "--data", join(folder, "none/data"), "--port", "0");
  expect([code, out]).toEqual([1, ""]);
  expect(err).toBe(`The data folder's parent ${join(folder, "none")} does not exist. Create it first.`);
});

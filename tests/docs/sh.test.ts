// Shell lines of the documents, run as a reader would: in order, in one folder, against the collector that they start.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { eventually } from "../browser/harness/eventually.ts";
import { findFreePort } from "../browser/harness/free-port.ts";
import { blocksIn, documents, root } from "./read-documents.ts";
import { writeExample } from "./write-example.ts";

const { bin } = JSON.parse(readFileSync(join(root, "packages/cli/package.json"), "utf8"));
const CLI = join(root, "packages/cli", bin.waymark);
const NODE = JSON.stringify(process.execPath);

/** What the reader's machine has, for this test: the built command, this repository's scripts, and a small curl. */
const COMMANDS: { readonly [name: string]: string } = {
  npx: `#!/bin/sh\n[ "$1" = waymark ] || exit 64\nshift\nexec ${NODE} ${JSON.stringify(CLI)} "$@"\n`,
  npm: `#!${process.execPath}
    const [command, script = command] = process.argv.slice(2);
    const { scripts } = JSON.parse(require("fs").readFileSync(${JSON.stringify(join(root, "package.json"))}, "utf8"));
    if (command !== "ci" && !(["run", "test"].includes(command) && Object.hasOwn(scripts, script))) process.exit(65);`,
  curl: `#!${process.execPath}
    const { values, positionals } = require("util").parseArgs({
      options: {
        request: { type: "string", short: "X" },
        header: { type: "string", short: "H", multiple: true, default: [] },
        data: { type: "string", short: "d" },
      },
      allowPositionals: true,
    });
    const headers = values.header.map((header) => header.split(/: */));
    const method = values.request ?? (values.data ? "POST" : "GET");
    const request = { method, headers, ...(values.data ? { body: values.data } : {}) };
    fetch(positionals[0], request).then(async (reply) => {
      console.log(await reply.text());
      process.exitCode = reply.ok ? 0 : 22;
    });`,
};

const makeFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), "waymark-reader-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  await mkdir(join(folder, "bin"));
  for (const [name, text] of Object.entries(COMMANDS)) {
    await writeFile(join(folder, "bin", name), text);
    await chmod(join(folder, "bin", name), 0o755);
  }
  // `require` in the commands, whatever the folder lies in.
  await writeFile(join(folder, "package.json"), '{"type":"commonjs"}');
  await writeExample(folder);
  return folder;
};

/** A shell in the folder, which knows the reader's commands. */
const shell = (folder: string, line: string): { readonly child: ChildProcess; readonly said: () => string } => {
  const env = { ...process.env, PATH: `${join(folder, "bin")}${delimiter}${process.env.PATH}` };
  const child = spawn("sh", ["-euc", line], { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk) => {
      said += chunk;
    });
  }
  return { child, said: () => said };
};

/** Runs a line to its end, and returns what it said. */
const runLine = async (folder: string, line: string): Promise<string> => {
  const { child, said } = shell(folder, line);
  const [code] = await once(child, "close");
  expect(code, `${line}\n${said()}`).toBe(0);
  return said();
};

/** Starts what does not end by itself; it must start, and end in order when it is told to. */
const startCollect = async (folder: string, line: string): Promise<string> => {
  const { child, said } = shell(folder, `exec ${line}`);
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  onTestFinished(async () => {
    const ended = hasEnded() ? undefined : once(child, "exit");
    child.kill("SIGTERM");
    await ended;
    expect(child.exitCode, `${line}\n${said()}`).toBe(0);
  });
  await eventually("the collector says where it is", () => hasEnded() || said().includes("Waymark collects at"));
  return /collects at (\S+)/.exec(said())?.[1] ?? expect.fail(`${line}\n${said()}`);
};

/** Runs a document's lines in order. Ports are free ones, the same for the same port of the document. */
const follow = async (lines: readonly string[], onCollector: (url: string) => Promise<unknown> = async () => {}) => {
  const folder = await makeFolder();
  const ports = new Map([["4318", `${await findFreePort()}`]]);
  const collectors: string[] = [];
  const outputs: string[] = [];
  const home = `http://127.0.0.1:${ports.get("4318")}`;
  const needsCollector = /\bcurl\b|waymark simulate/.test(lines.join("\n"));
  const own = "npx waymark collect --data data --config waymark.json";
  const all = needsCollector && !lines.some((line) => line.includes("waymark collect")) ? [own, ...lines] : lines;
  for (const line of all) {
    for (const [, port = ""] of line.matchAll(/(?::|--port )(\d{4})\b/g)) {
      if (!ports.has(port)) ports.set(port, `${await findFreePort()}`);
    }
    const here = line
      .replace(/(:|--port )(\d{4})\b/g, (_, before, port) => before + ports.get(port))
      .replace(/--journeys \d+/, "--journeys 20"); // quicker, and just the same
    if (/waymark collect/.test(here)) {
      const port = here.includes("--port") ? "" : ` --port ${ports.get("4318")}`;
      const url = await startCollect(folder, here + port);
      collectors.push(url);
      if (collectors.length === 1) await onCollector(url);
    } else {
      const toOwn = /waymark simulate/.test(here) && !here.includes("--collector") ? ` --collector ${home}/ingest` : "";
      outputs.push(await runLine(folder, here + toOwn));
    }
  }
  return { folder, collectors, outputs };
};

const linesOf = (document: string): readonly string[] =>
  blocksIn("sh")
    .filter(([, block]) => block.document === document)
    .flatMap(([, { text }]) => text.split("\n"))
    .filter((line) => line && !line.startsWith("#"));

test("npm finds the command before anything is built, or npx would ask a registry for its name", () => {
  expect(bin.waymark).not.toMatch(/\bdist\b/);
});

const others = documents.filter((document) => document !== "README.md" && linesOf(document).length > 0);

test.each(others)("%s: every line runs", { timeout: 60_000 }, async (document) => {
  await follow(linesOf(document));
});

/** The answer that the README shows, as a page would send it. */
const sendAnswer = async (url: string) => {
  const [, answer] = blocksIn("json").find(([, { text }]) => /"kind": "answer"/.test(text)) ?? [];
  const batch = "0199c1f0-6000-7000-8d3b-2f1e6a7c9d10";
  const visitor = "0199c1f0-0000-7000-8d3b-2f1e6a7c9d10";
  const head = { waymark: 1, site: "shop", sdk: "0", batch, attempt: 1, sentAt: 1_795_300_001_000, visitor };
  const body = JSON.stringify({ ...head, entries: [JSON.parse(`${answer?.text}`)] });
  const receipt = await (await fetch(`${url}/ingest`, { method: "POST", body })).json();
  expect(receipt).toMatchObject({ batch, accepted: 1 });
};

test("README.md: every line runs; what is read is what came, and a restored journal has it", {
  timeout: 60_000,
}, async () => {
  const { folder, collectors, outputs } = await follow(linesOf("README.md"), sendAnswer);
  expect(outputs.filter((output) => output.includes('"name":"pay-trouble/mood"'))).toHaveLength(1);
  const token = await readFile(join(folder, "restored/token"), "utf8");
  const headers = { Authorization: `Bearer ${token.trim()}` };
  const read = async () => (await fetch(`${collectors[1]}/api/status`, { headers })).json();
  await eventually("all is restored", async () => (await read()).entries.answer === 1);
});

test.each([
  ["npm run dmeo", 65],
  ["npx wayward collect", 64],
  ["npx waymark chekc waymark.json", 2],
  ["curl http://127.0.0.1:9/", 1],
  ["npx waymark check missing.json", 1],
])("%s would be found", async (line, code) => {
  const { child } = shell(await makeFolder(), line);
  expect(await once(child, "close")).toEqual([code, null]);
});

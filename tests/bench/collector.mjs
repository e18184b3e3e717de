// How much the built collector takes, durably, from another process: beside it node:http and JSON.parse alone, in the same run.
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { toFigure } from "./figure.mjs";

const fileAt = (path) => fileURLToPath(new URL(path, import.meta.url));
const COMMAND = fileAt("../../packages/cli/dist/waymark.js");
const CONNECTIONS = 64;
/** How long the ceiling is measured, as a share of how long the collector is. */
const SHARE = 0.25;
/** Between two looks at how far the read model is behind, ms. */
const LOOK = 250;
/** The read model may take this long to catch up, ms. */
const PATIENCE = 300_000;

/** Starts a process that prints its address, and gives it with the port. */
async function startServer(...args) {
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout });
  for await (const line of lines) {
    const port = Number(/ at http:\/\/127\.0\.0\.1:(\d+)/.exec(line)?.[1]);
    if (!port) continue;
    child.stdout.resume();
    return { child, port };
  }
  throw new Error(`${args[0]} ended before it listened.`);
}

async function stopServer(child) {
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  await ended;
}

async function sendLoad(port, seconds) {
  const args = [fileAt("send-load.mjs"), port, CONNECTIONS, seconds].map(String);
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  for await (const chunk of child.stdout) said += chunk;
  const seen = JSON.parse(said);
  const others = Object.keys(seen.statuses).filter((status) => status !== "200");
  if (others.length > 0 || seen.wrong > 0) throw new Error(`Not every request was taken: ${said}`);
  return seen;
}

/** MB that a process has had at most, or has now where the system does not say. */
async function readMemory({ pid }) {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  const kB = /^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? execFileSync("ps", ["-o", "rss=", "-p", String(pid)]);
  return Number(kB) / 1024;
}

async function readBehind(port) {
  const response = await fetch(`http://127.0.0.1:${port}/health`);
  const { status, behind } = await response.json();
  if (response.status !== 200) throw new Error(`The collector says that it is ${status}.`);
  return behind;
}

/** Looks at the collector again and again; the result ends it and tells the most that was seen. */
function watch({ port, child }) {
  const most = { behind: 0, memory: 0 };
  let isOver = false;
  const look = async () => {
    while (!isOver) {
      most.behind = Math.max(most.behind, (await readBehind(port)).ms);
      most.memory = Math.max(most.memory, await readMemory(child));
      await pause(LOOK);
    }
    return most;
  };
  const looking = look();
  return () => {
    isOver = true;
    return looking;
  };
}

/** How long after the last receipt the read model has all of it, ms. */
async function catchUp(port) {
  const begun = performance.now();
  while ((await readBehind(port)).entries > 0) {
    if (performance.now() - begun > PATIENCE) throw new Error("The read model does not catch up.");
    await pause(LOOK / 5);
  }
  return performance.now() - begun;
}

async function readCount(port, folder) {
  const token = (await readFile(join(folder, "token"), "utf8")).trim();
  const response = await fetch(`http://127.0.0.1:${port}/api/status`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  const { entries } = await response.json();
  return Object.values(entries).reduce((sum, count) => sum + count, 0);
}

async function measureCollector(seconds) {
  const folder = await mkdtemp(join(tmpdir(), "waymark-bench-"));
  const server = await startServer(COMMAND, "collect", "--data", folder, "--port", "0", "--quiet");
  try {
    const stopWatching = watch(server);
    const load = await sendLoad(server.port, seconds);
    const caughtUp = await catchUp(server.port);
    const most = await stopWatching();
    const stored = await readCount(server.port, folder);
    if (stored !== load.acknowledged) throw new Error(`${load.acknowledged} acknowledged, ${stored} stored.`);
    return { ...load, ...most, caughtUp };
  } finally {
    await stopServer(server.child);
    await rm(folder, { recursive: true, force: true });
  }
}

async function measureCeiling(seconds) {
  const { child, port } = await startServer(fileAt("parse-only.mjs"));
  try {
    return await sendLoad(port, seconds);
  } finally {
    await stopServer(child);
  }
}

/** `seconds`: how long the load lasts. */
export async function benchCollector({ seconds }) {
  const ceiling = await measureCeiling(Math.max(1, seconds * SHARE));
  const { acknowledged, took, requests, p50, p99, max, memory, behind, caughtUp } = await measureCollector(seconds);
  const figure = (name, unit, measured, rest) => toFigure({ name: `collector: ${name}`, unit, measured, ...rest });
  const rate = ceiling.acknowledged / ceiling.took;
  return [
    figure("entries durable", "1/s", acknowledged / took, { floor: rate, isWhole: true, least: 20_000 }),
    figure("requests", "1/s", requests / took, { floor: ceiling.requests / ceiling.took, isWhole: true }),
    figure("receipt, median", "ms", p50, { floor: ceiling.p50, isWhole: true }),
    figure("receipt, 99th percentile", "ms", p99, { floor: ceiling.p99, isWhole: true, budget: 300 }),
    figure("receipt, slowest", "ms", max, { floor: ceiling.max, isWhole: true }),
    figure("memory, most", "MB", memory, { budget: 1_024 }),
    figure("read model behind, most", "ms", behind),
    figure("read model caught up after", "ms", caughtUp),
  ];
}

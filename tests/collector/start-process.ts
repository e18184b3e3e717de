// A collector as its owner runs it: the built command, in a process of its own.
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished } from "vitest";

const COMMAND = fileURLToPath(new URL("../../packages/cli/dist/waymark.js", import.meta.url));

/** Starts `waymark collect` on a folder; resolves when it listens. It is killed after the test. */
export const startProcess = async (
  data: string,
  ...options: readonly string[]
): Promise<{ url: string; port: number; child: ChildProcess }> => {
  expect(existsSync(COMMAND), "packages/cli/dist/waymark.js is missing: npm run build makes it").toBe(true);
  const args = [COMMAND, "collect", "--data", data, "--port", "0", "--quiet", ...options];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  for await (const line of createInterface({ input: child.stdout })) {
    const [, url] = /^Waymark collects at (\S+)$/.exec(line) ?? [];
    if (url) return { url, port: Number(new URL(url).port), child };
  }
  throw new Error("The collector ended before it listened.");
};

/** Bytes that a process has in memory at most until now; nothing where the system does not say. */
export const readPeak = async ({ pid }: ChildProcess): Promise<number | undefined> => {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  const [, kB] = /^VmHWM:\s+(\d+)/m.exec(status) ?? [];
  return kB === undefined ? undefined : Number(kB) * 1024;
};

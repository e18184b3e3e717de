// `waymark check`: tells what is wrong in a `waymark.json`.
import { readFile } from "node:fs/promises";
import { findDoubles } from "./check/find-doubles.ts";
import { type Problem, toProblem } from "./check/finding.ts";
import { checkConfiguration } from "./check-configuration.ts";
import type { Terminal } from "./terminal.ts";

/** Bytes that the page reads at most. */
const MAX_BYTES = 64 * 1024;

const findProblems = (text: string): readonly Problem[] => {
  if (Buffer.byteLength(text) > MAX_BYTES) {
    return [{ path: "", problem: `is over ${MAX_BYTES} bytes`, remedy: "Shorten it: pages refuse to read it." }];
  }
  try {
    const value: unknown = JSON.parse(text);
    return [...findDoubles(text).map(toProblem), ...checkConfiguration(value)];
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return [{ path: "", problem: `is not JSON: ${error.message}`, remedy: "Correct it there; JSON has no comments." }];
  }
};

const toText = (file: string, problems: readonly Problem[]): string =>
  problems.length === 0
    ? `${file} is all right.`
    : problems.map(({ path, problem, remedy }) => `${path || file}: ${problem}. ${remedy}`).join("\n");

/** Exit code: 0 all right, 1 problems or no such file. */
export const check = async (file: string, json: boolean, { out, err }: Terminal): Promise<number> => {
  const text = await readFile(file, "utf8").catch(() => undefined);
  if (text === undefined) {
    err(`${file} cannot be read. Check its path.`);
    return 1;
  }
  const problems = findProblems(text);
  out(json ? JSON.stringify({ file, problems }, null, 2) : toText(file, problems));
  return problems.length === 0 ? 0 : 1;
};

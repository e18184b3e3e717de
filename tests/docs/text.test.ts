// Blocks without a language: the command's usage, what `waymark check` or `replay` says, or a diagram of a flow; nothing else.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { checkConfiguration } from "../../packages/cli/src/check-configuration.ts";
import { run } from "../../packages/cli/src/run.ts";
import { blocksIn, codeIn, readDocument } from "./read-documents.ts";
import { writeExample } from "./write-example.ts";

const say = async (...args: readonly string[]): Promise<string> => {
  let said = "";
  const out = (line: string) => {
    said += line;
  };
  await run(args, { out, err: out, signal: new AbortController().signal });
  return said;
};
const readUsage = (): Promise<string> => say("--help");

/** What the documents' own example comes to. */
const replayExample = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), "waymark-example-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeExample(folder);
  return say("replay", join(folder, "waymark.json"), join(folder, "journeys"));
};

const squeeze = (text: string): string => text.replace(/\s+/g, " ").trim();

/** Configurations whose faults the documents show. */
const FAULTY = [{ stages: [{ id: "a" }], triggers: [{ id: "leaving", on: {}, ask: "why" }] }];
const told = FAULTY.flatMap((value) =>
  checkConfiguration(value).map(({ path, problem, remedy }) => `${path}: ${problem}. ${remedy}`),
);

test.each(blocksIn("text"))("%s", async (_, { text }) => {
  if (/^(Usage:|waymark )/.test(text)) {
    const usage = squeeze(await readUsage());
    // A command's line may be broken; each begins with its name.
    const commands = text
      .replace("Usage:", "")
      .split(/^(?=\s*waymark )/m)
      .map(squeeze)
      .filter(Boolean);
    expect(commands.filter((command) => !usage.includes(command))).toEqual([]);
  } else if (/^[\w.[\]]+: /.test(text)) {
    expect(text.split("\n").filter((line) => !told.includes(line))).toEqual([]);
  } else if (/^\d+ journeys?, /.test(text)) {
    expect(text).toBe(await replayExample());
  } else {
    expect(text).toContain("->");
  }
});

test("the command's own page shows all of its usage", async () => {
  const usage = await readUsage();
  const shown = squeeze(
    blocksIn("text")
      .map(([, { document, text }]) => (document === "packages/cli/README.md" ? text : ""))
      .join("\n"),
  );
  const commands = [...usage.matchAll(/^ {2}(waymark [^\n]+(?:\n {6,}[-[][^\n]+)*)/gm)].map(([, each = ""]) =>
    squeeze(each),
  );
  expect(commands.length).toBeGreaterThan(2);
  expect(commands.filter((each) => each !== "waymark --help" && !shown.includes(each))).toEqual([]);
});

test("every option that the README gives to a command is one of it", async () => {
  const usage = await readUsage();
  const lines = [
    ...blocksIn("sh").flatMap(([, { text }]) => text.split("\n")),
    ...codeIn(readDocument("README.md")),
  ].filter((line) => /^(npx )?waymark [a-z]/.test(line));
  expect(lines.length).toBeGreaterThan(3);
  for (const line of lines) {
    const [, command = ""] = /waymark ([a-z]+)/.exec(line) ?? [];
    const [, part = ""] = new RegExp(`waymark ${command} ([\\s\\S]*?)(?=\\n {2}waymark|$)`).exec(usage) ?? [];
    for (const [option] of line.matchAll(/--[a-z-]+/g)) expect(part, line).toContain(option);
  }
});

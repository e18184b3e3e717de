// TypeScript in the documents: compiled against this workspace, and the endpoint of your own run.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { receiptSchema } from "@waymark/protocol/schema";
import ts from "typescript";
import { expect, onTestFinished, test } from "vitest";
import { eventually } from "../browser/harness/eventually.ts";
import { findTypeErrors } from "./compile-blocks.ts";
import { blocksIn } from "./read-documents.ts";

const blocks = blocksIn("ts").map(([, block]) => block);

test("every block compiles", { timeout: 60_000 }, () => {
  const wrong = { document: "a.md", line: 4, language: "ts" };
  const errors = findTypeErrors([
    ...blocks,
    { ...wrong, text: 'import { start } from "@waymark/sdk";\nstart({ site: 1 });' },
    { ...wrong, line: 8, text: 'waymark.push(["trak", "x"]);' },
  ]);
  expect(errors).toEqual([expect.stringContaining("a.md:6: Type 'number'"), expect.stringContaining("a.md:9: Type")]);
});

test("an endpoint of your own takes a batch, keeps it and answers a receipt", async () => {
  const { text } = blocks.find((block) => block.text.includes("createServer")) ?? {};
  const folder = await mkdtemp(join(tmpdir(), "waymark-endpoint-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  // A free port instead of its own, and told.
  const source = `${text}`.replace(".listen(8080)", ".listen(0, function () { console.log(this.address().port); })");
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
  });
  await writeFile(join(folder, "endpoint.mjs"), outputText);
  const child = spawn(process.execPath, ["endpoint.mjs"], { cwd: folder, stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(async () => {
    child.kill();
    if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  });
  let port = "";
  child.stdout.on("data", (chunk) => {
    port += chunk;
  });
  await eventually("the endpoint listens", () => port.includes("\n"));
  const batch = { waymark: 1, batch: "0199c1f0-5a10-7000-8d3b-2f1e6a7c9d10", entries: [{ id: "a" }, { id: "b" }] };
  const reply = await fetch(`http://127.0.0.1:${port.trim()}`, { method: "POST", body: JSON.stringify(batch) });
  expect(receiptSchema.parse(await reply.json())).toMatchObject({ batch: batch.batch, accepted: 2, refused: [] });
  expect(reply.headers.get("Access-Control-Allow-Origin")).toBe("*");
  expect(await readFile(join(folder, "entries.ndjson"), "utf8")).toBe('{"id":"a"}\n{"id":"b"}\n');
});

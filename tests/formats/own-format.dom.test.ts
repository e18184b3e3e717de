// The example of a format of one's own, as it stands in the README: run in a page whose collector knows nothing of Waymark.
import "fake-indexeddb/auto";
import { readFileSync } from "node:fs";
import * as sdk from "@waymark/sdk";
import ts from "typescript";
import { afterEach, expect, test, vi } from "vitest";

const README = readFileSync("packages/formats/README.md", "utf8");
const [, example = ""] = /## A format of your own[\s\S]*?```ts\n([\s\S]*?)```/.exec(README) ?? [];

afterEach(() => vi.unstubAllGlobals());

test("what is tracked arrives in that format, and leaves the queue", async () => {
  vi.stubGlobal("__VERSION__", "0.0.0");
  const arrived: string[] = [];
  vi.stubGlobal("fetch", async (url: string, { body, headers }: { body: string; headers: Record<string, string> }) => {
    expect([url, headers["Content-Type"]]).toEqual(["https://logs.example/lines", "text/plain"]);
    arrived.push(...body.split("\n").filter(Boolean));
    return new Response("thanks");
  });
  const lines = example.split("\n").filter((line) => line && !/^(import|start)/.test(line));
  expect(lines.length).toBeLessThanOrEqual(10);

  const { outputText } = ts.transpileModule(example, { compilerOptions: { module: ts.ModuleKind.CommonJS } });
  let waymark: sdk.Waymark | undefined;
  const start = (options: sdk.Options) => {
    waymark = sdk.start(options);
  };
  new Function("require", "exports", outputText)(() => ({ ...sdk, start }), {});
  await waymark?.track("coupon-opened");
  await waymark?.flush();
  await vi.waitFor(() => expect(arrived.map((line) => line.split(" ")[2])).toContain("coupon-opened"));
  expect(await waymark?.stats()).toMatchObject({ queued: 0, refused: [] });
  waymark?.stop();
});

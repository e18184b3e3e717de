// What is wrong with a list of targets is said with its place and remedy; no secret may stand in it.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readTargets } from "../../../packages/collector/src/forward/read-targets.ts";
import { makeFolder } from "../fixtures.ts";

const read = async (content: unknown, environment = {}) => {
  const file = join(await makeFolder(), "targets.json");
  await writeFile(file, typeof content === "string" ? content : JSON.stringify(content));
  return readTargets(file, environment);
};
const good = { name: "hook", format: "webhook", url: "https://hooks.example/in" };
const ga4 = {
  name: "ga4",
  format: "ga4",
  url: "https://www.google-analytics.com/mp/collect",
  key: "G-X",
  secretFrom: "GA4_SECRET",
};

test("reads targets, and secrets from the environment", async () => {
  const targets = await read([good, ga4], { GA4_SECRET: "s3cret" });
  expect(targets).toMatchObject([
    { name: "hook", format: { name: "webhook" }, from: "now", unknown: "drop" },
    { name: "ga4", secret: "s3cret" },
  ]);
});

test.each<[string, unknown, RegExp]>([
  ["no JSON", "[", /are no JSON\. Correct it/],
  ["no list", {}, /are no list/],
  [
    "a secret in the file",
    [{ ...good, secret: "x" }],
    /\[0\]\.secret stands in the file\. Put it into the environment/,
  ],
  ["a variable that is not set", [ga4], /GA4_SECRET is not set/],
  ["a relay without a secret", [{ ...ga4, secretFrom: undefined }], /\[0\] needs a secret/],
  ["no such format", [{ ...good, format: "ga5" }], /\[0\]\.format is no format\. Give one of waymark, webhook/],
  ["no address", [{ ...good, url: "hooks.example" }], /\[0\]\.url is no address/],
  ["a name that is none", [{ ...good, name: "../x" }], /\[0\]\.name is none/],
  ["a name twice", [good, good], /two targets are named hook/],
  ["something odd", [{ ...good, retries: 3 }], /\[0\]\.retries is nothing that a target has/],
])("%s", async (_, content, message) => {
  await expect(read(content)).rejects.toThrow(message);
});

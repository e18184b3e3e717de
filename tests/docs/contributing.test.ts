// CONTRIBUTING.md against the repository: its commands, its map of the code, its words.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { MAY_IMPORT } from "../may-import.ts";
import { codeIn, findTable, readDocument, root, toProse } from "./read-documents.ts";

const CONTRIBUTING = readDocument("CONTRIBUTING.md");
const readPackage = (folder: string) => JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
const packages = readdirSync(join(root, "packages")).filter((name) => existsSync(join(root, "packages", name, "src")));

test("the commands are the scripts, and all of them", () => {
  const told = findTable(CONTRIBUTING, "command", "does").map(([command]) => codeIn(`${command}`)[0]);
  const scripts = Object.keys(readPackage(".").scripts).map((name) =>
    name === "test" ? "npm test" : `npm run ${name}`,
  );
  expect([...told].sort()).toEqual(scripts.sort());
});

/** All that a package could import: ours with their subpaths, what any package depends on, and Node's. */
const known = [
  ...packages.flatMap((name) => {
    const { dependencies = {}, exports = {} } = readPackage(`packages/${name}`);
    const own = Object.keys(exports).filter((path) => !path.endsWith(".json"));
    return [...Object.keys(dependencies), ...own.map((path) => `@waymark/${name}${path.slice(1)}`)];
  }),
  "node:*",
];

test("the code map says what the architecture allows", () => {
  const rows = findTable(CONTRIBUTING, "folder", "is", "runs", "may import");
  const folders = rows.map(([folder]) => codeIn(`${folder}`)[0]);
  expect(folders.filter((folder) => !existsSync(join(root, `${folder}`)))).toEqual([]);
  expect(folders).toEqual(expect.arrayContaining(packages.map((name) => `packages/${name}`)));
  const told = rows.map(([folder, , , allowed]) => [codeIn(`${folder}`)[0], [...codeIn(`${allowed}`)].sort()]);
  const allowed = folders.map((folder) => {
    const [, pattern = /^$/] = MAY_IMPORT.find(([prefix]) => `${folder}/`.slice("packages/".length) === prefix) ?? [];
    const fits = known.filter((name) => pattern.test(name.replace("*", "fs")));
    return [folder, [...new Set(fits)].sort()];
  });
  expect(told).toEqual(allowed);
});

test("no document uses a word that is called otherwise", () => {
  const never = findTable(CONTRIBUTING, "word", "is", "never called").flatMap(([, , words]) => `${words}`.split(", "));
  expect(never).toContain("backend");
  // Some name other things, too: the DOM's events, configurations, dialogs that are modal, services of somebody else.
  const shared = [
    "action",
    "capture",
    "config",
    "event",
    "hit",
    "modal",
    "record",
    "response",
    "service",
    "timeline",
    "trace",
  ];
  const pattern = new RegExp(`\\b(${never.filter((word) => !shared.includes(word)).join("|")})s?\\b`, "gi");
  const prose = ["README.md", "demo/README.md", ...packages.map((name) => `packages/${name}/README.md`)]
    .filter((document) => existsSync(join(root, document)))
    .map((document) => toProse(readDocument(document)).replace(/`[^`]*`/g, ""));
  expect(prose.join("\n").match(pattern) ?? []).toEqual([]);
});

// The boundaries of the design, held by the sources (who imports whom, types included) and by the built chunks.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { nodeResolve } from "@rollup/plugin-node-resolve";
import terser from "@rollup/plugin-terser";
import { rollup } from "rollup";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { MAY_IMPORT } from "./may-import.ts";

const root = fileURLToPath(new URL("../packages", import.meta.url));

interface Source {
  /** Such as `sdk/src/start.ts`. */
  readonly path: string;
  readonly text: string;
  /** Of every import and export, static or dynamic, of values or types. */
  readonly imports: readonly string[];
}

const read = (path: string): Source => {
  const text = readFileSync(join(root, path), "utf8");
  return { path, text, imports: ts.preProcessFile(text).importedFiles.map(({ fileName }) => fileName) };
};

const sources = readdirSync(root)
  .filter((name) => existsSync(join(root, name, "src")))
  .flatMap((name) => readdirSync(join(root, name, "src"), { recursive: true }).map((file) => `${name}/src/${file}`))
  .filter((path) => /\.tsx?$/.test(path))
  .map(read);

const isOwn = (specifier: string): boolean => specifier.startsWith(".");
const resolveOwn = (from: string, specifier: string): string => relative(root, resolve(root, from, "..", specifier));

const findForbidden = ({ path, imports }: Source): readonly string[] => {
  const [folder = "", allowed = /^$/] = MAY_IMPORT.find(([prefix]) => path.startsWith(prefix)) ?? [];
  const home = `${path.split("/")[0]}/src/`;
  return imports
    .filter((specifier) =>
      isOwn(specifier)
        ? !resolveOwn(path, specifier).startsWith(home) || (folder === "protocol/" && specifier.includes("/schema/"))
        : !allowed.test(specifier),
    )
    .map((specifier) => `${path} imports ${specifier}`);
};

/** All files that a file leads to through imports within its package. */
const findReached = (path: string, seen = new Set<string>()): ReadonlySet<string> => {
  const source = seen.has(path) ? undefined : sources.find((other) => other.path === path);
  seen.add(path);
  for (const specifier of source?.imports.filter(isOwn) ?? []) findReached(resolveOwn(path, specifier), seen);
  return seen;
};

describe("sources", () => {
  test("packages import one way", () => {
    expect(sources.length).toBeGreaterThan(20);
    expect(sources.flatMap(findForbidden)).toEqual([]);
  });

  test.each([
    ["dom", ["trackers", "pipeline", "ask"]],
    ["trackers", ["pipeline", "ask"]],
    ["pipeline", ["trackers", "ask"]],
    ["ask", ["trackers", "pipeline"]],
  ])("in the sdk, %s never leads to %j", (folder, others) => {
    const parts = sources.filter(({ path }) => path.startsWith(`sdk/src/${folder}/`));
    expect(parts).not.toEqual([]);
    const reached = parts.flatMap(({ path }) => [...findReached(path)].map((to) => `${path} leads to ${to}`));
    expect(reached.filter((line) => others.some((other) => line.includes(` to sdk/src/${other}/`)))).toEqual([]);
  });

  test("no file has a name that says nothing", () => {
    const names = sources.filter(({ path }) => /\b(utils?|helpers?|common|types?|managers?)\b/.test(basename(path)));
    expect(names.map(({ path }) => path)).toEqual([]);
  });

  test("files are named in kebab-case", () => {
    const odd = sources.filter(({ path }) => !/^[a-z0-9]+(-[a-z0-9]+)*\.tsx?$/.test(basename(path)));
    expect(odd.map(({ path }) => path)).toEqual([]);
  });

  test("nothing is exported by default", () => {
    const named = sources.filter(({ text }) => /^export default\b|\bas default\b/m.test(text));
    expect(named.map(({ path }) => path)).toEqual([]);
  });

  test("no file has more than 200 lines", () => {
    const long = sources.filter(({ text }) => text.trimEnd().split("\n").length > 200);
    expect(long.map(({ path }) => path)).toEqual([]);
  });
});

describe("built chunks", () => {
  // Names of properties, which no minifier may change.
  const MARKS = { preact: "__k", zod: "_zod" } as const;
  const findLibraries = (code: string) =>
    Object.entries(MARKS).flatMap(([name, mark]) => (code.includes(mark) ? name : []));

  const bundle = async (code: string): Promise<string> => {
    const file = join(root, "entry.js");
    const entry = {
      name: "entry",
      resolveId: (id: string) => (id === "entry" ? file : null),
      load: (id: string) => (id === file ? code : null),
    };
    const bundled = await rollup({ input: "entry", plugins: [entry, nodeResolve(), terser()], logLevel: "silent" });
    const { output } = await bundled.generate({ format: "iife" });
    return output[0].code;
  };

  test.each([
    ["preact", 'import { h, render } from "preact"; render(h("p", {}), document.body);'],
    ["zod", 'import { object } from "zod"; console.log(object({}));'],
  ])("%s would be found", { timeout: 60_000 }, async (name, code) => {
    expect(findLibraries(await bundle(code))).toEqual([name]);
  });

  test.each(["waymark.js", "waymark.signals.js", "waymark.forms.js", "waymark.ask.js"])(
    "%s has neither preact nor zod in it",
    (name) => {
      const file = join(root, "sdk/dist", name);
      if (!existsSync(file)) throw new Error(`${file} is missing: run \`npm run build\` first.`);
      expect(findLibraries(readFileSync(file, "utf8"))).toEqual([]);
    },
  );
});

describe("files that reach a page", () => {
  const folder = join(root, "sdk/dist");
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => /^waymark.*\.js$/.test(name)) : [];
  const readFile = (name: string): Buffer => {
    const file = join(folder, name);
    if (!existsSync(file)) throw new Error(`${file} is missing: run \`npm run build\` first.`);
    return readFileSync(file);
  };
  /** What makes code or elements of text. */
  const SINKS =
    /\beval\b|\bFunction\s*\(|\b(?:inner|outer)HTML\b|insertAdjacentHTML|document\.write|createContextualFragment|parseFromString|srcdoc/g;
  const findSinks = (code: string): readonly string[] => code.match(SINKS) ?? [];

  test.each(["eval(x)", "(0,eval)(x)", "new Function('x')", "a.innerHTML=x", "a['outerHTML']", "document.writeln(x)"])(
    "%s would be found",
    (code) => expect(findSinks(code)).toHaveLength(1),
  );

  test("none of them makes code or elements of text", () => {
    expect(names).toEqual(expect.arrayContaining(["waymark.js", "waymark.all.js", "waymark.survey.js"]));
    const found = names.flatMap((name) => findSinks(`${readFile(name)}`).map((sink) => `${name} has ${sink}`));
    expect(found).toEqual([]);
  });

  test("the hashes that are given out for them are theirs, and none has none", () => {
    const { files } = JSON.parse(`${readFile("integrity.json")}`) as {
      files: { [name: string]: { integrity: string } };
    };
    const given = Object.entries(files).map(([name, { integrity }]) => [name, integrity]);
    const toHash = (name: string) => `sha384-${createHash("sha384").update(readFile(name)).digest("base64")}`;
    expect(given).toEqual(names.sort().map((name) => [name, toHash(name)]));
  });
});

// Compiles every package once, then bundles what travels: packages as modules, and the page's parts as classic scripts.
import { createHash } from "node:crypto";
import { chmodSync, cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import nodeResolve from "@rollup/plugin-node-resolve";
import replace from "@rollup/plugin-replace";
import terser from "@rollup/plugin-terser";
import typescript from "@rollup/plugin-typescript";
import license from "rollup-plugin-license";

const COMPILED = ".build";
const SDK = "packages/sdk/dist";
const { version } = JSON.parse(readFileSync("packages/sdk/package.json", "utf8"));
const isBare = (id) => !/^[./]/.test(id);
const compiled = (path) => `${COMPILED}/${path}.js`;

const modules = [
  "protocol/src/index",
  "protocol/src/schema/index",
  "journey/src/index",
  "sdk/src/index",
  "sdk/src/script",
  "sdk/src/plan-script",
  "sdk/src/signals-script",
  "sdk/src/forms-script",
  "sdk/src/ask-script",
  "sdk/src/idle-script",
  "survey/src/index",
  "survey/src/script",
  "survey/src/button-script",
  "map/src/index",
  "map/src/script",
  "collector/src/index",
  "cli/src/index",
  "cli/src/waymark",
];

/** TypeScript to JavaScript, file by file; what follows bundles the result and knows no types. */
const compile = {
  input: Object.fromEntries(modules.map((path) => [path, `packages/${path}.ts`])),
  external: isBare,
  output: { dir: COMPILED, preserveModules: true, preserveModulesRoot: "packages", sourcemap: true },
  plugins: [
    typescript({
      noEmit: false,
      noEmitOnError: true,
      declaration: true,
      declarationDir: COMPILED,
      outDir: COMPILED,
      rootDir: "packages",
      sourceMap: true,
      filterRoot: process.cwd(),
      include: ["packages/*/src/**/*.ts", "packages/*/src/**/*.tsx"],
    }),
    { name: "clean", buildStart: () => rmSync(COMPILED, { recursive: true, force: true }) },
    // TypeScript wraps `import(url)` to rewrite endings of source files; ours is never one.
    { name: "unwrap", renderChunk: (code) => code.replaceAll("__rewriteRelativeImportExtension(", "(") },
  ],
};

/** `@waymark/name/part` is compiled beside us. */
const ownPackages = {
  name: "own-packages",
  resolveId(id) {
    const [, name, part] = /^@waymark\/([^/]+)(?:\/(.+))?$/.exec(id) ?? [];
    return name ? resolve(compiled([name, "src", part, "index"].filter(Boolean).join("/"))) : null;
  },
};

const minify = () =>
  terser({
    ecma: 2022,
    module: true,
    compress: { passes: 8, inline: 1, unsafe: true, unsafe_arrows: true, pure_getters: true, keep_fargs: false },
    format: { comments: false },
  });
/** The core holds the hashes of plan and idle, the plan those of signals, forms, ask, survey and button: so each is built after what it names. */
const constants = () =>
  replace({
    preventAssignment: true,
    __VERSION__: JSON.stringify(version),
    ...Object.fromEntries(
      [...parts, "languages"].map((name) => [`__${name.toUpperCase()}__`, () => JSON.stringify(integrityOf(name))]),
    ),
  });

const parts = ["survey", "button", "signals", "forms", "ask", "idle", "plan"];
/** Those that come from another package than the sdk. */
const OF_SURVEY = { survey: "survey/src/script", button: "survey/src/button-script" };
const fileOf = (name) => `${SDK}/waymark${name ? `.${name}` : ""}.js`;
const integrityOf = (name) =>
  `sha256-${createHash("sha256")
    .update(readFileSync(fileOf(name)))
    .digest("base64")}`;

/** The survey's words: a file for each language, and one that holds the hashes of all, which only other than English needs. */
const languages = readdirSync("packages/survey/src/languages").map((file) => file.replace(".ts", ""));
const words = {
  name: "words",
  resolveId: (id) => (id.startsWith("words") ? id : null),
  load(id) {
    const parts = 'globalThis[Symbol.for("waymark")]';
    const [, name] = /^words:(.+)/.exec(id) ?? [];
    if (name) {
      const from = JSON.stringify(resolve(compiled(`survey/src/languages/${name}`)));
      return `import { strings } from ${from}; ${parts}["survey.${name}"] = strings;`;
    }
    if (id !== "words") return null;
    const hashes = Object.fromEntries(languages.map((each) => [`survey.${each}`, integrityOf(`survey.${each}`)]));
    return `const parts = ${parts}; parts.integrity = { ...parts.integrity, ...${JSON.stringify(hashes)} }; parts.languages = true;`;
  },
};

/** Takes the white space out of the survey's style sheet, which stands in template literals. */
const squeeze = (css) =>
  css
    .replace(/\s+/g, " ")
    .replace(/\s*([{};,>~])\s*/g, "$1")
    .replace(/ !/g, "!")
    .replace(/;}/g, "}")
    .replace(/(:| \/) /g, (mark) => mark.trim());
const styles = {
  name: "styles",
  transform: (code, id) => (id.endsWith("/survey/src/styles.js") ? code.replace(/`[^`]*`/g, squeeze) : null),
};

const script = (input, name, plugins = []) => ({
  input,
  output: { file: fileOf(name), format: "iife", sourcemap: false, inlineDynamicImports: true, generatedCode: "es2015" },
  plugins: [ownPackages, nodeResolve({ browser: true }), constants(), styles, ...plugins, minify()],
});

/** A package as one module; its dependencies stay imports. */
const library = (path, file) => ({
  input: compiled(path),
  external: isBare,
  output: {
    dir: `packages/${path.split("/")[0]}/dist`,
    entryFileNames: file,
    chunkFileNames: ({ name }) => (name === "index" ? "shared.js" : "[name].js"),
    generatedCode: "es2015",
  },
  plugins: [nodeResolve(), constants(), { name: "declarations", writeBundle: () => copyDeclarations(path) }],
});

function copyDeclarations(path) {
  const [name] = path.split("/");
  const isDeclaration = (source) => !/\.(js|map)$/.test(source);
  cpSync(`${COMPILED}/${name}/src`, `packages/${name}/dist`, { recursive: true, filter: isDeclaration });
}

/** The map's page: a document, a style sheet and one module, each as it is served. */
const map = {
  input: compiled("map/src/script"),
  output: { file: "packages/map/dist/map.js", format: "es", sourcemap: false, generatedCode: "es2015" },
  plugins: [
    ownPackages,
    nodeResolve({ browser: true }),
    constants(),
    minify(),
    {
      name: "page",
      writeBundle: () => {
        cpSync("packages/map/src/map.html", "packages/map/dist/map.html");
        // Later parts win over earlier ones.
        const styles = "page controls lanes drawing voice cards panel tables states media".split(" ");
        const read = (name) => readFileSync(`packages/map/src/styles/${name}.css`, "utf8");
        const plain = styles
          .map(read)
          .join("\n")
          .replace(/\/\*[\s\S]*?\*\//g, "");
        writeFileSync("packages/map/dist/map.css", squeeze(plain).trim());
      },
    },
  ],
};

const everything = {
  name: "everything",
  resolveId: (id) => (id === "everything" ? id : null),
  load: (id) =>
    id === "everything"
      ? [
          "sdk/src/plan-script",
          "sdk/src/signals-script",
          "sdk/src/forms-script",
          "sdk/src/ask-script",
          "sdk/src/idle-script",
          "survey/src/script",
          "survey/src/button-script",
          "sdk/src/script",
        ]
          .map((path) => `import ${JSON.stringify(resolve(compiled(path)))};`)
          .join("\n")
      : null,
};

const notices = license({
  thirdParty: {
    output: {
      file: `${SDK}/NOTICES.txt`,
      template: (dependencies) =>
        dependencies
          .map((each) => `${each.name} ${each.version} (${each.license})\n\n${each.licenseText}`)
          .join("\n\n---\n\n"),
    },
  },
});

/** What is made of the bundles when all are written. */
const finish = {
  name: "finish",
  async writeBundle() {
    const files = readdirSync(SDK).filter((file) => /^waymark.*\.js$/.test(file));
    const about = (file) => {
      const bytes = readFileSync(`${SDK}/${file}`);
      const integrity = `sha384-${createHash("sha384").update(bytes).digest("base64")}`;
      return [file, { bytes: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length, integrity }];
    };
    const list = Object.fromEntries(files.sort().map(about));
    writeFileSync(`${SDK}/integrity.json`, `${JSON.stringify({ version, files: list }, null, 2)}\n`);
    if (existsSync("packages/cli/dist/waymark.js")) chmodSync("packages/cli/dist/waymark.js", 0o755);
    const { z } = await import("zod");
    const { configurationSchema, mapNotesSchema } = await import(
      pathToFileURL(resolve("packages/protocol/dist/schema/index.js")).href
    );
    for (const [name, schema] of Object.entries({ waymark: configurationSchema, map: mapNotesSchema })) {
      writeFileSync(`packages/protocol/${name}.schema.json`, `${JSON.stringify(z.toJSONSchema(schema), null, 2)}\n`);
    }
  },
};

export default [
  compile,
  library("protocol/src/index", "index.js"),
  library("protocol/src/schema/index", "schema/index.js"),
  library("journey/src/index", "index.js"),
  library("sdk/src/index", "index.js"),
  library("survey/src/index", "index.js"),
  library("map/src/index", "index.js"),
  library("collector/src/index", "index.js"),
  library("cli/src/index", "index.js"),
  library("cli/src/waymark", "waymark.js"),
  ...languages.map((name) => script(`words:${name}`, `survey.${name}`, [words])),
  script("words", "languages", [words]),
  ...parts.map((name) => script(compiled(OF_SURVEY[name] ?? `sdk/src/${name}-script`), name)),
  script(compiled("sdk/src/script"), ""),
  map,
  script("everything", "all", [everything, notices, finish]),
];

// Compiles code blocks as if each were a file of this workspace, with the project's own settings.
import { join } from "node:path";
import ts from "typescript";
import { type Block, root } from "./read-documents.ts";

const settings = (): ts.CompilerOptions => {
  const { config, error } = ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile);
  if (error) throw new Error(ts.flattenDiagnosticMessageText(error.messageText, "\n"));
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  return { ...options, allowJs: true, checkJs: true, moduleDetection: ts.ModuleDetectionKind.Force };
};

/** What a page finds on its window once the tag has run, and the list that takes calls before. */
const PAGE = `import type { Waymark } from "@waymark/sdk";
type Call = { [M in keyof Waymark]: [method: M, ...rest: Parameters<Waymark[M]>] }[keyof Waymark];
declare global {
  var waymark: Waymark & { push(...calls: Call[]): void };
}
`;

/** What is wrong in each block, by its place in the document: `README.md:12: …`. */
export const findTypeErrors = (blocks: readonly Block[]): readonly string[] => {
  const options = settings();
  const page = join(root, "tests/docs/in-page.d.ts");
  const files = new Map(
    blocks.map((block) => [
      join(root, `tests/docs/${block.document.replaceAll("/", "-")}-${block.line}.${block.language}`),
      block,
    ]),
  );
  const host = ts.createCompilerHost(options);
  const read = (file: string) => (file === page ? PAGE : files.get(file)?.text);
  const program = ts.createProgram([...files.keys(), page], options, {
    ...host,
    fileExists: (file) => read(file) !== undefined || host.fileExists(file),
    readFile: (file) => read(file) ?? host.readFile(file),
    getSourceFile: (file, target) => {
      const text = read(file);
      return text === undefined ? host.getSourceFile(file, target) : ts.createSourceFile(file, text, target);
    },
  });
  return [...files].flatMap(([file, { document, line }]) => {
    const source = program.getSourceFile(file);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map((error) => {
      const at = source?.getLineAndCharacterOfPosition(error.start ?? 0).line ?? 0;
      return `${document}:${line + 1 + at}: ${ts.flattenDiagnosticMessageText(error.messageText, "\n")}`;
    });
  });
};

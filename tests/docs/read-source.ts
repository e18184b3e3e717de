// What the sources themselves say: members of an interface, values of constants, budgets.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { root } from "./read-documents.ts";

export const readSource = (path: string): string => readFileSync(join(root, path), "utf8");

/** Names of an exported interface's members, in the order written. */
export const membersOf = (path: string, name: string): readonly string[] => {
  const file = ts.createSourceFile(path, readSource(path), ts.ScriptTarget.Latest);
  const found = file.statements.find((node) => ts.isInterfaceDeclaration(node) && node.name.text === name);
  if (!found || !ts.isInterfaceDeclaration(found)) throw new Error(`${path} has no interface ${name}`);
  return found.members.map((member) => member.name?.getText(file) ?? "");
};

/** Options that the script tag takes, as its attributes; functions come from npm alone. */
export const attributes: readonly string[] = membersOf("packages/sdk/src/options.ts", "Options")
  .filter((name) => name !== "survey" && name !== "button")
  .map((name) => `data-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`);

/** What `window.waymark` can do. */
export const methods: readonly string[] = membersOf("packages/sdk/src/waymark.ts", "Waymark");

/** Budgets of `npm run size` by file, kB. */
export const budgets: readonly (readonly [file: string, kB: string])[] = [
  ...readSource("tests/size.mjs").matchAll(/^ {2}"(waymark[\w.*]*\.js)": ([\d.]+),$/gm),
].map(([, file = "", kB = ""]) => [file, kB]);

// The documents of this repository and the code blocks in them, so that tests can hold each to what it says.
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** The repository's folder. */
export const root = resolve(import.meta.dirname, "../..");

const LEFT_OUT = /^(node_modules|dist|\..+)$/;

const listMarkdown = (folder: string): readonly string[] =>
  readdirSync(join(root, folder), { withFileTypes: true }).flatMap((each) => {
    const path = folder ? `${folder}/${each.name}` : each.name;
    if (LEFT_OUT.test(each.name)) return [];
    return each.isDirectory() ? listMarkdown(path) : path.endsWith(".md") ? [path] : [];
  });

/** Paths from the root, such as `packages/sdk/README.md`. */
export const documents: readonly string[] = listMarkdown("");

export interface Block {
  /** Path of the document. */
  readonly document: string;
  /** Of the opening fence, from 1. */
  readonly line: number;
  /** The first word after the fence; `text` without one. */
  readonly language: string;
  readonly text: string;
}

export const readDocument = (document: string): string => readFileSync(join(root, document), "utf8");

/**
 * The fenced blocks of a document (CommonMark 4.5), those in lists without their indent.
 * @throws Error for a fence that is never closed
 */
export const findBlocks = (document: string, markdown: string): readonly Block[] => {
  const blocks: Block[] = [];
  let open: { indent: string; fence: string; language: string; line: number; lines: string[] } | undefined;
  for (const [index, line] of markdown.split("\n").entries()) {
    const [, indent = "", fence = "", rest = ""] = /^([ \t]*)(`{3,}|~{3,})(.*)$/.exec(line) ?? [];
    if (!open) {
      const language = /\S+/.exec(rest)?.[0] ?? "text";
      if (fence && !rest.includes("`")) open = { indent, fence, language, line: index + 1, lines: [] };
    } else if (fence.startsWith(open.fence) && !rest.trim()) {
      blocks.push({ document, line: open.line, language: open.language, text: open.lines.join("\n") });
      open = undefined;
    } else {
      open.lines.push(line.startsWith(open.indent) ? line.slice(open.indent.length) : line);
    }
  }
  if (open) throw new Error(`${document}:${open.line}: the code block is never closed`);
  return blocks;
};

export const blocks: readonly Block[] = documents.flatMap((document) => findBlocks(document, readDocument(document)));

/** The blocks of some languages, each under the name that a test shows: `README.md:12`. */
export const blocksIn = (...languages: readonly string[]): readonly (readonly [name: string, block: Block])[] =>
  blocks
    .filter(({ language }) => languages.includes(language))
    .map((block) => [`${block.document}:${block.line}`, block] as const);

/** A document's words without its code blocks. */
export const toProse = (markdown: string): string => {
  const lines = markdown.split("\n");
  for (const { line, text } of findBlocks("", markdown)) lines.fill("", line - 1, line + text.split("\n").length + 1);
  return lines.join("\n");
};

/** The body rows of the table whose header row begins with these cells, cells trimmed. */
export const findTable = (markdown: string, ...header: readonly string[]): readonly (readonly string[])[] => {
  const toCells = (line: string) =>
    line
      .trim()
      .slice(1, -1)
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim());
  const lines = markdown.split("\n");
  const start = lines.findIndex((line) => {
    const cells = line.startsWith("|") ? toCells(line) : [];
    return header.every((cell, index) => cells[index] === cell);
  });
  if (start < 0) throw new Error(`There is no table headed ${header.join(" | ")}`);
  const end = lines.findIndex((line, index) => index > start && !line.startsWith("|"));
  return lines.slice(start + 2, end < 0 ? undefined : end).map(toCells);
};

/** What stands in backticks. */
export const codeIn = (markdown: string): readonly string[] =>
  [...markdown.matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code);

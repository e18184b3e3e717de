// Every document: no code block that nothing looks at, no link that leads nowhere, no picture without words.
import { existsSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { blocks, codeIn, documents, findBlocks, findTable, readDocument, root, toProse } from "./read-documents.ts";

describe("reading", () => {
  const fenced = ["a", "```ts", "let x;", "```", "- b", "  ~~~~", "  ~~~", "   c", "  ~~~~", "```", "d", "```"].join(
    "\n",
  );

  test("finds blocks with their language and line, in lists too", () => {
    expect(findBlocks("a.md", fenced).map(({ line, language, text }) => [line, language, text])).toEqual([
      [2, "ts", "let x;"],
      [6, "text", "~~~\n c"],
      [10, "text", "d"],
    ]);
  });
  test("prose is what is left", () => expect(toProse(fenced).split(/\n+/)).toEqual(["a", "- b", ""]));
  test("a fence that is never closed is an error", () => {
    expect(() => findBlocks("a.md", "```ts\nx")).toThrow("a.md:1");
  });
  test("finds a table by its header", () => {
    expect(findTable("x\n| a | b |\n|--|--|\n| `1` | 2 |\n\ny", "a")).toEqual([["`1`", "2"]]);
    expect(() => findTable("| b |\n|--|\n", "a")).toThrow("no table headed a");
  });
});

test("there are documents, and blocks in them", () => {
  expect(documents).toEqual(expect.arrayContaining(["README.md", "CONTRIBUTING.md", "packages/sdk/README.md"]));
  expect(blocks.length).toBeGreaterThan(20);
});

/** A block that no test of its language looks at would be left out in silence. */
test.each([...new Set(blocks.map(({ language }) => language))])("blocks of %s have a test of their own", (language) => {
  const files = [`${language}.test.ts`, `${language}.dom.test.ts`].map((file) => join(root, "tests/docs", file));
  expect(files.some((file) => existsSync(file))).toBe(true);
});

/** As GitHub names them. */
const anchorsOf = (markdown: string): readonly string[] =>
  [...toProse(markdown).matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .replaceAll(" ", "-"),
  );

describe.each(documents)("%s", (document) => {
  const markdown = readDocument(document);
  const prose = toProse(markdown);
  const links = [...prose.matchAll(/\]\(([^)\s]+)\)|(?:src|srcset|href)="([^"]+)"/g)].map(([, a, b]) => a ?? b ?? "");

  test("links lead somewhere", () => {
    const lost = links.filter((link) => {
      if (/^https?:/.test(link)) return !URL.canParse(link);
      const [path = "", anchor] = link.split("#");
      const target = path ? join(dirname(document), path) : document;
      if (!existsSync(join(root, target))) return true;
      return anchor !== undefined && !anchorsOf(readDocument(target)).includes(anchor);
    });
    expect(lost).toEqual([]);
  });

  test("pictures say what they show", () => {
    const alts = [...prose.matchAll(/!\[([^\]]*)\]|<img[^>]*\balt="([^"]*)"/g)].map(([, a, b]) => a ?? b ?? "");
    expect(alts.length).toBe([...prose.matchAll(/!\[|<img\b/g)].length);
    expect(alts.filter((alt) => alt.split(" ").length < 5)).toEqual([]);
  });

  test("pictures are small", () => {
    const pictures = links.filter((link) => /\.(webp|png|jpe?g|svg)$/.test(link));
    const large = pictures.filter((path) => statSync(join(root, dirname(document), path)).size > 150_000);
    expect(large).toEqual([]);
  });

  test("nothing is praised", () => {
    const praise =
      /\b(seamless(ly)?|powerful|easily|simply|just works|robust|blazing(ly)?|effortless(ly)?|beautiful(ly)?|delightful|cutting.edge|best.in.class)\b/gi;
    expect(prose.match(praise) ?? []).toEqual([]);
  });
});

test("no document names a file that is not there", () => {
  const lost = documents.flatMap((document) =>
    codeIn(toProse(readDocument(document)))
      .filter((code) => /^(packages|tests|demo|docs)\/[\w./-]+\.\w+$/.test(code) && !code.includes("/dist/"))
      .filter((path) => !existsSync(join(root, path)))
      .map((path) => `${document}: ${path}`),
  );
  expect(lost).toEqual([]);
});

// HTTP in the documents: Content-Security-Policies alone, of directives that exist; tests/browser/readme.test.ts serves each.
import { describe, expect, test } from "vitest";
import { blocksIn } from "./read-documents.ts";

const DIRECTIVE =
  /^(default-src|script-src|style-src|img-src|connect-src|form-action|base-uri|frame-ancestors) ('none'|'self'|'nonce-\w+'|'sha384-\w+'|data:|https:\/\/[\w.]+)( ('self'|data:|https:\/\/[\w.]+))*$|^require-trusted-types-for 'script'$|^trusted-types ('none'|waymark)$/;

const findFaults = (text: string): readonly string[] => {
  const [, policy] = /^Content-Security-Policy: ([^\n]+)$/.exec(text) ?? [];
  return policy === undefined ? [text] : policy.split("; ").filter((directive) => !DIRECTIVE.test(directive));
};

describe("policies", () => {
  test.each(blocksIn("http"))("%s", (_, { text, document }) => {
    expect(findFaults(text)).toEqual([]);
    // Those of other documents nobody serves.
    expect(document).toBe("README.md");
  });

  test.each(["GET /ingest HTTP/1.1", "Content-Security-Policy: default-scr 'none'"])("%s would be found", (text) => {
    expect(findFaults(text)).toHaveLength(1);
  });
});

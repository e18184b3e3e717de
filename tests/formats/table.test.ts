// The README's table of formats is the catalogue's, row by row.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { CATALOGUE } from "@waymark/formats";
import { expect, test } from "vitest";

const README = readFileSync(fileURLToPath(new URL("../../packages/formats/README.md", import.meta.url)), "utf8");

const HEAD = ["format", "address such as", "key", "way", "tells doubles", "preflight", "answers", "verified by"];
const yes = (is: boolean) => (is ? "yes" : "no");
const rows = CATALOGUE.map(({ format, example, key, way, answers, verified }) => [
  `\`${format.name}\``,
  `\`${example}\``,
  key,
  way,
  yes(format.dedupes),
  way === "relay" ? "–" : yes(format.preflight),
  answers,
  verified,
]);

test("the table says what the code says", () => {
  const [, table = ""] = /<!-- formats -->\n([\s\S]*?)<!-- \/formats -->/.exec(README) ?? [];
  const cells = table
    .trim()
    .split("\n")
    .filter((line) => !/^\|[ -|]*-[ -|]*\|$/.test(line) || /[a-z]/.test(line))
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  expect(cells).toEqual([HEAD, ...rows]);
});

// A map as one file that needs nothing else: figures, script and style stand in the document.
import type { JourneyMap } from "@waymark/protocol";
import type { Beside } from "./render-map.tsx";

/** Id of the element that holds the figures. */
export const EMBEDDED = "waymark-map";

export interface MapFileParts {
  /** The built `map.html`, `map.css` and `map.js`. */
  readonly page: string;
  readonly style: string;
  readonly script: string;
  /** SHA-256 of a text as a source expression of CSP, such as `'sha256-…'`. */
  readonly hash: (text: string) => string;
}

/** Nothing in it may end the element that it stands in, whatever strangers wrote. */
const toJson = (value: unknown): string => JSON.stringify(value).replaceAll("<", "\\u003c");

const toPolicy = ({ style, script, hash }: MapFileParts): string =>
  [
    "default-src 'none'",
    `script-src ${hash(script)}`,
    `style-src ${hash(style)}`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join("; ");

/** The document: nothing in it loads, and nothing but its own script runs. */
export const toMapFile = (map: JourneyMap, beside: Beside, parts: MapFileParts): string => {
  const { page, style, script } = parts;
  const head = [
    `<meta http-equiv="Content-Security-Policy" content="${toPolicy(parts)}">`,
    `<style>${style}</style>`,
    `<script type="application/json" id="${EMBEDDED}">${toJson({ map, ...beside })}</script>`,
    `<script type="module">${script}</script>`,
  ].join("\n");
  // As functions: what is put in may hold signs that `replace` would read.
  return page
    .replace(/ *<link rel="stylesheet"[^>]*>\n/, () => "")
    .replace(/ *<script[^>]*><\/script>\n/, () => "")
    .replace(/<meta charset="utf-8">/, (meta) => `${meta}\n${head}`);
};

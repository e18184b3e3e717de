// Puts findings into the order in which their places stand in the file.
import type { Finding } from "./finding.ts";

/** Which places of a file come before which: what is missing before what is there, the whole before its parts. */
function comparePaths(file: unknown, a: readonly PropertyKey[], b: readonly PropertyKey[]): number {
  let at = file;
  for (let depth = 0; depth < Math.min(a.length, b.length); depth++) {
    if (a[depth] !== b[depth]) {
      const keys = Object.keys(Object(at));
      return keys.indexOf(String(a[depth])) - keys.indexOf(String(b[depth]));
    }
    at = Object(at)[a[depth] as PropertyKey];
  }
  return a.length - b.length;
}

/** Findings about the same place stay as they come. */
export const inFileOrder = (file: unknown, findings: readonly Finding[]): readonly Finding[] =>
  [...findings].sort((a, b) => comparePaths(file, a.path, b.path));

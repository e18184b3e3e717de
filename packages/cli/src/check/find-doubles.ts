// Names that stand twice in one object of a JSON text: the last one counts, and what came before is lost without a word.
import { type Finding, finding } from "./finding.ts";

const TOKEN = /"(?:[^"\\]|\\.)*"(?=\s*(:)?)|[{}[\],]/g;

interface Level {
  /** The names so far; `undefined` in a list. */
  readonly names: Set<string> | undefined;
  /** Name or index of what comes now. */
  at: PropertyKey;
}

/** @param text JSON that parses */
export function findDoubles(text: string): readonly Finding[] {
  const found: Finding[] = [];
  const levels: Level[] = [];
  for (const [token, colon] of text.matchAll(TOKEN)) {
    const level = levels.at(-1);
    if (token === "{") levels.push({ names: new Set(), at: "" });
    else if (token === "[") levels.push({ names: undefined, at: 0 });
    else if (token === "}" || token === "]") levels.pop();
    else if (token === "," && typeof level?.at === "number") level.at += 1;
    else if (colon && level?.names) {
      const name: string = JSON.parse(token);
      level.at = name;
      if (level.names.has(name)) {
        const path = levels.map(({ at }) => at);
        found.push(finding(path, `"${name}" stands here a second time, and the first is lost`, "Keep one."));
      }
      level.names.add(name);
    }
  }
  return found;
}

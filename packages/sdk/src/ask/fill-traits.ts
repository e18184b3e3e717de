// Puts what is known of the visitor into a survey's texts: `{name}` becomes the trait of that name, as text.
import type { JsonObject, Survey } from "@waymark/protocol";

/** Where words for the visitor stand; an option's value stays what it is. */
const TEXTS = ["text", "note", "low", "high", "thanks"];
/** A trait longer than this is no name, in characters. */
const MOST = 100;

/** A trait that isn't there leaves no gap: the space before it goes too. */
export function fillTraits(survey: Survey, traits: JsonObject): Survey {
  const fillText = (text: string) =>
    text.replace(/( ?)\{([\w-]+)\}/g, (_, space: string, name: string) => {
      const trait = Object.hasOwn(traits, name) ? traits[name] : "";
      const isWord = typeof trait === "string" || typeof trait === "number";
      return isWord && trait !== "" ? space + String(trait).slice(0, MOST) : "";
    });
  const fill = (part: unknown, isText: boolean): unknown => {
    if (typeof part === "string") return isText ? fillText(part) : part;
    if (Array.isArray(part)) return part.map((each) => fill(each, isText));
    if (!(part instanceof Object)) return part;
    const entries = Object.entries(part);
    return Object.fromEntries(
      entries.map(([key, each]) => [key, fill(each, key !== "when" && (isText || TEXTS.includes(key)))]),
    );
  };
  return fill(survey, false) as Survey;
}

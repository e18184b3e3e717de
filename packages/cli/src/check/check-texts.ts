// Words for the visitor: whether they are there in every language of the survey, and fit the card.
import type { Survey, Text, Thanks } from "@waymark/protocol";
import { checkUnique } from "./check-unique.ts";
import { type Finding, finding, quoted } from "./finding.ts";

/** Characters, at about forty in a line of the card: four lines of a question, a note and thanks, two of a choice, link or end; a button is one of few words. */
const MOST = {
  question: 160,
  message: 400,
  note: 200,
  choice: 80,
  link: 80,
  end: 40,
  words: 120,
  button: 30,
  thanks: 160,
} as const;
/** Rows of a finger's height that a laptop's window shows at once. */
const MOST_CHOICES = 10;

interface Placed {
  readonly text: Text;
  readonly path: readonly PropertyKey[];
  readonly as: keyof typeof MOST;
}

const ENDS = ["low", "high"] as const;
/** Questions without a scale have neither. */
type Ends = { readonly [end in (typeof ENDS)[number]]?: Text | undefined };

const isList = (thanks: Survey["thanks"]): thanks is readonly Thanks[] => Array.isArray(thanks);

const toPlaced = (text: Text | undefined, path: readonly PropertyKey[], as: Placed["as"]): readonly Placed[] =>
  text === undefined ? [] : [{ text, path, as }];

const toTexts = (
  { questions, thanks, placement, strings = {} }: Survey,
  path: readonly PropertyKey[],
): readonly Placed[] => [
  ...questions.flatMap((question, index) => {
    const place = [...path, "questions", index];
    const choices = "choices" in question ? question.choices : [];
    const link = question.kind === "message" ? question.link : undefined;
    return [
      ...toPlaced(question.text, [...place, "text"], question.kind === "message" ? "message" : "question"),
      ...toPlaced(question.note, [...place, "note"], "note"),
      ...ENDS.flatMap((end) => toPlaced((question as Ends)[end], [...place, end], "end")),
      ...choices.flatMap((choice, at) =>
        typeof choice === "string"
          ? toPlaced(choice, [...place, "choices", at], "choice")
          : toPlaced(choice.text, [...place, "choices", at, "text"], "choice"),
      ),
      ...toPlaced(link?.text, [...place, "link", "text"], "link"),
    ];
  }),
  ...(typeof placement === "object" && "button" in placement
    ? toPlaced(placement.button, [...path, "placement", "button"], "button")
    : []),
  ...Object.entries(strings).flatMap(([name, text]) => toPlaced(text, [...path, "strings", name], "words")),
  ...(isList(thanks)
    ? thanks.flatMap(({ text }, at) => toPlaced(text, [...path, "thanks", at, "text"], "thanks"))
    : toPlaced(thanks, [...path, "thanks"], "thanks")),
];

const tagsOf = (text: Text): readonly string[] => (typeof text === "string" ? [] : Object.keys(text));
/** A text in `de` is read in `de-AT`, too, and the other way about. */
const toBase = (tag: string): string => tag.toLowerCase().replace(/-.*/, "");

/** BCP 47: `de`, `de-AT`, `zh-Hant`, not `de_AT`. */
export const isLanguage = (tag: string): boolean => {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
};

function checkLanguages({ text, path }: Placed, languages: ReadonlySet<string>): Finding[] {
  const tags = tagsOf(text);
  const missing = [...languages].filter((language) => !tags.some((tag) => toBase(tag) === language));
  const unknown = tags
    .filter((tag) => !isLanguage(tag))
    .map((tag) => finding([...path, tag], `"${tag}" is no language tag`, 'Write one such as "de" or "pt-BR".'));
  if (typeof text !== "string" && tags.length === 0)
    return [finding(path, "has no words in any language", 'Write them, such as { "en": "Why?" }.')];
  if (missing.length === 0 || unknown.length > 0) return unknown;
  const remedy =
    path.at(-2) === "choices" ? 'Write { "value": …, "text": { … } } with each language.' : "Add each language.";
  return [finding(path, `is not translated: ${quoted(missing)} is missing, which other texts here have`, remedy)];
}

const checkLength = ({ text, path, as }: Placed): Finding[] =>
  Object.values(typeof text === "string" ? [text] : text).some(({ length }) => length > MOST[as])
    ? [finding(path, `is over ${MOST[as]} characters and fills the card`, "Say it shorter.")]
    : [];

/** As in the card: `https`, `http`, `mailto` or `tel`, and nobody's name and password. */
const isLink = (url: string): boolean => {
  if (!URL.canParse(url, "https://page")) return false;
  const { protocol, username, password } = new URL(url, "https://page");
  return /^(https?|mailto|tel):$/.test(protocol) && !username && !password;
};

const checkChoices = ({ questions }: Survey, path: readonly PropertyKey[]): Finding[] =>
  questions.flatMap((question, index) => {
    const place = [...path, "questions", index];
    if (question.kind === "message" && question.link && !isLink(question.link.url)) {
      const remedy = "Use https, http, mailto or tel, without user and password.";
      return [finding([...place, "link", "url"], "is no address that is shown", remedy)];
    }
    if (!("choices" in question)) return [];
    const { choices } = question;
    const named = choices.map((choice, at) =>
      typeof choice === "string"
        ? { id: choice, path: [...place, "choices", at] }
        : { id: choice.value, path: [...place, "choices", at, "value"] },
    );
    const tooMany =
      choices.length > MOST_CHOICES
        ? [finding([...place, "choices"], `has ${choices.length} choices`, `Keep at most ${MOST_CHOICES}.`)]
        : [];
    return [...tooMany, ...checkUnique(named)];
  });

export function checkTexts(survey: Survey, path: readonly PropertyKey[]): Finding[] {
  const texts = toTexts(survey, path);
  const languages = new Set(texts.flatMap(({ text }) => tagsOf(text).filter(isLanguage).map(toBase)));
  return [
    ...texts.flatMap((placed) => [...checkLanguages(placed, languages), ...checkLength(placed)]),
    ...checkChoices(survey, path),
  ];
}

// Reads a configured survey, which may hold anything, into plain values in one language: what the rest works with.
import type { AnswerValue, QuestionKind, Survey } from "@waymark/protocol";
import { matchLanguage } from "./language.ts";
import { type Strings, stringsFor } from "./strings.ts";
import { toLink } from "./to-link.ts";

/** What an earlier answer must be: one of `values`, or else a number from `min` to `max`. */
export interface PlainCondition {
  readonly question: string;
  readonly values: readonly string[] | null;
  readonly min: number;
  readonly max: number;
}

export interface PlainChoice {
  readonly value: string;
  readonly text: string;
}

/** A question with every value a plain string or boolean; `""` where nothing was configured. */
export interface PlainQuestion {
  readonly id: string;
  readonly kind: QuestionKind;
  readonly text: string;
  readonly note: string;
  readonly optional: boolean;
  readonly when: readonly PlainCondition[];
  readonly look: string;
  readonly choices: readonly PlainChoice[];
  readonly other: boolean;
  readonly link: { readonly text: string; readonly url: string } | null;
}

export interface PlainSurvey {
  readonly questions: readonly PlainQuestion[];
  readonly thanks: string;
  readonly theme: string;
  /** BCP 47 tag of the language shown. */
  readonly language: string;
  readonly strings: Strings;
}

/** An answer as it is handed out. */
export interface PlainAnswer {
  readonly value: AnswerValue;
  readonly other?: true;
}

const kinds: readonly unknown[] = ["csat", "nps", "choice", "text", "message"] satisfies readonly QuestionKind[];

/**
 * Reads a survey: own keys only, everything through `String()` or `Number()`. Questions that can't be asked are left
 * out.
 * @param wanted BCP 47 tag of the language to show where the survey has several
 * @param base address against which links are read
 */
export function toPlainSurvey(survey: Survey, wanted: string, base: string): PlainSurvey {
  const questions = list(own(survey, "questions"));
  const language = matchLanguage(questions.flatMap(languagesOf), wanted) ?? wanted;
  return {
    questions: questions.map((question) => toPlainQuestion(question, language, base)).filter(isAskable),
    thanks: textIn(own(survey, "thanks"), language),
    theme: String(own(survey, "theme") ?? "auto"),
    language,
    strings: stringsFor(language),
  };
}

function toPlainQuestion(question: unknown, language: string, base: string): PlainQuestion {
  const text = (from: unknown, key: string) => textIn(own(from, key), language);
  const link = own(question, "link");
  const url = toLink(own(link, "url"), base);
  return {
    id: String(own(question, "id")),
    kind: own(question, "kind") as QuestionKind,
    text: text(question, "text"),
    note: text(question, "note"),
    optional: own(question, "optional") === true,
    when: toConditions(own(question, "when")),
    look: String(own(question, "look") ?? "points"),
    choices: list(own(question, "choices")).map((choice) =>
      isObject(choice)
        ? { value: String(own(choice, "value")), text: text(choice, "text") }
        : { value: String(choice), text: textIn(choice, language) },
    ),
    other: own(question, "other") === true,
    link: url === null ? null : { text: text(link, "text") || url, url },
  };
}

function isAskable({ kind, text, choices }: PlainQuestion): boolean {
  return kinds.includes(kind) && text !== "" && (kind !== "choice" || choices.length > 0);
}

function toConditions(when: unknown): PlainCondition[] {
  return (isObject(when) ? Object.keys(when) : []).map((question) => {
    const condition = own(when, question);
    return {
      question,
      values: Array.isArray(condition) ? condition.map(String) : null,
      min: Number(own(condition, "min") ?? Number.NEGATIVE_INFINITY),
      max: Number(own(condition, "max") ?? Number.POSITIVE_INFINITY),
    };
  });
}

/** A text in one language, without control characters. */
function textIn(text: unknown, language: string): string {
  if (!isObject(text)) return String(text ?? "").replace(/[^\P{Cc}\n]/gu, "");
  const tag = matchLanguage(Object.keys(text), language);
  return tag === undefined ? "" : textIn(String(own(text, tag)), language);
}

function languagesOf(question: unknown): string[] {
  const text = own(question, "text");
  return isObject(text) ? Object.keys(text) : [];
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const own = (from: unknown, key: string): unknown =>
  isObject(from) && Object.hasOwn(from, key) ? (from as { readonly [key: string]: unknown })[key] : undefined;

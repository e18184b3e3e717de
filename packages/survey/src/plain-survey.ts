// Reads a configured survey, which may hold anything, into plain values in one language: what the rest works with.
import {
  type AnswerValue,
  QUESTION_KINDS,
  type QuestionKind,
  type Scale,
  type Strings,
  type Survey,
  toScale,
} from "@waymark/protocol";
import { matchLanguage } from "./language.ts";
import { type Random, shuffle } from "./shuffle.ts";
import { en } from "./strings.ts";
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
  /** `undefined` where an answer is no score. */
  readonly scale: Scale | undefined;
  /** What the ends of the scale mean, in the survey's own words. */
  readonly low: string;
  readonly high: string;
  readonly choices: readonly PlainChoice[];
  readonly other: boolean;
  readonly link: { readonly text: string; readonly url: string; readonly look: string } | null;
}

/** A line of thanks, for those whose answers meet the conditions. */
export interface PlainThanks {
  readonly text: string;
  readonly when: readonly PlainCondition[];
}

export interface PlainSurvey {
  readonly questions: readonly PlainQuestion[];
  readonly thanks: readonly PlainThanks[];
  readonly snooze: boolean;
  readonly decline: boolean;
  /** `light`, `dark`, or as the visitor's system has it. */
  readonly theme: string;
  /** `corner`, `corner-start`, `bar`, `inline` or `near`. */
  readonly placement: string;
  /** `fixed` keeps it out of the top layer. */
  readonly layer: string;
  /** Of the element that it stands in or beside; empty where there is none. */
  readonly selector: string;
  /** BCP 47 tag of the language shown. */
  readonly language: string;
  /** Built-in words and the survey's own; the built-in ones in English until those of the language are there. */
  readonly strings: Strings;
  /** The survey's own alone. */
  readonly wording: Partial<Strings>;
}

/** An answer as it is handed out. */
export interface PlainAnswer {
  readonly value: AnswerValue;
  readonly other?: true;
}

/**
 * Reads a survey: own keys only, everything through `String()` or `Number()`. Questions that can't be asked are left
 * out.
 * @param wanted BCP 47 tag of the language to show where the survey has several
 * @param base address against which links are read
 * @param random 0–1, for the order of choices that are to be shuffled
 */
export function toPlainSurvey(survey: Survey, wanted: string, base: string, random: Random = Math.random): PlainSurvey {
  const questions = list(own(survey, "questions"));
  const language = matchLanguage(questions.flatMap(languagesOf), wanted) ?? wanted;
  const wording = toWording(own(survey, "strings"), language);
  return {
    questions: questions.map((question) => toPlainQuestion(question, language, base, random)).filter(isAskable),
    thanks: toThanks(own(survey, "thanks"), language),
    snooze: own(survey, "snooze") !== false,
    decline: own(survey, "decline") === true,
    theme: String(own(survey, "theme")),
    layer: String(own(survey, "layer")),
    ...toPlacement(own(survey, "placement")),
    language,
    strings: { ...en, ...wording },
    wording,
  };
}

function toPlainQuestion(question: unknown, language: string, base: string, random: Random): PlainQuestion {
  const text = (from: unknown, key: string) => textIn(own(from, key), language);
  const link = own(question, "link");
  const url = toLink(own(link, "url"), base);
  const kind = own(question, "kind") as QuestionKind;
  const choices = list(own(question, "choices")).map((choice) => ({
    value: String(own(choice, "value") ?? choice),
    text: textIn(own(choice, "text") ?? choice, language),
  }));
  return {
    id: String(own(question, "id")),
    kind,
    text: text(question, "text"),
    note: text(question, "note"),
    optional: own(question, "optional") === true,
    when: toConditions(own(question, "when")),
    look: String(own(question, "look") ?? "points"),
    scale: toScale({ kind, points: toPoints(own(question, "points")) }),
    low: text(question, "low"),
    high: text(question, "high"),
    choices: own(question, "shuffle") === true ? shuffle(choices, random) : choices,
    other: own(question, "other") === true,
    link: url ? { text: text(link, "text") || url, url, look: String(own(link, "look") ?? "link") } : null,
  };
}

function isAskable({ kind, text, choices }: PlainQuestion): boolean {
  const isKnown = QUESTION_KINDS.includes(kind);
  return isKnown && text !== "" && (!/^choice/.test(kind) || choices.length > 0);
}

/** Two to ten of them, or none that could be drawn. */
const toPoints = (points: unknown): number | undefined => {
  const count = Math.round(Number(points));
  return count >= 2 && count <= 10 ? count : undefined;
};

const toThanks = (thanks: unknown, language: string): readonly PlainThanks[] =>
  (Array.isArray(thanks) ? thanks : [{ text: thanks }]).map((each) => ({
    text: textIn(own(each, "text"), language),
    when: toConditions(own(each, "when")),
  }));

/** Those that are there as one text among the built-in words. */
const toWording = (strings: unknown, language: string): Partial<Strings> =>
  Object.fromEntries(
    Object.entries(en)
      .map(([name, built]) => [name, typeof built === "string" && textIn(own(strings, name), language)])
      .filter(([, text]) => text),
  );

function toPlacement(placement: unknown): Pick<PlainSurvey, "placement" | "selector"> {
  const by = ["inline", "near"].find((each) => own(placement, each)) ?? "";
  return { placement: by || String(placement ?? "corner"), selector: String(own(placement, by) ?? "") };
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
export function textIn(text: unknown, language: string): string {
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
/** What an object holds itself, whatever it was made from. */
export const own = (from: unknown, key: string): unknown =>
  isObject(from) && Object.hasOwn(from, key) ? (from as { readonly [key: string]: unknown })[key] : undefined;

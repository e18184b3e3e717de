// The words that Waymark itself says in a survey; `{…}` marks what is filled in.

/** Built-in words of one language. */
export interface Strings {
  readonly next: string;
  readonly send: string;
  readonly done: string;
  readonly back: string;
  readonly close: string;
  readonly notNow: string;
  /** The way out of all surveys. */
  readonly decline: string;
  /** With `{at}` and `{of}`. */
  readonly progress: string;
  /** For screen readers when the survey appears; with `{question}`. */
  readonly announcement: string;
  readonly optional: string;
  /** The last option of a choice, and the label of its text field. */
  readonly other: string;
  readonly otherLabel: string;
  /** Complaints under an unanswered question: nothing picked, nothing written. */
  readonly pick: string;
  readonly write: string;
  /** Stands under every free text. */
  readonly privacy: string;
  readonly thanks: string;
  /** Lowest and highest end of an NPS scale. */
  readonly likely: readonly [string, string];
  /** Lowest and highest end of a CSAT scale shown as points. */
  readonly satisfied: readonly [string, string];
  /** Lowest and highest end of a CES scale. */
  readonly agree: readonly [string, string];
  /** Down and up. */
  readonly thumbs: readonly [string, string];
  /** The five values of a CSAT scale shown as stars or faces. */
  readonly grades: readonly [string, string, string, string, string];
  /** Name of a star; with `{at}`, `{of}` and `{grade}`. */
  readonly star: string;
}

const en: Strings = {
  next: "Next",
  send: "Send",
  done: "Done",
  back: "Back",
  close: "Close",
  notNow: "Not now",
  decline: "Don’t ask again",
  progress: "{at} of {of}",
  announcement: "A short question is at the end of the page: {question}",
  optional: "optional",
  other: "Something else …",
  otherLabel: "Your answer",
  pick: "Please choose an answer.",
  write: "Please write a few words.",
  privacy: "Please don’t include personal or payment details.",
  thanks: "Thank you for your answer.",
  likely: ["Not at all likely", "Extremely likely"],
  satisfied: ["Very dissatisfied", "Very satisfied"],
  agree: ["Strongly disagree", "Strongly agree"],
  thumbs: ["Thumbs down", "Thumbs up"],
  grades: ["Awful", "Poor", "OK", "Good", "Great"],
  star: "{at} of {of}, {grade}",
};

const de: Strings = {
  next: "Weiter",
  send: "Senden",
  done: "Fertig",
  back: "Zurück",
  close: "Schließen",
  notNow: "Nicht jetzt",
  decline: "Nicht mehr fragen",
  progress: "{at} von {of}",
  announcement: "Am Ende der Seite steht eine kurze Frage: {question}",
  optional: "freiwillig",
  other: "Etwas anderes …",
  otherLabel: "Ihre Antwort",
  pick: "Bitte wählen Sie eine Antwort.",
  write: "Bitte schreiben Sie ein paar Worte.",
  privacy: "Bitte keine persönlichen Daten oder Zahlungsdaten angeben.",
  thanks: "Danke für Ihre Antwort.",
  likely: ["Überhaupt nicht wahrscheinlich", "Äußerst wahrscheinlich"],
  satisfied: ["Sehr unzufrieden", "Sehr zufrieden"],
  agree: ["Stimme gar nicht zu", "Stimme voll zu"],
  thumbs: ["Daumen runter", "Daumen hoch"],
  grades: ["Sehr schlecht", "Schlecht", "Okay", "Gut", "Sehr gut"],
  star: "{at} von {of}, {grade}",
};

const languages: ReadonlyMap<string, Strings> = new Map([
  ["en", en],
  ["de", de],
]);

/** The built-in words for a BCP 47 tag, such as `de-AT`; English where there are none. */
export function stringsFor(language: string): Strings {
  return languages.get(language.toLowerCase()) ?? languages.get(language.toLowerCase().split("-")[0] ?? "") ?? en;
}

/** Puts values into a built-in text: `fill("{at} of {of}", { at: 1, of: 2 })`. */
export function fill(text: string, values: { readonly [name: string]: string | number }): string {
  return text.replace(/\{(\w+)\}/g, (gap, name: string) => (Object.hasOwn(values, name) ? String(values[name]) : gap));
}

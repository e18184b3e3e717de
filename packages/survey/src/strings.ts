// The words that Waymark itself says in a survey, in English, and how gaps in them are filled.
import type { Strings } from "@waymark/protocol";

export const en: Strings = {
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
  sent: "What is sent?",
  sentAnswer: "Your answer",
  sentPlace: "Where you are",
  sentBefore: "What happened just before",
  sentWho: "Random numbers for this browser and this visit; no name, no address",
};

/** Puts values into a built-in text: `fill("{at} of {of}", { at: 1, of: 2 })`. */
export function fill(text: string, values: { readonly [name: string]: string | number }): string {
  return text.replace(/\{(\w+)\}/g, (gap, name: string) => (Object.hasOwn(values, name) ? String(values[name]) : gap));
}

// Which questions a mood is made of.
import type { Emotion, QuestionKind } from "@waymark/protocol";

const NAMES: { readonly [kind in QuestionKind]?: string } = {
  csat: "satisfaction",
  nps: "recommendation",
  ces: "ease",
};

/** `satisfaction, 1 to 5`. */
export const toScaleName = ({ kind, min, max }: Emotion["scales"][number]): string =>
  `${NAMES[kind] ?? kind}, ${min} to ${max}`;

/** `Satisfaction and recommendation, each brought to −2 to +2 and averaged together.`; empty without any answer. */
export const toScaleNote = (emotions: readonly Emotion[]): string => {
  const kinds = new Set(emotions.flatMap(({ scales }) => scales.map(({ kind }) => NAMES[kind] ?? kind)));
  const names = [...kinds].sort().reverse();
  const [first = "", ...rest] = names;
  if (!first) return "";
  const start = first.charAt(0).toUpperCase() + first.slice(1);
  if (rest.length === 0) return `${start}, brought to −2 to +2.`;
  return `${new Intl.ListFormat("en-GB").format([start, ...rest])}, each brought to −2 to +2, averaged together.`;
};

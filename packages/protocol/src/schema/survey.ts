// The schema of a survey, as it is configured.
import { z } from "zod";
import { duration, id, text } from "./atoms.ts";

const condition = z.union([
  z.array(z.union([z.string(), z.number()])).min(1),
  z.strictObject({ min: z.number().optional(), max: z.number().optional() }),
]);
const questionBase = {
  id,
  text,
  note: text.optional(),
  optional: z.boolean().optional(),
  when: z.record(z.string(), condition).optional(),
};
const scaleBase = { ...questionBase, low: text.optional(), high: text.optional() };
const question = z.discriminatedUnion("kind", [
  z.strictObject({ ...scaleBase, kind: z.literal("nps") }),
  z.strictObject({ ...scaleBase, kind: z.literal("csat"), look: z.enum(["points", "stars", "faces"]).optional() }),
  z.strictObject({ ...scaleBase, kind: z.literal("ces") }),
  z.strictObject({ ...questionBase, kind: z.literal("thumbs") }),
  z.strictObject({
    ...questionBase,
    kind: z.literal("rating"),
    points: z.int().min(2).max(10).optional(),
    low: text,
    high: text,
  }),
  z.strictObject({
    ...questionBase,
    kind: z.literal(["choice", "choices"]),
    choices: z
      .array(z.union([z.string().min(1).max(200), z.strictObject({ value: z.string().min(1).max(200), text })]))
      .min(2)
      .max(20),
    other: z.boolean().optional(),
    shuffle: z.boolean().optional(),
  }),
  z.strictObject({ ...questionBase, kind: z.literal("text") }),
  z.strictObject({
    ...questionBase,
    kind: z.literal("message"),
    link: z.strictObject({ text, url: z.string().max(2048), look: z.enum(["link", "button"]).optional() }).optional(),
  }),
]);

const wording = z.strictObject({
  next: text.optional(),
  send: text.optional(),
  done: text.optional(),
  back: text.optional(),
  close: text.optional(),
  notNow: text.optional(),
  decline: text.optional(),
  progress: text.optional(),
  announcement: text.optional(),
  optional: text.optional(),
  other: text.optional(),
  otherLabel: text.optional(),
  pick: text.optional(),
  write: text.optional(),
  privacy: text.optional(),
  thanks: text.optional(),
  star: text.optional(),
  sent: text.optional(),
  sentAnswer: text.optional(),
  sentPlace: text.optional(),
  sentBefore: text.optional(),
  sentWho: text.optional(),
});

export const survey = z.strictObject({
  questions: z.array(question).min(1).max(10),
  thanks: z
    .union([
      text,
      z
        .array(z.strictObject({ text, when: z.record(z.string(), condition).optional() }))
        .min(1)
        .max(10),
    ])
    .optional(),
  theme: z.enum(["auto", "light", "dark"]).optional(),
  placement: z
    .union([
      z.enum(["corner", "corner-start", "bar"]),
      z.strictObject({ inline: z.string().min(1).max(512) }),
      z.strictObject({ near: z.string().min(1).max(512) }),
      z.strictObject({ button: text }),
    ])
    .optional(),
  layer: z.enum(["popover", "fixed"]).optional(),
  wait: z
    .strictObject({
      answered: duration.optional(),
      dismissed: duration.optional(),
      ignored: duration.optional(),
      snoozed: duration.optional(),
    })
    .optional(),
  strings: wording.optional(),
  snooze: z.boolean().optional(),
  decline: z.boolean().optional(),
  max: z.int().min(1).max(100).optional(),
});

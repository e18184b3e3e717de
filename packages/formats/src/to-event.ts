// An entry as an analytics event: a name of the kind "Object Verbed", and flat properties.
import type { Answer, Batch, Entry, Json } from "@waymark/protocol";

export type Properties = { [name: string]: Json | undefined };

const NAMES: { readonly [type: string]: string } = {
  page: "Page Viewed",
  step: "Step Reached",
  dwell: "Step Left",
  click: "Element Clicked",
  form: "Form Used",
  vital: "Web Vital Measured",
  error: "Error Happened",
  goal: "Goal Reached",
  identify: "Visitor Identified",
};

const capital = (text: string): string => text.replace(/^./, (first) => first.toUpperCase());

/** `track()` keeps the name it was given. Stages and abandonment are named by their state, such as `Stage Leaving`. */
export function toEventName({ kind, type, name, data }: Entry): string {
  if (kind === "answer") return "Survey Answered";
  if (kind === "survey") return `Survey ${capital(type)}`;
  if (kind === "gap") return "Entries Lost";
  if (type === "stage" || type === "abandon") return `Stage ${capital(`${data.state ?? "abandoned"}`)}`;
  return kind === "friction" ? "Friction Met" : (NAMES[type] ?? name);
}

/** One of `score`, `choice`, `choices` and `verbatim`, and for a typed "Something else …" the last beside them. */
function toAnswer({ type, data }: Answer): Properties {
  const { survey, question, submission, trigger, value, other, min, max, evidence, ...rest } = data;
  const [typed] = other ? [value].flat().slice(-1) : [];
  const given =
    typeof value === "number"
      ? { score: value }
      : typeof value !== "string"
        ? { choices: value }
        : type === "text"
          ? { verbatim: value }
          : { choice: value };
  const scale = { scale_min: min, scale_max: max };
  const ids = { survey_id: survey, question_id: question, question_type: type };
  const asked = { submission_id: submission, trigger_id: trigger };
  return {
    ...ids,
    ...given,
    ...(other && { verbatim: typed }),
    ...scale,
    ...asked,
    ...rest,
    evidence: evidence as unknown as Json,
  };
}

/** The ids of what was asked; all else of an entry's data goes as it is named. */
function toData(entry: Entry): Properties {
  if (entry.kind === "answer") return toAnswer(entry);
  if (entry.kind !== "survey") return entry.data as Properties;
  const { survey, submission, trigger } = entry.data;
  return { survey_id: survey, submission_id: submission, trigger_id: trigger };
}

/**
 * What every event says of its entry, then its data; a field of `data` that has the name of one of these is called
 * `data_<name>`. Fields that are `undefined` are left out by JSON.
 */
export function toProperties(entry: Entry, { plan, automated }: Partial<Batch>): Properties {
  const { kind, type, name, stage, step, tab, seq, test, page, channel, key } = entry;
  const own = {
    stage,
    step,
    kind,
    type,
    name,
    tab,
    seq,
    url: page?.url,
    referrer: page?.referrer,
    test,
    channel,
    customer_key: key,
  };
  const properties: Properties = { ...own, plan, automated };
  for (const [key, value] of Object.entries(toData(entry))) properties[key in properties ? `data_${key}` : key] = value;
  return properties;
}

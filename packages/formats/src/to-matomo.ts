// Requests of Matomo's bulk tracking API.
import type { Batch, Entry, Note } from "@waymark/protocol";
import { toProperties } from "./to-event.ts";

/** Category, action, name and value are all that an event of Matomo has. */
function toCategory(entry: Entry) {
  const { kind, type, name, stage, step } = entry;
  const { score, choice, choices, verbatim, weight, state } = toProperties(entry, {});
  if (entry.kind === "answer") {
    const { survey, question } = entry.data;
    const said = [choice ?? choices ?? [], verbatim ?? []].flat().join(", ");
    return { e_c: "survey", e_a: `${survey}.${question}`, e_n: said || "score", e_v: score };
  }
  if (kind === "survey") return { e_c: "survey", e_a: type, e_n: name };
  const place = [name, stage, step].filter(Boolean).join(" / ");
  return { e_c: kind, e_a: [type, state ?? []].flat().join(" "), e_n: place, e_v: Number(weight) || undefined };
}

/** What goes nowhere: an event has no fields of its own. */
const ELSEWHERE = [
  "weight",
  "state",
  "survey",
  "question",
  "submission",
  "trigger",
  "value",
  "min",
  "max",
  "other",
  "language",
];

const toRequest = (entry: Entry, { visitor, site }: Batch, idsite: string | undefined, notes: Note[]): string => {
  const { id, at, kind, type, page, data } = entry;
  const isPage = kind === "touchpoint" && type === "page";
  const lost = isPage ? [] : Object.keys(data).filter((field) => !ELSEWHERE.includes(field));
  if (lost.length) notes.push({ id, reason: `${lost} left out` });
  const fields = {
    idsite,
    rec: 1,
    url: page?.url ?? `https://${site}/`,
    urlref: page?.referrer,
    // A visitor is 16 hexadecimal digits there: the random end of ours.
    _id: visitor?.replaceAll("-", "").slice(-16),
    cdt: Math.floor(at / 1000),
    ...(isPage ? {} : { ca: 1, ...toCategory(entry) }),
  };
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  return `?${new URLSearchParams(given.map(([name, value]) => [name, `${value}`]))}`;
};

/** The body; `token_auth` is for the relay alone. */
export const toMatomo = (batch: Batch, idsite: string | undefined, secret?: string) => {
  const notes: Note[] = [];
  const requests = batch.entries.map((entry) => toRequest(entry, batch, idsite, notes));
  return { body: JSON.stringify({ requests, token_auth: secret }), notes };
};

// A survey's answer in each target's own way; friction and abandonment beside it.
import * as formats from "@waymark/formats";
import type { Entry } from "@waymark/protocol";
import { describe, expect, test } from "vitest";
import { bodyOf, EVERY, encode, SESSION, toAnswer, toBatch, toId, VISITOR } from "./fixtures.ts";

const answer = toAnswer({}, { id: toId(10) });
const words = toAnswer({ question: "more", value: "too dear" }, { type: "text" });
const typed = toAnswer({ question: "why", value: "the boat was late", other: true }, { type: "choice" });
const rage = EVERY.find(({ type }) => type === "rage-click") as Entry;
const abandon = EVERY.find(({ type }) => type === "abandon") as Entry;

test("PostHog: survey sent, by question", () => {
  const [event] = bodyOf(formats.posthog, answer).batch;
  expect(event).toMatchObject({ event: "survey sent", uuid: toId(10), distinct_id: VISITOR });
  expect(event.properties).toMatchObject({
    $survey_id: "pay-trouble",
    $survey_questions: [{ id: "mood", question: "mood" }],
    $survey_response_mood: 4,
    $survey_submission_id: "0199c1f0-4f22-7000-8d3b-2f1e6a7c9d10",
    $session_id: SESSION,
    score: 4,
    scale_min: 1,
    scale_max: 5,
    evidence: { abandon: "leaving" },
  });
  const names = encode(formats.posthog).flatMap(({ body }) =>
    JSON.parse(body).batch.map((each: { event: string }) => each.event),
  );
  expect(names).toEqual([
    "$pageview",
    "Element Clicked",
    "coupon-opened",
    "$set",
    "Stage Completed",
    "Friction Met",
    "Stage Leaving",
    "survey shown",
    "survey dismissed",
    "survey sent",
    "survey sent",
    "survey sent",
    "survey sent",
    "called",
    "Entries Lost",
  ]);
});

test("PostHog makes no person of somebody without an identity", () => {
  const { visitor, ...rest } = toBatch([answer]);
  const [{ body } = { body: "" }] = encode(formats.posthog, rest);
  expect(JSON.parse(body).batch[0].properties.$process_person_profile).toBe(false);
});

describe.each([formats.segment, formats.rudderstack])("$name", (format) => {
  test("tracks Survey Answered", () => {
    const [message] = bodyOf(format, typed).batch;
    expect(message).toMatchObject({ type: "track", event: "Survey Answered", anonymousId: VISITOR });
    expect(message.properties).toMatchObject({
      question_id: "why",
      choice: "the boat was late",
      verbatim: "the boat was late",
    });
  });
});

test("Mixpanel: Survey Answered, in a form", () => {
  const [{ body, url } = { body: "", url: "" }] = encode(formats.mixpanel, toBatch([answer]));
  expect(url).toBe("https://target.example/in?verbose=1");
  const [event] = JSON.parse(new URLSearchParams(body).get("data") ?? "");
  expect(event).toMatchObject({
    event: "Survey Answered",
    properties: { token: "k3y", $insert_id: toId(10), score: 4 },
  });
});

test("Amplitude: Survey Answered, of a device and a session named by its start", () => {
  const { api_key, events } = bodyOf(formats.amplitude, answer);
  expect(api_key).toBe("k3y");
  expect(events[0]).toMatchObject({ event_type: "Survey Answered", device_id: VISITOR, insert_id: toId(10) });
  expect(events[0].session_id).toBe(0x0199c1f01111);
  expect(events[0].event_properties).toMatchObject({ survey_id: "pay-trouble", score: 4 });
});

test("Umami: an event with data, scalars and JSON", () => {
  const [{ payload }] = bodyOf(formats.umami, words);
  expect(payload).toMatchObject({
    website: "k3y",
    hostname: "shop.example",
    url: "/cart?utm_source=mail",
    id: VISITOR,
  });
  expect(payload).toMatchObject({ name: "Survey Answered", data: { question_id: "more", verbatim: "too dear" } });
  expect(JSON.parse(payload.data.evidence)).toMatchObject({ engaged: 4021 });
});

test("Plausible: one event a request", () => {
  const event = bodyOf(formats.plausible, answer);
  expect(event).toMatchObject({
    n: "Survey Answered",
    u: answer.page?.url,
    d: "k3y",
    p: { score: 4, entry: toId(10) },
  });
  expect(encode(formats.plausible)).toHaveLength(EVERY.length - 1);
});

test("Matomo: an event of category survey", () => {
  const fields = (entry: Entry) => new URLSearchParams(bodyOf(formats.matomo, entry).requests[0].slice(1));
  expect(Object.fromEntries(fields(answer))).toMatchObject({
    idsite: "k3y",
    rec: "1",
    ca: "1",
    _id: "8d3b2f1e6a7c9d10",
    e_c: "survey",
    e_a: "pay-trouble.mood",
    e_n: "score",
    e_v: "4",
  });
  expect(fields(words).get("e_n")).toBe("too dear");
  expect(Object.fromEntries(fields(rage))).toMatchObject({ e_c: "friction", e_a: "rage-click", e_v: "0.8" });
  expect(Object.fromEntries(fields(abandon))).toMatchObject({
    e_a: "abandon leaving",
    e_n: "checkout / checkout / cart",
  });
});

test("GA4: the value and no words, which is told", () => {
  const [request] = encode(formats.ga4, toBatch([answer, { ...words, id: toId(11) }]));
  const { client_id, events } = JSON.parse(request?.body ?? "");
  expect(client_id).toBe(VISITOR);
  expect(events[0]).toMatchObject({ name: "survey_answered", params: { survey_id: "pay-trouble", score: 4 } });
  expect(JSON.stringify(events)).not.toContain("too dear");
  expect(request?.notes).toContainEqual({ id: toId(11), reason: "verbatim left out: 100 characters fit" });
});

test("OTLP: a record named by kind and type, words as its body", () => {
  const [record] = bodyOf(formats.otlp, words).resourceLogs[0].scopeLogs[0].logRecords;
  expect(record).toMatchObject({ eventName: "waymark.answer.text", body: { stringValue: "too dear" } });
});

test("CloudEvents: the entry as it is", () => {
  const [event] = bodyOf(formats.cloudevents, abandon);
  expect(event).toMatchObject({
    type: "dev.waymark.friction.abandon.v1",
    source: "k3y",
    subject: VISITOR,
    data: abandon,
  });
});

test("webhook and NDJSON: entries with what their batch says of them", () => {
  const [first] = bodyOf(formats.webhook, answer);
  expect(first).toEqual({
    ...JSON.parse(JSON.stringify(answer)),
    site: "shop.example",
    visitor: VISITOR,
    session: SESSION,
    sdk: "0.1.0",
    plan: "1a2b3c",
  });
  const lines = encode(formats.ndjson)[0]?.body.split("\n") ?? [];
  expect(lines.pop()).toBe("");
  expect(lines.map((line) => JSON.parse(line).id)).toEqual(EVERY.map(({ id }) => id));
});

test("data that has a name of ours keeps its value under another", () => {
  const custom = EVERY.find(({ type }) => type === "custom") as Entry;
  const { properties } = bodyOf(formats.segment, custom).batch[0];
  expect(properties).toMatchObject({ stage: "checkout", data_stage: "mine", code: "SPRING" });
});

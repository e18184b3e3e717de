// PostHog's capture endpoint, `/batch/`.
import type { Batch, Entry, Format } from "@waymark/protocol";
import { refuseForget } from "./refuse-forget.ts";
import { type Properties, toEventName, toProperties } from "./to-event.ts";
import { toIso } from "./to-iso.ts";

const OUTCOMES: { readonly [name: string]: string } = {
  "Page Viewed": "$pageview",
  "Visitor Identified": "$set",
  "Survey Answered": "survey sent",
  "Survey Shown": "survey shown",
  "Survey Dismissed": "survey dismissed",
};

const toSurvey = (entry: Entry): Properties => {
  if (entry.kind !== "answer" && entry.kind !== "survey") return {};
  const { survey, submission } = entry.data;
  const ids = { $survey_id: survey, $survey_submission_id: submission };
  if (entry.kind === "survey") return ids;
  const { question, value } = entry.data;
  return {
    ...ids,
    $survey_questions: [{ id: question, question }],
    [`$survey_response_${question}`]: value,
    // Each question's answer leaves at once: what completes a survey is an event of its own.
    $survey_completed: false,
  };
};

const toEvent = (entry: Entry, batch: Batch) => {
  const { visitor, session, sdk } = batch;
  const name = toEventName(entry);
  return {
    uuid: entry.id,
    event: OUTCOMES[name] ?? name,
    // Without a visitor nothing ties the events of two requests together.
    distinct_id: visitor ?? batch.batch,
    timestamp: toIso(entry.at),
    properties: {
      ...toProperties(entry, batch),
      ...toSurvey(entry),
      $current_url: entry.page?.url,
      $referrer: entry.page?.referrer,
      $session_id: session,
      $lib: "waymark",
      $lib_version: sdk,
      ...(entry.type === "identify" && { $set: entry.data }),
      ...(!visitor && { $process_person_profile: false }),
    },
  };
};

/**
 * Sources: `rust/capture` of https://github.com/PostHog/posthog; https://posthog.com/docs/api/capture;
 * https://posthog.com/docs/surveys/implementing-custom-surveys.
 *
 * | Waymark                        | PostHog                                                                             |
 * | ------------------------------ | ----------------------------------------------------------------------------------- |
 * | `id`                           | `uuid`, by which it keeps an event once                                             |
 * | `at`, `sentAt`                 | `timestamp`, `sent_at`, from which it corrects the clock                            |
 * | `visitor`, `session`           | `distinct_id`, `$session_id`; without a visitor no person is made                   |
 * | page                           | `$pageview` with `$current_url`, `$referrer`                                        |
 * | answer                         | `survey sent` with `$survey_id`, `$survey_questions`, `$survey_response_<question>` |
 * | survey shown, dismissed        | `survey shown`, `survey dismissed`, tied by `$survey_submission_id`                 |
 * | `identify()`                   | `$set`                                                                              |
 * | friction, abandonment, others  | `Friction Met`, `Stage Leaving` …, see `toEventName`                                |
 */
export const posthog: Format = {
  name: "posthog",
  type: "text/plain;charset=UTF-8",
  dedupes: true,
  preflight: false,
  maxBytes: 20_000_000,
  maxEntries: 100,
  refuse: refuseForget,
  encode: (batch, { key }) => ({
    body: JSON.stringify({
      api_key: key,
      sent_at: toIso(batch.sentAt),
      batch: batch.entries.map((entry) => toEvent(entry, batch)),
    }),
  }),
  read(status, reply) {
    // It answers 200 to what its quota makes it drop.
    const { quota_limited: limited } = reply as { quota_limited?: readonly string[] };
    return status < 300 && limited?.length ? { outcome: "retry", remark: `over its quota of ${limited}` } : undefined;
  },
};

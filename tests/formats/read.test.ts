// What each target's own answers mean, beyond their status.
import * as formats from "@waymark/formats";
import { type Format, type RequestOutcome, toReading } from "@waymark/protocol";
import { expect, test } from "vitest";
import { EVERY, toBatch, toId } from "./fixtures.ts";

const batch = toBatch(EVERY.slice(0, 3));
const done = (...ids: readonly number[]) => ({
  outcome: "done",
  refused: ids.map((n) => expect.objectContaining({ id: toId(n), retry: false })),
});

test.each<[Format, number, unknown, object]>([
  [formats.waymark, 200, { batch: batch.batch, refused: [{ id: toId(2), reason: "", retry: false }] }, done(2)],
  [formats.waymark, 200, { batch: "another" }, { outcome: "denied" }],
  [formats.waymark, 200, {}, { outcome: "denied", remark: "no receipt" }],
  [formats.posthog, 200, { status: 1 }, { outcome: "done" }],
  [formats.posthog, 200, { status: 1, quota_limited: ["events"] }, { outcome: "retry" }],
  [formats.umami, 200, { beep: "boop" }, { outcome: "refused", remark: "taken for a bot" }],
  [formats.umami, 200, { size: 3, errors: 1, details: [{ index: 1, response: { error: "url" } }] }, done(2)],
  [formats.plausible, 202, {}, { outcome: "done" }],
  [formats.matomo, 200, { status: "success", tracked: 2, invalid: 1 }, { outcome: "done", remark: "1 not usable" }],
  [formats.matomoBulk, 200, { status: "success", tracked: 2, invalid: 1, invalid_indices: [2] }, done(3)],
  [formats.mixpanel, 200, 0, { outcome: "refused" }],
  [
    formats.mixpanel,
    200,
    { status: 0, error: "token, missing or empty" },
    { outcome: "refused", remark: "token, missing or empty" },
  ],
  [formats.mixpanel, 200, 1, { outcome: "done" }],
  [formats.mixpanelImport, 400, { failed_records: [{ index: 0, field: "time", message: "invalid" }] }, done(1)],
  [formats.mixpanelImport, 400, {}, { outcome: "refused" }],
  [formats.amplitude, 400, { error: "invalid api key" }, { outcome: "refused", remark: "invalid api key" }],
  [
    formats.otlp,
    200,
    { partialSuccess: { rejectedLogRecords: "1", errorMessage: "too old" } },
    { outcome: "done", remark: "1 records rejected: too old" },
  ],
  [formats.otlp, 200, {}, { outcome: "done" }],
  [formats.otlp, 500, {}, { outcome: "refused" }],
  [formats.cloudevents, 415, {}, { outcome: "refused", remark: "it takes no batches" }],
])("$name answers %i: %j", (format, status, reply, meaning) => {
  expect(toReading(format, status, reply, batch)).toMatchObject(meaning);
});

test("Amplitude takes nothing of a request with a bad event: that one is refused, the others go again", () => {
  const { refused } = toReading(formats.amplitude, 400, { events_with_invalid_fields: { time: [1] } }, batch);
  expect(refused).toEqual([
    { id: toId(1), reason: "", retry: true },
    { id: toId(2), reason: "time", retry: false },
    { id: toId(3), reason: "", retry: true },
  ]);
});

test.each<[number, RequestOutcome]>([
  [0, "retry"],
  [204, "done"],
  [302, "retry"],
  [400, "refused"],
  [401, "denied"],
  [404, "denied"],
  [408, "retry"],
  [413, "split"],
  [422, "refused"],
  [429, "retry"],
  [503, "retry"],
])("without a word of its own %i is %s", (status, outcome) => {
  expect(toReading(formats.segment, status, {}, batch)).toEqual({ outcome });
});

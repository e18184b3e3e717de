// Batches read by the CloudEvents project's own SDK.
import * as formats from "@waymark/formats";
import { type CloudEvent, HTTP } from "cloudevents";
import { expect, test } from "vitest";
import { EVERY, encode, SESSION, toBatch, VISITOR } from "./fixtures.ts";

const read = (body: string) =>
  HTTP.toEvent({ headers: { "content-type": formats.cloudevents.type }, body }) as CloudEvent[];

test("every event is valid, and holds its entry", () => {
  const [{ body } = { body: "" }] = encode(formats.cloudevents, toBatch(), { url: "https://events.example" });
  const events = read(body);
  expect(events.map(({ id, data }) => [id, data])).toEqual(
    EVERY.map((entry) => [entry.id, JSON.parse(JSON.stringify(entry))]),
  );
  for (const event of events) {
    expect(event.validate()).toBe(true);
    expect(event.source).toBe("urn:waymark:shop.example");
    expect(event).toMatchObject({ specversion: "1.0", subject: VISITOR, session: SESSION });
    expect(event.time).toBe("2026-11-21T10:00:00.000Z");
  }
});

test("the reader is one that finds faults", () => {
  const [{ body } = { body: "" }] = encode(formats.cloudevents);
  expect(() => read(body.replaceAll('"session":', '"session_id":'))).toThrow(/session_id/);
  expect(() => read(body.replaceAll('"source":', '"origin":'))).toThrow();
});

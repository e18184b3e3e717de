// Messages read by Segment's own reader of messages, which its destinations use.
import { createRequire } from "node:module";
import * as formats from "@waymark/formats";
import { describe, expect, test } from "vitest";
import { EVERY, encode, VISITOR } from "./fixtures.ts";

/** As far as this test goes. */
interface Read {
  readonly action: () => string;
  readonly event: () => string;
  readonly name: () => string;
  readonly anonymousId: () => string;
  readonly timestamp: () => Date;
  readonly properties: () => { readonly [name: string]: unknown };
  readonly traits: () => { readonly [name: string]: unknown };
  readonly proxy: (path: string) => unknown;
}
type Reader = new (message: unknown) => Read;
const { Track, Page, Identify } = createRequire(import.meta.url)("@segment/facade") as { [kind: string]: Reader };

describe.each([formats.segment, formats.rudderstack])("$name", (format) => {
  const messages: readonly { type: string; messageId: string; event?: string }[] = encode(format).flatMap(
    ({ body }) => JSON.parse(body).batch,
  );
  const read = (message: object, kind: string): Read => {
    const Kind = { page: Page, identify: Identify, track: Track }[kind] as Reader;
    return new Kind(message);
  };

  test("each message is of its kind, by the visitor, at its time", () => {
    expect(messages.map(({ messageId }) => messageId)).toEqual(EVERY.slice(0, -1).map(({ id }) => id));
    for (const message of messages) {
      const seen = read(message, message.type);
      expect([seen.action(), seen.anonymousId(), +seen.timestamp()]).toEqual([message.type, VISITOR, EVERY[0]?.at]);
      expect(seen.proxy("context.library.name")).toBe("waymark");
    }
  });

  test("an answer is an event with flat properties", () => {
    const answers = messages.filter(({ event }) => event === "Survey Answered").map((each) => read(each, "track"));
    expect(answers.map((each) => each.properties().question_id)).toEqual(["mood", "more", "why", "all"]);
    expect(answers[0]?.properties()).toMatchObject({
      score: 4,
      scale_max: 5,
      stage: "checkout",
      survey_id: "pay-trouble",
    });
  });

  test("pages and traits are read as such", () => {
    const [page, identify] = ["page", "identify"].map((kind) =>
      read(messages.find(({ type }) => type === kind) ?? {}, kind),
    );
    expect([page?.name(), page?.proxy("context.page.path")]).toEqual(["/cart", "/cart"]);
    expect(identify?.traits()).toMatchObject({ plan: "pro" });
  });
});

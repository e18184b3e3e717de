// What the targets' own SDKs send for the same events, caught by a server and held against ours, field by field.
import { once } from "node:events";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";
import { Analytics } from "@segment/analytics-node";
import { buildPageView, buildSelfDescribingEvent, newTracker } from "@snowplow/node-tracker";
import * as formats from "@waymark/formats";
import type { Format } from "@waymark/protocol";
import { PostHog } from "posthog-node";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { AT, bodyOf, EVERY, encode, toAnswer, toBatch, toEntry, toId, VISITOR } from "./fixtures.ts";

interface Caught {
  readonly url: URL;
  readonly type: string;
  readonly body: string;
}

const caught: Caught[] = [];
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const bytes = Buffer.concat(chunks);
    const body = (bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString();
    caught.push({ url: new URL(`${request.url}`, "http://sdk"), type: `${request.headers["content-type"]}`, body });
    response.end(request.url?.startsWith("/track") ? "1" : '{"status":1}');
  });
});
let url = "";
beforeAll(async () => {
  await once(server.listen(0, "127.0.0.1"), "listening");
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());
beforeEach(() => void caught.splice(0));
const first = async (path: string): Promise<Caught> =>
  vi.waitFor(() => caught.find((each) => each.url.pathname === path) ?? expect.unreachable(path), { timeout: 10_000 });

/** Kinds of the values: what a target reads by, whatever they are. */
const kindOf = (value: unknown) => (Array.isArray(value) ? "list" : typeof value);
/** The fields that both have must be of the same kind; those that ours alone has are returned. */
const compare = (ours: object, theirs: object): readonly string[] => {
  const mine = Object.entries(JSON.parse(JSON.stringify(ours)));
  const both = mine.filter(([name]) => name in theirs);
  expect(both.map(([name, value]) => [name, kindOf(value)])).toEqual(
    both.map(([name]) => [name, kindOf(Reflect.get(theirs, name))]),
  );
  return mine.map(([name]) => name).filter((name) => !(name in theirs));
};

const answer = toAnswer({}, { id: toId(10) });
const pathOf = (format: Format) =>
  new URL(formats.CATALOGUE.find((each) => each.format === format)?.example ?? "").pathname;

test("PostHog", async () => {
  const client = new PostHog("k3y", { host: url, flushAt: 1 });
  const properties = { $survey_id: "pay-trouble" };
  client.capture({ distinctId: VISITOR, event: "survey sent", uuid: answer.id, timestamp: new Date(AT), properties });
  await client.shutdown();
  const theirs = JSON.parse((await first(pathOf(formats.posthog))).body);
  const ours = bodyOf(formats.posthog, answer);
  expect(compare(ours, theirs)).toEqual([]);
  const [event] = ours.batch;
  expect(compare(event, theirs.batch[0])).toEqual([]);
  for (const field of ["uuid", "event", "distinct_id", "timestamp"])
    expect(event[field]).toEqual(theirs.batch[0][field]);
  expect(ours.api_key).toBe(theirs.api_key);
});

test("Segment", async () => {
  const client = new Analytics({ writeKey: "k3y", host: url });
  const common = { anonymousId: VISITOR, timestamp: new Date(AT) };
  client.track({ ...common, event: "Survey Answered", messageId: answer.id, properties: { score: 4 } });
  client.page({ ...common, name: "/cart", properties: { url: "https://shop.example/cart" } });
  client.identify({ ...common, traits: { plan: "pro" } });
  await client.closeAndFlush();
  const theirs = JSON.parse((await first(pathOf(formats.segment))).body);
  const ours = JSON.parse(encode(formats.segment, toBatch([answer, toEntry(), EVERY[3] ?? answer]))[0]?.body ?? "");
  expect(compare(ours, theirs)).toEqual([]);
  for (const message of ours.batch) {
    const same = theirs.batch.find(({ type }: { type: string }) => type === message.type);
    expect(compare(message, same)).toEqual([]);
    expect([message.anonymousId, message.timestamp]).toEqual([same.anonymousId, same.timestamp]);
  }
  expect(ours.batch[0]).toMatchObject({ event: theirs.batch[0].event, messageId: theirs.batch[0].messageId });
});

test("Snowplow", async () => {
  const tracker = newTracker(
    { namespace: "n", appId: "k3y", encodeBase64: true },
    { endpoint: url, eventMethod: "post", bufferSize: 1 },
  );
  tracker.track(buildPageView({ pageUrl: "https://shop.example/cart", referrer: "https://news.example" }));
  tracker.track(
    buildSelfDescribingEvent({ event: { schema: "iglu:dev.waymark/survey_answer/jsonschema/1-0-0", data: {} } }),
  );
  tracker.flush();
  const { body, type } = await first(pathOf(formats.snowplow));
  const theirs = JSON.parse(body);
  expect(type.toLowerCase().replace(" ", "")).toBe(formats.snowplow.type.toLowerCase());
  const ours = JSON.parse(encode(formats.snowplow, toBatch([toEntry(), answer]))[0]?.body ?? "");
  expect(ours.schema).toBe(theirs.schema);
  const all = await vi.waitFor(() => {
    const events = caught.flatMap((each) => JSON.parse(each.body).data);
    expect(events).toHaveLength(2);
    return events;
  });
  for (const event of ours.data) {
    const same = all.find(({ e }: { e: string }) => e === event.e);
    // Visitor, session and the page of an event are a browser's; so is the context of a page view.
    expect(compare(event, same).filter((name) => !["duid", "sid", "cx", "url", "refr"].includes(name))).toEqual([]);
    expect(event.aid).toBe(same.aid);
  }
  const decode = (text: string) => JSON.parse(Buffer.from(text, "base64url").toString());
  const [mine, their] = [ours.data[1], all.find(({ e }: { e: string }) => e === "ue")].map((each) =>
    decode(each.ue_px),
  );
  expect([mine.schema, mine.data.schema]).toEqual([their.schema, their.data.schema]);
});

/** The package has types that TypeScript does not find. */
interface Client {
  readonly track: (event: string, properties: object) => void;
}
const { init } = createRequire(import.meta.url)("mixpanel") as {
  readonly init: (token: string, options: object) => Client;
};

test("Mixpanel", async () => {
  const client = init("k3y", { host: url.replace("http://", ""), protocol: "http" });
  const properties = { distinct_id: VISITOR, time: AT, $insert_id: answer.id, score: 4 };
  client.track("Survey Answered", properties);
  const { url: address } = await first(pathOf(formats.mixpanel));
  const theirs = JSON.parse(Buffer.from(address.searchParams.get("data") ?? "", "base64").toString());
  const form = encode(formats.mixpanel, toBatch([answer]))[0]?.body;
  const [ours] = JSON.parse(new URLSearchParams(form).get("data") ?? "");
  expect(compare(ours, theirs)).toEqual([]);
  expect(ours.event).toBe(theirs.event);
  expect(ours.properties).toMatchObject({ ...theirs.properties, mp_lib: "waymark", $lib_version: "0.1.0" });
});

// Configurations that hold anything at all: whatever is wrong in one part, the other parts decide and place as ever.
import { decide, toPlace } from "@waymark/journey";
import type { Configuration, Entry } from "@waymark/protocol";
import { afterEach, expect, test, vi } from "vitest";
import { readConfiguration } from "../../../packages/sdk/src/plan/read-configuration.ts";
import { silentReport } from "../fixtures.ts";

const entry: Entry = {
  id: "01a2b3c4-0000-7000-8000-00000000000a",
  kind: "touchpoint",
  type: "custom",
  name: "help",
  at: 1_700_000_000_000,
  data: { price: 5 },
};
const context = {
  visitor: "v",
  session: "s",
  visits: 1,
  url: "https://shop.example/",
  traits: {},
  matches: { session: "s", times: {} },
  documents: [],
} as never;
const why = { id: "why", on: { type: "custom", name: "help" }, ask: "why" };
const survey = { questions: [{ id: "q", kind: "text", text: "Why?" }] };
const sound = { stages: [{ id: "read", pages: ["/"] }], surveys: { why: survey, odd: survey }, triggers: [why] };
const NONSENSE: readonly unknown[] = [null, 0, -1, 1e300, "", "x", "9999-12-31", true, [], [null], {}, { a: null }];
const read = (config: unknown) => readConfiguration({ config: JSON.parse(JSON.stringify(config)) }, silentReport());
const each = (names: readonly string[]) => names.flatMap((name) => NONSENSE.map((value) => [name, value] as const));
/** Who is asked and where the visitor stands. */
const resultOf = (configuration: Configuration) => [
  decide(configuration, [], entry, context, entry.at).ask?.trigger,
  toPlace(configuration, { url: "https://shop.example/", isRendered: () => false }).stage,
];

afterEach(() => vi.restoreAllMocks());

test.each(each(["id", "on", "ask", "where", "schedule", "variant", "sample", "delay"]))(
  "a trigger whose %s is %j takes no other along",
  async (name, value) => {
    const odd = { ...why, id: "odd", ask: "odd", [name]: value };
    const { configuration } = await read({ ...sound, triggers: [odd, why] });
    expect(() => resultOf(configuration)).not.toThrow();
    expect(resultOf({ ...configuration, triggers: configuration.triggers?.filter(({ id }) => id === "why") })).toEqual([
      "why",
      "read",
    ]);
  },
);
test.each(each(["type", "name", "kind", "friction", "state", "stage", "step", "move", "data", "count", "within"]))(
  "nor one that waits for %s %j",
  async (name, value) => {
    const odd = { ...why, id: "odd", ask: "odd", on: { ...why.on, [name]: value } };
    const { configuration } = await read({ ...sound, triggers: [odd, why] });
    expect(() => resultOf(configuration)).not.toThrow();
  },
);
test.each(each(["pages", "traits", "language", "width", "device", "visitor"]))(
  "nor one for those whose %s is %j",
  async (name, value) => {
    const odd = { ...why, id: "odd", ask: "odd", where: { [name]: value } };
    const { configuration } = await read({ ...sound, triggers: [odd, why] });
    expect(() => resultOf(configuration)).not.toThrow();
  },
);
test.each(each(["wait", "max", "questions"]))("nor a survey whose %s is %j", async (name, value) => {
  const surveys = { ...sound.surveys, odd: { ...survey, [name]: value } };
  const { configuration } = await read({ ...sound, surveys, triggers: [{ ...why, id: "odd", ask: "odd" }, why] });
  expect(() => resultOf(configuration)).not.toThrow();
});
test.each(each(["every", "perSession", "unanswered"]))("nor %s of quiet that is %j", async (name, value) => {
  const { configuration } = await read({ ...sound, quiet: { [name]: value } });
  expect(() => resultOf(configuration)).not.toThrow();
});
test.each(each(["id", "pages", "steps"]))(
  "a stage whose %s is %j places nobody wrongly, nor is it in the way",
  async (name, value) => {
    const odd = { id: "odd", pages: ["/odd"], [name]: value };
    const { configuration } = await read({ ...sound, stages: [odd, ...sound.stages] });
    expect(resultOf(configuration)).toEqual(["why", "read"]);
  },
);
test.each(each(["id", "pages", "visible", "touchpoint", "dataLayer", "goal"]))(
  "nor a step whose %s is %j",
  async (name, value) => {
    const odd = { id: "odd", steps: [{ id: "odd", pages: ["/odd"], [name]: value }] };
    const { configuration } = await read({ ...sound, stages: [odd, ...sound.stages] });
    expect(resultOf(configuration)).toEqual(["why", "read"]);
  },
);

test.each([
  ["ten thousand triggers", JSON.stringify({ ...sound, triggers: Array.from({ length: 10_000 }, () => why) })],
  ["five megabytes", JSON.stringify({ ...sound, note: "x".repeat(5_000_000) })],
])("%s are not even parsed", async (_, body) => {
  vi.stubGlobal("fetch", async () => new Response(body));
  const parse = vi.spyOn(JSON, "parse");
  const { configuration } = await readConfiguration({ config: "/waymark.json" }, silentReport());
  expect(parse).not.toHaveBeenCalled();
  expect(configuration).toMatchObject({ stages: [], triggers: [] });
  vi.unstubAllGlobals();
});

test("an object that holds itself is told of, and leaves the defaults", async () => {
  const config: { [key: string]: unknown } = { ...sound };
  config.stages = [config];
  const report = silentReport();
  const { configuration } = await readConfiguration({ config: config as Configuration }, report);
  expect(configuration).toMatchObject({ stages: [], triggers: [] });
  expect(report.problem).toHaveBeenCalledOnce();
});

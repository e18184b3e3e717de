import type { Configuration } from "@waymark/protocol";
import { afterEach, describe, expect, test, vi } from "vitest";
import { readConfiguration } from "../../../packages/sdk/src/plan/read-configuration.ts";
import { silentReport } from "../fixtures.ts";

const sound = {
  stages: [
    { id: "discover", pages: ["/"] },
    {
      id: "checkout",
      steps: [
        { id: "cart", pages: ["/cart"] },
        { id: "done", goal: true },
      ],
    },
  ],
  friction: { "rage-click": { clicks: 4 } },
  surveys: { why: { questions: [{ id: "q", kind: "text", text: "Why?" }] } },
  quiet: { every: "1d" },
  journeyEnds: "10d",
  triggers: [{ id: "leaving", on: { friction: "abandon" }, ask: "why" }],
};
const NOTHING = { stages: [], triggers: [], surveys: {}, friction: {}, quiet: {} };
const read = async (config: unknown) => {
  const report = silentReport();
  const { configuration, hash } = await readConfiguration({ config: config as Configuration }, report);
  const problems = report.problem.mock.calls.map(([where]) => where);
  return { configuration, hash, problems, texts: report.problem.mock.calls.map(([, what]) => what) };
};
const answer = (body: string, status = 200) =>
  vi.stubGlobal(
    "fetch",
    vi.fn(async () => new Response(body, { status })),
  );

afterEach(() => {
  vi.unstubAllGlobals();
  document.body.replaceChildren();
});

test("a sound configuration is taken as it is", async () => {
  const { configuration, problems } = await read(sound);
  expect(configuration).toEqual(sound);
  expect(problems).toEqual([]);
});

test("an empty one leaves everything to the defaults", async () => {
  const { configuration } = await read({});
  expect(configuration).toMatchObject({ stages: [], triggers: [], friction: {}, quiet: {} });
  expect(Object.keys(configuration.surveys ?? {})).toEqual([]);
});

test("keys that are not known are left behind", async () => {
  const { configuration } = await read(
    JSON.parse('{"collector":"https://evil.example","consent":"granted","__proto__":{"a":1}}'),
  );
  expect(Object.keys(configuration)).toEqual(["stages", "triggers", "surveys", "friction", "quiet"]);
  expect((configuration as { a?: unknown }).a).toBeUndefined();
});

describe("a malformed part is off by itself, with one line that names it", () => {
  const [discover] = sound.stages;
  test.each<[string, object, string]>([
    ["a stage without id", { stages: [discover, { pages: ["/x"] }] }, "stages.1"],
    ["a stage without pages and steps", { stages: [discover, { id: "x" }] }, "stages.1"],
    ["pages that are no list", { stages: [discover, { id: "x", pages: "/x" }] }, "stages.1"],
    ["a page that is no text", { stages: [discover, { id: "x", pages: [1] }] }, "stages.1"],
    ["no step", { stages: [discover, { id: "x", steps: [] }] }, "stages.1"],
    ["a step without id", { stages: [discover, { id: "x", steps: [{ pages: ["/"] }] }] }, "stages.1"],
    [
      "a step's pages that are no list",
      { stages: [discover, { id: "x", steps: [{ id: "a", pages: "/" }] }] },
      "stages.1",
    ],
    ["a stage that is null", { stages: [discover, null] }, "stages.1"],
    ["a survey without questions", { surveys: { ...sound.surveys, bad: {} } }, "surveys.bad"],
    ["a survey with no question", { surveys: { ...sound.surveys, bad: { questions: [] } } }, "surveys.bad"],
    [
      "a question without text",
      { surveys: { ...sound.surveys, bad: { questions: [{ id: "q", kind: "nps" }] } } },
      "surveys.bad",
    ],
    ["a survey that is a list", { surveys: { ...sound.surveys, bad: [] } }, "surveys.bad"],
    ["a trigger that asks nothing", { triggers: [...sound.triggers, { id: "x", on: {} }] }, "triggers.1"],
    [
      "a trigger that asks an unknown survey",
      { triggers: [...sound.triggers, { id: "x", on: {}, ask: "y" }] },
      "triggers.1",
    ],
    [
      "a trigger for pages that are no list",
      { triggers: [...sound.triggers, { ...sound.triggers[0], where: { pages: "/" } }] },
      "triggers.1",
    ],
    [
      "a trigger with a delay that is no time",
      { triggers: [...sound.triggers, { ...sound.triggers[0], delay: 5000 }] },
      "triggers.1",
    ],
    [
      "a trigger for a variant of nothing",
      { triggers: [...sound.triggers, { ...sound.triggers[0], variant: { test: "a", is: "b" } }] },
      "triggers.1",
    ],
    [
      "a trigger that asks the prototype",
      { triggers: [...sound.triggers, { id: "x", on: {}, ask: "toString" }] },
      "triggers.1",
    ],
    ["a trigger on nothing", { triggers: [...sound.triggers, { id: "x", ask: "why" }] }, "triggers.1"],
    ["a trigger without id", { triggers: [...sound.triggers, { on: {}, ask: "why" }] }, "triggers.1"],
  ])("%s", async (_, part, where) => {
    const { configuration, problems } = await read({ ...sound, ...part });
    expect(configuration).toEqual({ ...sound, ...("stages" in part && { stages: [discover] }) });
    expect(problems).toEqual([`config ${where}`]);
  });

  test("a survey that is off takes its triggers along", async () => {
    const { configuration, problems } = await read({ ...sound, surveys: { why: null } });
    expect(configuration.triggers).toEqual([]);
    expect(problems).toEqual(["config surveys.why", "config triggers.0"]);
  });

  test.each([5, "x", [], null])("friction and quiet that are %j are the defaults", async (bad) =>
    expect((await read({ ...sound, friction: bad, quiet: bad })).configuration).toEqual({
      ...sound,
      friction: {},
      quiet: {},
    }),
  );
  test("a friction that is null is as usual; others stay as they are", async () => {
    const friction = { "rage-click": null, "dead-click": false, stall: { after: "9s" } };
    const { configuration } = await read({ ...sound, friction });
    expect(configuration.friction).toEqual({ "dead-click": false, stall: { after: "9s" } });
  });
  test.each([
    ["a step", "stages.1", { stages: [discover, { id: "x", steps: [null] }] }],
    ["a question", "surveys.bad", { surveys: { ...sound.surveys, bad: { questions: [null] } } }],
  ])("%s that is null", async (_, where, part) =>
    expect((await read({ ...sound, ...part })).problems).toEqual([`config ${where}`]),
  );
  test.each([
    ["stages", { checkout: { id: "checkout", pages: ["/cart"] } }],
    ["triggers", { leaving: sound.triggers[0] }],
  ])("%s that are an object", async (key, part) => {
    const { configuration, problems } = await read({ ...sound, [key]: part });
    expect(Array.isArray(configuration[key as "stages"])).toBe(true);
    expect(problems).toEqual([expect.stringContaining(key)]);
  });
});

describe("where it comes from", () => {
  test("a URL, without credentials", async () => {
    answer(JSON.stringify(sound));
    expect((await read("/waymark.json")).configuration).toEqual(sound);
    expect(fetch).toHaveBeenCalledWith("/waymark.json", {
      credentials: "omit",
      referrerPolicy: "origin",
      integrity: "",
    });
  });

  test("its problems are named by that URL", async () => {
    answer('{"stages":[5]}');
    expect((await read("/waymark.json")).problems).toEqual(["/waymark.json stages.0"]);
  });

  test("an inline script", async () => {
    const script = document.createElement("script");
    Object.assign(script, { id: "plan", type: "application/json", textContent: JSON.stringify(sound) });
    document.body.append(script);
    expect((await read("#plan")).configuration).toEqual(sound);
  });

  test("its hash names it: the same text the same, another another", async () => {
    const { hash } = await read(sound);
    expect(hash).toMatch(/^[0-9a-z]{1,7}$/);
    expect((await read(structuredClone(sound))).hash).toBe(hash);
    expect((await read({ ...sound, quiet: {} })).hash).not.toBe(hash);
  });
});

test("without one nothing is named, and nothing is wrong", async () => {
  expect(await read(undefined)).toEqual({ configuration: NOTHING, problems: [], texts: [], hash: undefined });
});

describe("tells what is wrong, and takes nothing of it", () => {
  test.each<[string, string, string, number?]>([
    ["not there", "/waymark.json", "answered 404", 404],
    ["not JSON", "<!doctype html>", "JSON"],
    ["empty", "", "JSON"],
    ["a list", "[]", "is no JSON object"],
    ["null", "null", "is no JSON object"],
    ["too large", JSON.stringify({ label: "x".repeat(64 * 1024) }), "is larger than 64 kB"],
  ])("%s", async (_, body, message, status) => {
    answer(body, status);
    const { configuration, hash, problems, texts } = await read("/waymark.json");
    expect({ configuration, hash, problems }).toEqual({
      configuration: NOTHING,
      hash: undefined,
      problems: ["/waymark.json"],
    });
    expect(texts).toEqual([expect.stringContaining(message)]);
  });

  test("no inline script of that id", async () => {
    const { configuration, problems, texts } = await read("#none");
    expect([configuration, problems, texts]).toEqual([NOTHING, ["#none"], [expect.stringContaining("JSON")]]);
  });
});

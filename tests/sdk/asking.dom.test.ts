import type { Entry } from "@waymark/protocol";
import { expect, test } from "vitest";
import { startAsking } from "../../packages/sdk/src/asking.ts";
import { cart, leaving, openingAsks, pass } from "./ask/ask-fixture.ts";
import { makeEntry } from "./fixtures.ts";

const open = openingAsks();

const begin = () => {
  const { context, loadSurvey } = open();
  const hearers = new Set<(entry: Entry) => void>();
  const aborter = new AbortController();
  const onEntry = (hear: (entry: Entry) => void) => {
    hearers.add(hear);
    return () => hearers.delete(hear);
  };
  startAsking({ ...context, onEntry }, aborter.signal);
  const tell = async (entry: Entry) => {
    for (const hear of hearers) hear(entry);
    await pass(0);
  };
  return { tell, stop: () => aborter.abort(), loadSurvey, hearers };
};

test("friction and touchpoints pull triggers; what became of surveys doesn't", async () => {
  const { tell, loadSurvey } = begin();
  await tell(makeEntry({ kind: "survey", type: "shown", ...cart }));
  expect(loadSurvey).not.toHaveBeenCalled();
  await tell(leaving());
  expect(loadSurvey).toHaveBeenCalled();
});

test("nothing is heard after its stop", () => {
  const { stop, hearers } = begin();
  stop();
  expect(hearers.size).toBe(0);
});

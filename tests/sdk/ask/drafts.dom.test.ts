import type { Configuration, Outcome, SurveyDraft } from "@waymark/protocol";
import { describe, expect, test } from "vitest";
import { createTabMemory, type TabMemory } from "../../../packages/sdk/src/tab-memory.ts";
import { answer, cart, leaving, openingAsks, pass, plan } from "./ask-fixture.ts";

const open = openingAsks();

const words: SurveyDraft = { at: "reason", drafts: { reason: { picked: null, other: false, written: "The card fa" } } };
const picks: SurveyDraft = { at: "reason", drafts: { reason: { picked: "Cost", other: false, written: "" } } };
const paying: Configuration = {
  ...plan,
  stages: [{ id: "checkout", steps: [{ id: "cart", pages: ["/cart"], payment: true }] }],
};

/** A survey is asked and filled in as far as a draft, and then something comes of it, or nothing. */
const fillIn = async (tab: TabMemory, draft: SurveyDraft, type?: Outcome["type"], configuration = plan) => {
  const ask = open({ tab, configuration });
  ask.moveTo(cart);
  ask.offer(leaving());
  await pass(1000);
  ask.mount.mock.calls[0]?.[1].keep?.(draft);
  if (type) ask.tell({ type } as Outcome);
  ask.tell(answer);
  ask.stop();
  return ask.told.at(-1)?.data as { readonly submission: string };
};

describe("a survey that went with its page while somebody typed", () => {
  test("comes back on the next, in a calm moment, as it was left and as the same", async () => {
    const tab = createTabMemory(undefined);
    const { submission } = await fillIn(tab, words);
    const next = open({ tab });
    await pass(999);
    expect(next.mount).not.toHaveBeenCalled();
    await pass(1);
    expect(next.mount.mock.calls[0]?.[1].draft).toEqual(words);
    next.tell(answer);
    expect(next.told.at(-1)).toMatchObject({ place: cart, data: { submission, trigger: "leaving" } });
  });

  test.each<[string, SurveyDraft, Outcome["type"] | undefined, Configuration?]>([
    ["was done", words, "completed"],
    ["was closed", words, "dismissed"],
    ["was put off", words, "snoozed"],
    ["was not wanted any more", words, "declined"],
    ["held picks alone", picks, undefined],
    ["stood where one pays", words, undefined, paying],
  ])("does not when it %s", async (_, draft, type, configuration) => {
    const tab = createTabMemory(undefined);
    await fillIn(tab, draft, type, configuration);
    const next = open({ tab });
    await pass(60_000);
    expect(next.mount).not.toHaveBeenCalled();
  });

  test("does not in another session", async () => {
    const tab = createTabMemory(undefined);
    await fillIn(tab, words);
    const identity = { visitor: () => "v", sessionAt: () => "another", visits: () => 2, progress: () => ({}) };
    const next = open({ tab, identity: identity as never });
    await pass(60_000);
    expect(next.mount).not.toHaveBeenCalled();
  });
});

describe("who is asked the same again", () => {
  const askAgain = async (tab: TabMemory) => {
    const next = open({ tab });
    next.ask("why");
    await pass(1000);
    return next.mount.mock.calls[0]?.[1].draft;
  };

  test("finds what they had typed before they closed it", async () => {
    const tab = createTabMemory(undefined);
    await fillIn(tab, words, "dismissed");
    expect(await askAgain(tab)).toEqual({ ...words, at: "" });
  });

  test("begins anew when it was done", async () => {
    const tab = createTabMemory(undefined);
    await fillIn(tab, words, "completed");
    expect(await askAgain(tab)).toBeUndefined();
  });
});

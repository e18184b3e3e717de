// What becomes of a survey that was asked, and of its answers.
import { entrySchema } from "@waymark/protocol/schema";
import { describe, expect, test } from "vitest";
import type { Identity } from "../../../packages/sdk/src/identity.ts";
import { makeEntry, START } from "../fixtures.ts";
import { answer, cart, leaving, type openAsk, openingAsks, pass } from "./ask-fixture.ts";

const open = openingAsks();

describe("what becomes of it", () => {
  const show = async (rest?: Parameters<typeof openAsk>[0]) => {
    const ask = open(rest);
    ask.offer(leaving());
    await pass(1000);
    return ask;
  };

  test("each outcome is told where the entry that asked stood", async () => {
    const { tell, told, moveTo } = await show();
    tell({ type: "shown" });
    moveTo({ stage: null, step: "/elsewhere" });
    tell({ type: "completed" });
    expect(told.map(({ kind, type, name, place }) => ({ kind, type, name, place }))).toEqual([
      { kind: "survey", type: "shown", name: "why", place: cart },
      { kind: "survey", type: "completed", name: "why", place: cart },
    ]);
    expect(told[0]?.data).toMatchObject({ survey: "why", trigger: "leaving", submission: expect.any(String) });
  });

  test("an answer is redacted and carries its evidence, in the wire format", async () => {
    const ask = open();
    ask.tab.add(makeEntry({ type: "page", name: "/cart", at: START - 5000 }));
    ask.offer(leaving());
    await pass(1000);
    ask.tell({ ...answer, value: "Mail jane@shop.example" });
    const [told] = ask.told;
    expect(told?.data).toMatchObject({
      question: "reason",
      value: "Mail [email]",
      language: "en",
      evidence: { ...cart, cause: { type: "abandon", before: 1000 }, last: [{ name: "/cart", before: 6000 }] },
    });
    const { place, ...observation } = told ?? {};
    expect(entrySchema.safeParse(makeEntry({ ...observation, ...place })).error).toBeUndefined();
  });

  test("words under a choice are redacted, its own value is not", async () => {
    const { tell, told } = await show();
    const choice = { ...answer, kind: "choice", value: "4111 1111 1111 1111" } as const;
    tell(choice);
    tell({ ...choice, other: true });
    expect(told.map(({ data }) => (data as { value: string }).value)).toEqual([choice.value, "[card]"]);
  });

  test("what an answer would send can be seen before: redacted, with the page, the place and what came before", async () => {
    const ask = open();
    ask.tab.add(makeEntry({ type: "page", name: "/cart", at: START - 5000 }));
    ask.offer(leaving());
    await pass(1000);
    const sent = ask.mount.mock.calls[0]?.[1].sent;
    const seen = {
      page: "https://shop.example/cart",
      place: "checkout · cart · 0 s",
      before: expect.arrayContaining(["page /cart · 6 s"]),
    };
    expect(sent?.(undefined)).toEqual({ value: undefined, ...seen });
    expect(sent?.({ ...answer, value: "Mail jane@shop.example" })).toEqual({ value: "Mail [email]", ...seen });
    expect(ask.told).toEqual([]);
  });

  test("of several choices only what was typed is redacted", async () => {
    const { tell, told } = await show();
    tell({ ...answer, kind: "choices", value: ["4111 1111 1111 1111", "Mail jane@shop.example"], other: true });
    tell({ ...answer, kind: "choices", value: ["4111 1111 1111 1111"] });
    expect(told.map(({ data }) => (data as { value: unknown }).value)).toEqual([
      ["4111 1111 1111 1111", "Mail [email]"],
      ["4111 1111 1111 1111"],
    ]);
    const { place, ...observation } = told[0] ?? {};
    expect(entrySchema.safeParse(makeEntry({ ...observation, ...place })).error).toBeUndefined();
  });

  test("the first ending is kept for the limits", async () => {
    const { tell, shows } = await show();
    tell(answer);
    tell({ type: "dismissed" });
    await pass(0);
    expect(shows()).toMatchObject([{ ending: "answered" }]);
  });

  test("the engaged time is that of the step which was left", async () => {
    const ask = open();
    await ask.offer(makeEntry({ type: "step", data: { from: cart, dwell: 7000 } }));
    ask.offer(leaving());
    await pass(1000);
    ask.tell(answer);
    expect(ask.told[0]?.data).toMatchObject({ evidence: { engaged: 7000 } });
  });

  test("how far the visitor was at the stage goes along", async () => {
    const progress = { checkout: { state: "leaving" } };
    const own = { visitor: () => "v", sessionAt: () => "s", visits: () => 1, progress: () => progress };
    const { tell, told } = await show({ identity: own as unknown as Identity });
    tell(answer);
    expect(told[0]?.data).toMatchObject({ evidence: { abandon: "leaving" } });
  });

  test("a survey that was gone through has an answer, whatever there was to say", async () => {
    const { tell, shows } = await show();
    tell({ type: "completed" });
    await pass(0);
    expect(shows()).toMatchObject([{ ending: "answered" }]);
  });

  test("its stop takes the survey from the page", async () => {
    const { stop, unmount } = await show();
    stop();
    expect(unmount).toHaveBeenCalledOnce();
  });
});

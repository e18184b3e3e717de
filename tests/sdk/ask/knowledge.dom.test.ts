// What decides besides the entry: who it is, on which device, what was told and counted before, in whichever tab.
import type { Configuration, Entry } from "@waymark/protocol";
import { describe, expect, test, vi } from "vitest";
import type { Identity } from "../../../packages/sdk/src/identity.ts";
import { createFakeStore, makeEntry, START } from "../fixtures.ts";
import { cart, leaving, openingAsks, pass, plan } from "./ask-fixture.ts";

const open = openingAsks();
const withTrigger = (rest: object): Configuration => ({
  ...plan,
  triggers: [{ id: "t", on: { friction: "abandon" }, ask: "why", ...rest }],
});
const load = (data: object = {}): Entry =>
  makeEntry({
    type: "page",
    tab: "t1",
    data: { load: "navigate", language: "de-AT", width: 390, touch: true, ...data },
  });
const isAsked = async (ask: ReturnType<typeof open>, entry = leaving({ tab: "t1" })) => {
  ask.offer(entry);
  await pass(1000);
  return ask.mount.mock.calls.length > 0;
};

describe("where", () => {
  test.each([
    ["device", { device: "phone" }, true],
    ["another device", { device: ["tablet", "desktop"] }, false],
    ["language", { language: "de" }, true],
    ["width", { width: { max: 400 } }, true],
  ])("%s is what the page told when it was loaded", async (_, where, is) => {
    const ask = open({ configuration: withTrigger({ where }) });
    await ask.offer(load());
    await ask.offer(load({ load: "route", width: undefined }));
    expect(await isAsked(ask)).toBe(is);
  });

  test("visits are those of the visitor", async () => {
    const own = { visitor: () => "v", sessionAt: () => "s", visits: () => 3, progress: () => ({}) };
    const identity = own as unknown as Identity;
    const configuration = withTrigger({ where: { visits: { min: 3 }, visitor: "returning" } });
    expect(await isAsked(open({ configuration, identity }))).toBe(true);
    expect(await isAsked(open({ configuration }))).toBe(false);
  });

  test("traits are those told last, in an earlier document too", async () => {
    const configuration = withTrigger({ where: { traits: { plan: "pro" } } });
    const store = createFakeStore();
    const first = open({ configuration, store });
    await first.offer(makeEntry({ type: "identify", data: { plan: "free" } }));
    await first.offer(makeEntry({ type: "identify", data: { plan: "pro" } }));
    expect(await isAsked(open({ configuration, store }))).toBe(true);
  });
});

describe("count", () => {
  const configuration = withTrigger({ on: { friction: "rage-click", count: 3, within: "1m" } });
  const rage = () => leaving({ type: "rage-click", data: {} });
  const open3 = (store = createFakeStore(), rest = {}) => open({ configuration, store, ...rest });

  test("goes on in other tabs and after a reload", async () => {
    const { store, ...first } = open3();
    await first.offer(rage());
    await pass(20_000);
    await open3(store).offer(rage());
    await pass(20_000);
    expect(await isAsked(open3(store), rage())).toBe(true);
  });

  test("begins anew with the session", async () => {
    const { store, ...first } = open3();
    await first.offer(rage());
    await first.offer(rage());
    const own = { visitor: () => "v", sessionAt: () => "s2", visits: () => 2, progress: () => ({}) };
    expect(await isAsked(open3(store, { identity: own as unknown as Identity }), rage())).toBe(false);
  });

  test("of several at the same time each counts", async () => {
    const ask = open3();
    for (let i = 0; i < 3; i++) ask.offer(rage());
    await pass(1000);
    expect(ask.mount).toHaveBeenCalledOnce();
    expect(ask.store.rows("m")).toEqual([
      ['["m"]', { matches: { session: "s", times: { t: [START, START, START] } }, traits: {} }],
    ]);
  });

  test("what was matched is what counts, whatever comes while it waits for calm", async () => {
    const ask = open3();
    for (let i = 0; i < 3; i++) await Promise.race([ask.offer(rage()), pass(0)]);
    await pass(500);
    await Promise.race([ask.offer(rage()), pass(0)]);
    await pass(500);
    expect(ask.mount).toHaveBeenCalledOnce();
  });
});

test("nothing is written without a reason", async () => {
  const ask = open({ configuration: withTrigger({ sample: 0 }) });
  const update = vi.spyOn(ask.store, "update");
  for (const entry of [load(), makeEntry({ type: "click" }), leaving()]) await ask.offer(entry);
  expect(update).not.toHaveBeenCalled();
});

describe("what draws surveys is fetched ahead", () => {
  const enter = (stage: string | null) => makeEntry({ type: "page", ...cart, stage });
  test("when a stage with a trigger is entered, once", async () => {
    const { offer, loadSurvey } = open({
      configuration: withTrigger({ on: { friction: "abandon", stage: "checkout" } }),
    });
    for (const stage of ["choose", null, "checkout", "checkout"]) await offer(enter(stage));
    await pass(0);
    expect(loadSurvey).toHaveBeenCalledOnce();
  });

  test.each([
    ["not in the sample", { sample: 0 }],
    ["not in time", { schedule: { until: "2020-01-01" } }],
  ])("but not for who is %s", async (_, rest) => {
    const { offer, loadSurvey } = open({ configuration: withTrigger(rest) });
    await offer(enter("checkout"));
    await pass(0);
    expect(loadSurvey).not.toHaveBeenCalled();
  });

  test("nor for who was asked lately", async () => {
    const ask = open();
    await ask.store.put([[["s"], [{ survey: "why", submission: "x", at: START - 1000, session: "s0" }]]]);
    await ask.offer(enter("checkout"));
    await pass(0);
    expect(ask.loadSurvey).not.toHaveBeenCalled();
  });
});

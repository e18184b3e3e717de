import { type Context, toContext } from "@waymark/journey";
import type { Entry } from "@waymark/protocol";
import { describe, expect, test } from "vitest";
import { leaving, NOW, toPlan, trigger } from "./decide-fixture.ts";

const plan = toPlan({ triggers: [{ ...trigger, on: { ...trigger.on, count: 2 } }] });
const who = { visitor: "v1", session: "s1" };
const load = (tab: string, data: object = {}): Entry =>
  leaving(
    { load: "navigate", language: "de-AT", width: 390, ...data },
    { kind: "touchpoint", type: "page", tab, page: { url: "https://shop.example/cart" } },
  );
const feed = (...told: readonly (Entry | readonly [Entry, { visitor: string; session: string }])[]) =>
  told.reduce<Context | undefined>((before, each) => {
    const [entry, by] = Array.isArray(each) ? each : [each, who];
    return toContext(plan, before, entry, by);
  }, undefined);

test("the first entry of a visitor tells what it tells", () =>
  expect(feed(load("a", { touch: true }))).toMatchObject({
    ...who,
    visits: 1,
    url: "https://shop.example/cart",
    language: "de-AT",
    width: 390,
    device: "phone",
    traits: {},
  }));

test("what nobody told is not known", () => {
  const { url, language, width, device } = feed(leaving()) ?? {};
  expect({ url, language, width, device }).toEqual({ url: "" });
});

describe("language and width are those of the entry's own document", () => {
  test("of several that are open", () => {
    const tabs = [load("a"), load("b", { language: "en", width: 1280 })];
    expect(feed(...tabs, leaving({}, { tab: "a" }))).toMatchObject({ language: "de-AT", width: 390 });
    expect(feed(...tabs, leaving({}, { tab: "b" }))).toMatchObject({ language: "en", width: 1280 });
    expect(feed(...tabs, leaving({}, { tab: "c" }))?.width).toBeUndefined();
  });
  test("routes tell nothing new of it", () => {
    const route = load("a", { load: "route", language: undefined, width: undefined });
    expect(feed(load("a"), route)).toMatchObject({ language: "de-AT", width: 390, device: "desktop" });
  });
  test("data of the site's own is no page", () =>
    expect(feed(load("a"), leaving({ width: 1 }, { type: "custom", tab: "a" }))?.width).toBe(390));
  test("the last fifty documents are remembered", () => {
    const many = Array.from({ length: 50 }, (_, i) => load(`${i}`));
    expect(feed(load("a"), ...many, leaving({}, { tab: "a" }))?.width).toBeUndefined();
    expect(feed(...many, leaving({}, { tab: "0" }))?.documents).toHaveLength(50);
  });
});

test("sessions are counted", () => {
  const next = { ...who, session: "s2" };
  expect(feed(leaving(), leaving(), [leaving(), next], [leaving(), next])?.visits).toBe(2);
});

test("traits are those told last, in later visits too", () => {
  const identify = (data: object) => leaving(data, { type: "identify" });
  const next = { ...who, session: "s2" };
  expect(feed(identify({ plan: "pro", seats: 1 }), identify({ plan: "free" }), [leaving(), next])?.traits).toEqual({
    plan: "free",
  });
});

test("what a trigger counts is counted", () =>
  expect(feed(leaving(), leaving())?.matches).toEqual({ session: "s1", times: { leaving: [NOW, NOW] } }));

test("another visitor begins at nothing", () => {
  const other = { visitor: "v2", session: "s2" };
  const entry = leaving({}, { tab: "a", type: "custom" });
  expect(feed(load("a"), leaving(), [entry, other])).toEqual(toContext(plan, undefined, entry, other));
});

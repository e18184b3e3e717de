// What was decided, as it can be read in the console.
import { afterEach, describe, expect, test, vi } from "vitest";
import { printDecisions } from "../../../packages/sdk/src/ask/print-decisions.ts";
import { createFakeStore, START } from "../fixtures.ts";
import { leaving, openingAsks, pass, plan } from "./ask-fixture.ts";

const open = openingAsks();
const DAY = 86_400_000;
const show = { survey: "why", submission: "x", at: START - DAY / 2, session: "s0", ending: "snoozed" };
const storeWith = async (...shows: readonly object[]) => {
  const store = createFakeStore();
  await store.put([[["s"], shows]]);
  return store;
};
const fates = ({ explained }: ReturnType<typeof open>) => explained().map(({ fate }) => fate);

afterEach(() => vi.restoreAllMocks());

describe("each decision tells what became of it", () => {
  test("an entry that no trigger waits for is none", async () => {
    const ask = open();
    await ask.offer(leaving({ type: "rage-click" }));
    expect(ask.explained()).toEqual([]);
  });

  test("nobody asked, with the gate that stood in the way", async () => {
    const ask = open({ store: await storeWith(show) });
    await ask.offer(leaving());
    expect(fates(ask)).toEqual(["nobody asked"]);
    const [{ trace, entry } = { trace: [] }] = ask.explained();
    expect(entry).toMatchObject({ type: "abandon", name: "checkout" });
    expect(trace.filter((each) => !each.pass).map(({ gate }) => gate)).toEqual(["wait", "quiet"]);
  });

  test("waiting, then asked", async () => {
    const ask = open();
    ask.offer(leaving());
    await pass(500);
    expect(fates(ask)).toEqual(["waiting"]);
    await pass(500);
    expect(fates(ask)).toEqual(["asked"]);
  });

  test("decided otherwise in the calm moment, by what was shown meanwhile", async () => {
    const ask = open();
    ask.offer(leaving());
    await pass(500);
    await ask.store.put([[["s"], [{ ...show, at: START + 100 }]]]);
    await pass(500);
    expect(fates(ask)).toEqual(["cancelled: decided otherwise"]);
    expect(ask.explained()[0]?.trace.some(({ pass }) => !pass)).toBe(true);
    expect(ask.mount).not.toHaveBeenCalled();
  });

  test("missed for want of calm", async () => {
    vi.spyOn(Element.prototype, "getBoundingClientRect").mockReturnValue(new DOMRect(0, 0, 100, 100));
    document.body.innerHTML = "<div aria-modal=true>";
    const ask = open();
    ask.offer(leaving());
    await pass(30_000);
    expect(fates(ask)).toEqual(["missed: not calm"]);
    document.body.replaceChildren();
  });

  test("missed for want of a store that can claim", async () => {
    const ask = open();
    ask.offer(leaving());
    await pass(500);
    ask.store.refuse("all");
    await pass(500);
    expect(fates(ask)).toEqual(["missed: storage"]);
    expect(ask.mount).not.toHaveBeenCalled();
  });

  test("the last twenty are kept", async () => {
    const ask = open({ store: await storeWith(show) });
    for (let i = 0; i < 25; i++) await ask.offer(leaving({ name: `${i}` }));
    expect(ask.explained().map(({ entry }) => entry.name)).toEqual(Array.from({ length: 20 }, (_, i) => `${i + 5}`));
  });

  test("debug mode hears of them as they come", async () => {
    const ask = open();
    ask.offer(leaving());
    await pass(1000);
    const told = ask.report.debug.mock.calls.map(([fate]) => fate);
    expect(told).toEqual(["waiting", "asked"]);
  });
});

test("it is printed as a table for each decision, in words", async () => {
  const [group, table] = [vi.spyOn(console, "group"), vi.spyOn(console, "table")];
  for (const printed of [group, table, vi.spyOn(console, "groupEnd")]) printed.mockImplementation(() => {});
  const triggers = [{ ...plan.triggers?.[0], where: { device: "phone" } }];
  const ask = open({
    store: await storeWith(show),
    configuration: { ...plan, triggers } as typeof plan,
  });
  await ask.offer(leaving());
  expect(printDecisions(ask.explained())).toBe(ask.explained());
  expect(group.mock.calls[0]?.[0]).toMatch(/^\[waymark\] abandon checkout, checkout\/cart, .*: nobody asked$/);
  const rows = table.mock.calls[0]?.[0] as readonly { readonly gate: string }[];
  expect(rows.map(({ gate }) => gate)).toHaveLength(12);
  const row = (name: string) => rows.find(({ gate }) => gate === name);
  expect(row("on")).toMatchObject({ trigger: "leaving", pass: true, value: '"checkout"' });
  expect(row("where")).toMatchObject({ pass: false, value: '{"device":null}', limit: '{"device":"phone"}' });
  expect(row("wait")).toMatchObject({ value: "12h", limit: "1d", from: new Date(START + DAY / 2).toLocaleString() });
  expect(row("quiet")).toMatchObject({ value: "12h", limit: "30d" });
  expect(row("max")).toMatchObject({ value: "1", limit: "3", from: undefined });
});

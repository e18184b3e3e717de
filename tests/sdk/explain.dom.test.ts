// `waymark.explain()`, from the handle to the console.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { eventually } from "../browser/harness/eventually.ts";
import { begin, leavePage, pause, plan, preparePage } from "./start-fixture.ts";

const triggers = [{ id: "opened", on: { type: "custom" }, ask: "why", sample: 0 }] as const;
const config = { ...plan, triggers };
const spy = () =>
  (["group", "table", "groupEnd", "debug"] as const).map((name) =>
    vi.spyOn(console, name).mockImplementation(() => {}),
  );

beforeEach(preparePage);
afterEach(leavePage);

test("in debug mode it prints the last decisions and returns them", async () => {
  const [group, table] = spy();
  const { track, explain } = begin({ config, debug: true });
  track("coupon-opened");
  const explained = await eventually("it was decided", async () => {
    const all = await explain();
    return Array.isArray(all) && all.length > 0 && all;
  });
  expect(explained).toMatchObject([{ fate: "nobody asked", entry: { name: "coupon-opened" } }]);
  expect(group).toHaveBeenLastCalledWith(expect.stringContaining("custom coupon-opened, checkout/cart"));
  expect(table).toHaveBeenLastCalledWith(
    expect.arrayContaining([expect.objectContaining({ trigger: "opened", gate: "sample", pass: false })]),
  );
});

test("outside of it nothing is printed, loaded or returned", async () => {
  const printed = spy();
  const { track, explain, chunks } = begin({ config });
  track("coupon-opened");
  expect(await explain()).toBeUndefined();
  expect(chunks.signals).not.toHaveBeenCalled();
  await pause();
  for (const each of printed) expect(each).not.toHaveBeenCalled();
});

test("without triggers there is nothing to explain", async () => {
  spy();
  expect(await begin({ debug: true }).explain()).toEqual([]);
});

test("who denies is told nothing", async () => {
  spy();
  expect(await begin({ config, debug: true, consent: "denied" }).explain()).toBe("dropped");
});

import { describe, expect, test } from "vitest";
import { noStore } from "../../../packages/sdk/src/store.ts";
import { createFakeStore, makeEntry, START } from "../fixtures.ts";
import { answer, cart, leaving, openingAsks, pass } from "./ask-fixture.ts";

const open = openingAsks();

describe("an entry that pulls a trigger", () => {
  test("shows the survey after a calm second, claimed before it is mounted", async () => {
    const { offer, mount, shows, loadSurvey } = open();
    offer(leaving());
    await pass(999);
    expect(loadSurvey).toHaveBeenCalled();
    expect(mount).not.toHaveBeenCalled();
    mount.mockImplementation(() => {
      expect(shows()).toMatchObject([
        { trigger: "leaving", survey: "why", at: START + 1000, session: "s", place: cart },
      ]);
      return () => {};
    });
    await pass(1);
    expect(mount).toHaveBeenCalledOnce();
  });

  test("another entry shows nothing and loads nothing", async () => {
    const { offer, loadSurvey } = open();
    await offer(makeEntry());
    await pass(5000);
    expect(loadSurvey).not.toHaveBeenCalled();
  });

  test("a visitor who has moved on meanwhile is not asked", async () => {
    const { offer, mount, moveTo, report, shows } = open();
    offer(leaving());
    await pass(500);
    moveTo(cart);
    await pass(5000);
    expect(mount).not.toHaveBeenCalled();
    expect(shows()).toEqual([]);
    expect(report.debug).toHaveBeenCalledWith("missed: moved on");
  });

  test("who was asked already is not asked again, on the next page either", async () => {
    const { offer, tell, store, mount } = open();
    offer(leaving());
    await pass(1000);
    tell({ type: "dismissed" });
    await pass(0);
    offer(leaving());
    await pass(5000);
    expect(mount).toHaveBeenCalledOnce();
    const next = open({ store });
    next.offer(leaving());
    await pass(5000);
    expect(next.mount).not.toHaveBeenCalled();
  });

  test("of two tabs that ask at the same time one does", async () => {
    const store = createFakeStore();
    const tabs = [open({ store }), open({ store })];
    for (const { offer } of tabs) offer(leaving());
    await pass(1000);
    expect(tabs.map(({ mount }) => mount.mock.calls.length)).toEqual([1, 0]);
    expect(store.rows("s")[0]?.[1]).toHaveLength(1);
  });

  test("while one is open or about to be, no other is", async () => {
    const { offer, ask, mount, report } = open();
    offer(leaving());
    await offer(leaving());
    await ask("why");
    await pass(1000);
    await ask("why");
    expect(mount).toHaveBeenCalledOnce();
    expect(report.debug).toHaveBeenCalledWith("missed: busy");
  });

  test.each([
    ["without ids", { identity: undefined }],
    ["where limits can't be kept", { store: noStore }],
  ])("nobody is asked %s", async (_, rest) => {
    const { offer, loadSurvey } = open(rest);
    await offer(leaving());
    await pass(5000);
    expect(loadSurvey).not.toHaveBeenCalled();
  });

  test("a survey that can't be had is missed, and the next may come", async () => {
    const { offer, loadSurvey, mount, report, shows } = open();
    loadSurvey.mockRejectedValueOnce(new Error("offline")).mockRejectedValueOnce(new Error("offline"));
    offer(leaving());
    await pass(1000);
    expect(report.debug).toHaveBeenCalledWith("missed: chunk", expect.any(Error));
    expect(shows()).toEqual([]);
    offer(leaving());
    await pass(1000);
    expect(mount).toHaveBeenCalledOnce();
  });
});
test("nothing is mounted after its stop", async () => {
  const { offer, loadSurvey, stop, mount } = open();
  let loaded = () => {};
  loadSurvey.mockReturnValue(new Promise((resolve) => (loaded = () => resolve(mount))));
  offer(leaving());
  await pass(1000);
  stop();
  loaded();
  await pass(0);
  expect(mount).not.toHaveBeenCalled();
});

describe("asked by hand", () => {
  test("it is shown at once, whatever its limits say", async () => {
    const { ask, tell, mount, told } = open({ identity: undefined, store: noStore });
    ask("why");
    await pass(0);
    tell({ type: "dismissed" });
    await pass(0);
    ask("why");
    await pass(0);
    expect(mount).toHaveBeenCalledTimes(2);
    expect(told[0]?.data).not.toHaveProperty("trigger");
    tell(answer);
    expect(told.at(-1)?.data).toMatchObject({ evidence: { stage: null, step: "/about", engaged: 1500 } });
  });

  test("it leaves no show behind", async () => {
    const { ask, shows } = open();
    ask("why");
    await pass(0);
    expect(shows()).toEqual([]);
  });

  test("an unknown one is named, and nothing is shown", async () => {
    const { ask, mount, report } = open();
    await ask("wyh");
    expect(mount).not.toHaveBeenCalled();
    expect(report.problem).toHaveBeenCalledWith('ask("wyh")', "names none of the configured surveys");
  });
});

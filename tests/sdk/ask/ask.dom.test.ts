import { afterEach, describe, expect, test, vi } from "vitest";
import { noStore } from "../../../packages/sdk/src/store.ts";
import { createFakeStore, makeEntry, START } from "../fixtures.ts";
import { answer, cart, leaving, openingAsks, pass, plan } from "./ask-fixture.ts";

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
    expect(report.debug).toHaveBeenCalledWith("cancelled: moved on", expect.anything());
  });

  test("nor is who moved on and came back", async () => {
    const { offer, mount, moveTo } = open();
    offer(leaving());
    await pass(300);
    moveTo(cart);
    await offer(makeEntry());
    moveTo({ stage: null, step: "/about" });
    await pass(5000);
    expect(mount).not.toHaveBeenCalled();
  });

  test("what a visitor does who has moved on can ask at once", async () => {
    const { offer, mount, moveTo, shows } = open();
    offer(leaving({ name: "first" }));
    await pass(300);
    moveTo({ stage: null, step: "/elsewhere" });
    offer(leaving({ name: "second" }));
    await pass(1000);
    expect(mount).toHaveBeenCalledOnce();
    expect(shows()).toHaveLength(1);
  });

  test("once it is on the page, it stays wherever the visitor goes", async () => {
    const { offer, mount, moveTo, unmount, ask, report } = open();
    offer(leaving());
    await pass(1000);
    moveTo(cart);
    await offer(makeEntry());
    expect(unmount).not.toHaveBeenCalled();
    await ask("why");
    expect(mount).toHaveBeenCalledOnce();
    expect(report.debug).toHaveBeenLastCalledWith("missed: busy");
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
    expect(report.debug).toHaveBeenCalledWith("missed: busy", expect.anything());
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
    loadSurvey.mockRejectedValue(new Error("offline"));
    offer(leaving());
    await pass(1000);
    expect(report.debug).toHaveBeenCalledWith("missed: chunk", expect.anything());
    expect(shows()).toEqual([]);
    loadSurvey.mockResolvedValue(mount);
    offer(leaving());
    await pass(1000);
    expect(mount).toHaveBeenCalledOnce();
  });
});

describe("a trigger with a delay", () => {
  const delayed = (delay: string) =>
    ({ ...plan, triggers: [{ id: "leaving", on: { friction: "abandon" }, delay, ask: "why" }] }) as typeof plan;

  test("waits that long before it looks for a calm moment", async () => {
    const { offer, mount } = open({ configuration: delayed("10s") });
    offer(leaving());
    await pass(10_999);
    expect(mount).not.toHaveBeenCalled();
    await pass(1);
    expect(mount).toHaveBeenCalledOnce();
  });

  test("asks nobody who has moved on meanwhile", async () => {
    const { offer, mount, moveTo } = open({ configuration: delayed("10s") });
    offer(leaving());
    await pass(5000);
    moveTo(cart);
    await pass(60_000);
    expect(mount).not.toHaveBeenCalled();
  });

  test("keeps no other survey away meanwhile", async () => {
    const { offer, ask, mount } = open({ configuration: delayed("10s") });
    offer(leaving());
    await pass(5000);
    ask("why");
    await pass(0);
    expect(mount).toHaveBeenCalledOnce();
  });

  test("of months does not ask at once", async () => {
    const { offer, mount } = open({ configuration: delayed("90d") });
    offer(leaving());
    await pass(60_000);
    expect(mount).not.toHaveBeenCalled();
  });

  test("is forgotten with its stop", async () => {
    const { offer, stop, mount } = open({ configuration: delayed("10s") });
    offer(leaving());
    await pass(0);
    stop();
    expect(vi.getTimerCount()).toBe(0);
    await pass(60_000);
    expect(mount).not.toHaveBeenCalled();
  });
});

describe("one tab of a browser shows a survey", () => {
  const free = { request: async (_: string, __: unknown, use: (lock: unknown) => unknown) => use({}) };
  const taken = { request: async (_: string, __: unknown, use: (lock: unknown) => unknown) => use(null) };
  afterEach(() => vi.unstubAllGlobals());

  test("another that shows one is told, and nothing is claimed", async () => {
    vi.stubGlobal("navigator", { locks: taken });
    const { offer, ask, mount, shows, explained, report } = open();
    offer(leaving());
    await pass(1000);
    expect(explained().map(({ fate }) => fate)).toEqual(["missed: another tab"]);
    expect(shows()).toEqual([]);
    await ask("why");
    expect(report.debug).toHaveBeenLastCalledWith("missed: another tab");
    expect(mount).not.toHaveBeenCalled();
  });

  test("others may when its survey is gone", async () => {
    let held = 0;
    const request = async (_: string, __: unknown, use: (lock: unknown) => unknown) => {
      held++;
      await use({});
      held--;
    };
    vi.stubGlobal("navigator", { locks: { request } });
    const { offer, tell } = open();
    offer(leaving());
    await pass(1000);
    expect(held).toBe(1);
    tell({ type: "dismissed" });
    await pass(0);
    expect(held).toBe(0);
  });

  test("one that lost its turn while it was away takes its survey from the page, and may ask again", async () => {
    vi.stubGlobal("navigator", { locks: free });
    let isAway = false;
    const { offer, ask, unmount, mount } = open({ isAway: () => isAway });
    const look = async (away: boolean) => {
      isAway = away;
      window.dispatchEvent(new Event("visibilitychange"));
      await pass(0);
    };
    offer(leaving());
    await pass(1000);
    await look(true);
    vi.stubGlobal("navigator", { locks: taken });
    await look(false);
    expect(unmount).toHaveBeenCalledOnce();
    vi.stubGlobal("navigator", { locks: free });
    ask("why");
    await pass(0);
    expect(mount).toHaveBeenCalledTimes(2);
  });

  test("and the next time it may be this one", async () => {
    vi.stubGlobal("navigator", { locks: taken });
    const { offer, mount } = open();
    offer(leaving());
    await pass(1000);
    vi.stubGlobal("navigator", { locks: free });
    offer(leaving());
    await pass(1000);
    expect(mount).toHaveBeenCalledOnce();
  });
});

test("what is malformed in a configuration asks nobody, and rejects nothing", async () => {
  const triggers = JSON.parse('[{"id":"t","on":{"friction":"abandon"},"ask":"why","where":{"pages":"/"}}]');
  const { offer, mount } = open({ configuration: { ...plan, triggers } });
  await expect(offer(leaving())).resolves.toBeUndefined();
  expect(mount).not.toHaveBeenCalled();
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

test("a show that could not be written asks nobody: it would be on every page", async () => {
  const store = createFakeStore();
  // The change is made, and then the transaction fails.
  const update: typeof store.update = async (_key, change) => {
    change(undefined);
    return undefined;
  };
  const { offer, mount, report } = open({ store: { ...store, update } });
  offer(leaving());
  await pass(60_000);
  expect(mount).not.toHaveBeenCalled();
  expect(report.debug).toHaveBeenCalledWith("missed: storage", expect.anything());
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

  test("who then does not want to be asked again is asked by no trigger", async () => {
    const { ask, tell, offer, mount } = open();
    ask("why");
    await pass(0);
    tell({ type: "declined" });
    await pass(0);
    offer(leaving());
    await pass(60_000);
    expect(mount).toHaveBeenCalledOnce();
  });

  test("when it can't be drawn, the next has its turn", async () => {
    const { ask, mount } = open();
    mount.mockImplementationOnce((_survey, { gone }) => {
      gone?.();
      return () => {};
    });
    for (let i = 0; i < 2; i++) {
      ask("why");
      await pass(0);
    }
    expect(mount).toHaveBeenCalledTimes(2);
  });

  test.each(["toString", "__proto__", "wyh"])("%s names none", async (name) => {
    const { ask, mount, report } = open();
    await ask(name);
    await pass(0);
    expect(mount).not.toHaveBeenCalled();
    expect(report.problem).toHaveBeenCalledOnce();
  });

  test("an unknown one is named, and nothing is shown", async () => {
    const { ask, mount, report } = open();
    await ask("wyh");
    expect(mount).not.toHaveBeenCalled();
    expect(report.problem).toHaveBeenCalledWith('ask("wyh")', "names none of the configured surveys");
  });
});

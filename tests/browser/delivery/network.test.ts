// Networks that are gone, come and go, or let nothing through: whatever waits is kept, and arrives once when it can.
import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { setOffline } from "../harness/break-page.ts";
import { pageOf } from "../harness/drive-puppeteer.ts";
import type { Tab } from "../harness/driver.ts";
import { IS_FULL } from "../harness/engines.ts";
import { eventually } from "../harness/eventually.ts";
import { flush, leave } from "../harness/in-page.ts";
import { settle } from "../harness/shopper.ts";
import { hurry, toScript } from "./before.ts";
import { describeScenario } from "./describe-scenario.ts";
import { expectCalm } from "./expect-calm.ts";
import { expectWhole } from "./expect-whole.ts";
import { type Lab, openLab } from "./lab.ts";
import { untilDelivered } from "./until-delivered.ts";

/** A visitor who has no network, as far as the browser knows; `comeOnline` ends that. What is sent all the same arrives. */
const seemOffline = toScript(() => {
  Object.defineProperty(navigator, "onLine", { get: () => localStorage.getItem("is-online") !== null });
});
const comeOnline = (tab: Tab): Promise<void> =>
  tab.evaluate(() => {
    localStorage.setItem("is-online", "");
    dispatchEvent(new Event("online"));
  });

describeScenario(8, (engine) => {
  test("what is told offline is not even tried, waits through a reload, and goes by itself when the network is back", async () => {
    const lab = await openLab(engine, { before: [seemOffline] });
    await lab.driver().open(lab.origin);
    expect(new Set(await lab.track(lab.driver(), 100))).toEqual(new Set(["idb"]));
    await flush(lab.driver());
    expect(lab.relay.arrivals).toEqual([]);
    // A page that goes away may try: that it is offline may be the browser's error.
    await lab.relay.disconnect();
    await lab.driver().reload();
    await lab.relay.connect();
    await lab.track(lab.driver(), 100);
    await flush(lab.driver());
    expect(lab.relay.arrivals).toEqual([]);
    await comeOnline(lab.driver());
    await untilDelivered(lab);
    expect((await expectWhole(lab)).told).toHaveLength(200);
  });

  test.skipIf(engine === "webkit")("the same by the browser's own network", async () => {
    const lab = await openLab(engine);
    await lab.driver().open(lab.origin);
    // What loads when the page is idle: Firefox tells of a script that was cut off.
    await settle(lab.driver());
    await setOffline(lab.driver(), true);
    const before = lab.relay.arrivals.length;
    await lab.track(lab.driver(), 200);
    await flush(lab.driver());
    expect(lab.relay.arrivals).toHaveLength(before);
    await setOffline(lab.driver(), false);
    await untilDelivered(lab);
    expect((await expectWhole(lab)).told).toHaveLength(200);
  });
});

describeScenario(9, (engine) => {
  /** WebKit's network can't be taken from outside: its server is switched off, and the page is told. */
  const setNetwork = async ({ relay, driver }: Lab, isOnline: boolean) => {
    if (engine !== "webkit") return setOffline(driver(), !isOnline);
    await (isOnline ? relay.connect() : relay.disconnect());
    await driver().evaluate((type) => dispatchEvent(new Event(type)), isOnline ? "online" : "offline");
  };
  /** A change every 300 ms: for half a minute in a full run. */
  const rounds = IS_FULL ? 50 : 6;

  test("what is told meanwhile arrives once, by few requests", async () => {
    const lab = await openLab(engine);
    // Whatever is under way is cut off when the network goes again.
    lab.relay.set(() => "cut");
    await lab.driver().open(lab.origin);
    await settle(lab.driver());
    const begin = performance.now();
    for (let round = 0; round < rounds; round++) {
      for (const isOnline of [false, true]) {
        await setNetwork(lab, isOnline);
        await lab.track(lab.driver(), 1);
        await pause(300);
      }
    }
    const arrivals = [...lab.relay.arrivals];
    // Each return to the network may bring one request on, besides those of an ordinary outage.
    expectCalm(arrivals, { during: performance.now() - begin, besides: rounds });
    lab.relay.set(() => "through");
    await untilDelivered(lab);
    expect((await expectWhole(lab)).told).toHaveLength(2 * rounds);
  });
});

describeScenario(18, (engine) => {
  /** What an extension does; where that can't be driven, the collector's host refuses, as it does where names are blocked. */
  const block = async (tab: Tab, { relay }: Lab): Promise<() => Promise<unknown>> => {
    if (engine !== "chromium") {
      await relay.disconnect();
      return relay.connect;
    }
    const session = await pageOf(tab).createCDPSession();
    session.on("Fetch.requestPaused", ({ requestId }) => {
      session.send("Fetch.failRequest", { requestId, errorReason: "BlockedByClient" }).catch(() => {});
    });
    await session.send("Fetch.enable", { patterns: [{ urlPattern: "*/ingest*" }] });
    return () => session.send("Fetch.disable");
  };

  /** Of this page, what beacons have answered. */
  const noteBeacons = toScript(() => {
    const scope = window as { beacons?: boolean[] };
    scope.beacons = [];
    const send = navigator.sendBeacon.bind(navigator);
    navigator.sendBeacon = (...given) => {
      const answer = send(...given);
      scope.beacons?.push(answer);
      return answer;
    };
  });
  const beaconsOf = (tab: Tab) => tab.evaluate(() => (window as { beacons?: boolean[] }).beacons ?? []);

  test("what was blocked for ten minutes arrives when it is allowed, whatever a beacon said", async () => {
    const lab = await openLab(engine, { before: [hurry(120), noteBeacons] });
    const tab = lab.driver();
    await tab.open(`${lab.origin}/without`);
    const allow = await block(tab, lab);
    await tab.open(lab.origin);
    const now = () => tab.evaluate(() => Date.now());
    const begin = await now();
    await lab.track(tab, 5);
    await flush(tab);
    await leave(tab, () => tab.open(`${lab.origin}/next`));
    await lab.track(tab, 5);
    if (engine !== "webkit") {
      // Whoever is hidden tries a beacon when nothing else works, and that says true. WebKit's tabs stay visible.
      const front = await lab.driver().openTab("tab");
      expect(await eventually("a beacon is tried", async () => (await beaconsOf(tab))[0])).toBe(true);
      await front.close();
    }
    await eventually("ten minutes are over", async () => (await now()) > begin + 600_000, { timeout: 60_000 });
    expect(lab.relay.arrivals).toEqual([]);
    await allow();
    expect((await expectWhole(lab)).told).toHaveLength(10);
  });
});

describeScenario(19, (engine) => {
  test("what the page's policy forbids is kept, which one line says, and arrives when the policy is gone", async () => {
    const headers: Record<string, string> = { "Content-Security-Policy": "connect-src 'self'" };
    const lab = await openLab(engine, { before: [hurry(240)], headers });
    await lab.driver().open(lab.origin);
    await lab.track(lab.driver(), 5);
    await flush(lab.driver());
    await leave(lab.driver(), () => lab.driver().open(`${lab.origin}/next`));
    await lab.track(lab.driver(), 5);
    await flush(lab.driver());
    expect(lab.relay.arrivals).toEqual([]);
    delete headers["Content-Security-Policy"];
    // Firefox's own lines, one for each attempt, that of the page which goes away included.
    const browsers = Array<RegExp>(50).fill(/Content-Security-Policy.*connect-src/);
    const mayTell = [...browsers, ...Array<RegExp>(2).fill(/^\[waymark\] data-collector: .*connect-src/)];
    expect((await expectWhole(lab, { mayTell })).told).toHaveLength(10);
  });
});

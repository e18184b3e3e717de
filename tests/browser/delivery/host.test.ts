// A page that patches, breaks and wipes what we stand on: it hears nothing of us, and what is kept arrives.
import { expect, test } from "vitest";
import type { Tab } from "../harness/driver.ts";
import { flush, leave, loadIdle } from "../harness/in-page.ts";
import { hurry, toScript } from "./before.ts";
import { describeScenario } from "./describe-scenario.ts";
import { expectWhole } from "./expect-whole.ts";
import { type Lab, openLab } from "./lab.ts";
import type { Told } from "./oracle.ts";

/** What libraries do to the page's own objects; each of it stands on sites of today. */
const patchLikeLibraries = () => {
  const scope = window as never as Record<string, unknown>;
  const { fetch, Promise: RealPromise, Date: RealDate } = window;
  const { stringify } = JSON;
  // As monitoring does: reads along.
  window.fetch = async (...parameters) => {
    const reply = await fetch(...parameters);
    await reply.clone().text();
    return reply;
  };
  // As zones do: a subclass in the place of the real one.
  scope.Promise = class extends RealPromise<unknown> {};
  // As clocks of previews do: whole seconds.
  scope.Date = class extends RealDate {
    static override now = () => Math.floor(RealDate.now() / 1000) * 1000;
  };
  JSON.stringify = ((...parameters: Parameters<typeof stringify>) => stringify(...parameters)) as typeof stringify;
  // As Prototype did.
  const toJSON = function (this: unknown[]) {
    return `[${this.map((each) => stringify(each))}]`;
  };
  Object.assign(Array.prototype, { toJSON, each: Array.prototype.forEach });
  Object.assign(Object.prototype, { extend: () => {} });
};

/** Has a page without the tag start Waymark, and tell these before the database can be open. */
const startAndTell = async (lab: Lab, those: readonly Told[]): Promise<void> => {
  const tag = { site: lab.site, collector: `${lab.relay.url}/ingest`, consent: "granted" };
  const levels = await lab.driver().evaluate(
    (dataset, all) =>
      new Promise<string[]>((resolve) => {
        type Waymark = { track(name: string, data: object): Promise<string> };
        Object.defineProperty(window, "waymark", {
          configurable: true,
          set(value: Waymark) {
            Object.defineProperty(window, "waymark", { value });
            resolve(Promise.all(all.map(({ name, data }) => value.track(name, data))));
          },
        });
        const script = document.createElement("script");
        Object.assign(script.dataset, dataset);
        document.head.append(Object.assign(script, { src: "/waymark.js" }));
      }),
    tag,
    those,
  );
  lab.heard(those, levels);
};

/** Wipes localStorage between any two tasks, from now on. */
const keepWiping = () => {
  const { port1, port2 } = new MessageChannel();
  port2.onmessage = () => {
    localStorage.clear();
    port1.postMessage(0);
  };
  port1.postMessage(0);
};

/** The first page's `fetch` throws at once. */
const breakFetch = toScript(() => {
  if (location.pathname !== "/") return;
  window.fetch = () => {
    throw new Error("broken by the page");
  };
});

/** Breaks a function of the page's until it was called a few times; identifies the visitor meanwhile. */
const breakForAWhile = (tab: Tab, path: string): Promise<void> =>
  tab.evaluate(async (name) => {
    const [method = "", holder = "window"] = name.split(".").reverse();
    const scope = window as never as Record<string, Record<string, unknown>>;
    const object = scope[holder] ?? {};
    const real = object[method];
    const { waymark } = window as never as { waymark: { identify(traits: object): void } };
    await new Promise<void>((resolve) => {
      let calls = 0;
      object[method] = () => {
        if (++calls === 12) resolve();
        throw new Error("broken by the page");
      };
      const again = setInterval(() => {
        waymark.identify({ plan: "free" });
        if (calls >= 12) clearInterval(again);
      }, 50);
    });
    object[method] = real;
  }, path);

describeScenario(36, (engine) => {
  test("what libraries patch changes nothing of what is kept and sent", async () => {
    const lab = await openLab(engine);
    await lab.driver().open(`${lab.origin}/without`);
    await lab.driver().evaluate(patchLikeLibraries);
    lab.relay.set(() => "cut");
    await startAndTell(lab, lab.invent(10));
    await lab.track(lab.driver(), 10);
    // So that nothing but what was kept can arrive.
    await loadIdle(lab.driver());
    await leave(lab.driver(), () => lab.driver().open(`${lab.origin}/next`));
    await loadIdle(lab.driver());
    expect((await expectWhole(lab, { isBackoffOver: true })).told).toHaveLength(20);
  });

  test("wiping localStorage all the time takes nothing of what is kept, nor the visitor", async () => {
    const lab = await openLab(engine);
    await lab.driver().open(`${lab.origin}/without`);
    await lab.driver().evaluate(keepWiping);
    lab.relay.set(() => "cut");
    await startAndTell(lab, lab.invent(10));
    await lab.track(lab.driver(), 10, { isApart: true });
    await loadIdle(lab.driver());
    await leave(lab.driver(), () => lab.driver().open(`${lab.origin}/next`));
    await loadIdle(lab.driver());
    // What is told as the page goes stands nowhere but in the journal.
    const { entries } = await expectWhole(lab, { isBackoffOver: true, mayHaveHoles: true });
    expect(new Set(entries.map(({ visitor }) => visitor)).size).toBe(1);
  });

  test("what a page without a working fetch tells arrives from the next page", async () => {
    const lab = await openLab(engine, { before: [breakFetch] });
    await lab.driver().open(lab.origin);
    await loadIdle(lab.driver());
    await lab.track(lab.driver(), 20);
    await flush(lab.driver());
    expect(lab.relay.arrivals).toEqual([]);
    const { told } = await expectWhole(lab, { at: `${lab.origin}/next`, isBackoffOver: true });
    expect(told).toHaveLength(20);
  });

  test.each(["JSON.stringify", "Date.now"])("a page that breaks %s for a while hears nothing of us", async (path) => {
    const lab = await openLab(engine, { before: [hurry(20)] });
    await lab.driver().open(lab.origin);
    await loadIdle(lab.driver());
    await lab.track(lab.driver(), 5);
    await breakForAWhile(lab.driver(), path);
    expect(await lab.track(lab.driver(), 5)).toEqual(Array(5).fill("idb"));
    // What could not be written may have got its number already.
    const { told } = await expectWhole(lab, { mayHaveHoles: true });
    expect(told).toHaveLength(10);
  });
});

// What one tab says about consent and forgetting, another hears.
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { openTabs } from "../../packages/sdk/src/dom/tabs.ts";
import { batches, begin, leavePage, openedStore, pause, plan, preparePage, sent } from "./start-fixture.ts";

let heard: unknown[];
let other: BroadcastChannel;
/** Begins a page, and a second tab of its site that is a stand-in. */
const open = (...given: Parameters<typeof begin>) => {
  const page = begin(...given);
  heard = [];
  other = openTabs(page.site, (word) => heard.push(word)) as BroadcastChannel;
  return page;
};
const visitorOf = (site: string): string => JSON.parse(localStorage.getItem(`waymark.${site}`) ?? "{}").visitor;

beforeEach(preparePage);
afterEach(() => {
  other.close();
  leavePage();
});

describe("a tab tells", () => {
  test("consent that is given or taken back, and what is to be forgotten, when that is done", async () => {
    const { consent, forget, site, track } = open({ consent: undefined });
    consent("granted");
    await vi.waitFor(() => expect(heard).toEqual(["granted"]));
    await track("a");
    const before = visitorOf(site);
    const visitors: string[] = [];
    const third = openTabs(site, () => visitors.push(visitorOf(site)));
    onTestFinished(() => third?.close());
    await forget();
    await vi.waitFor(() => expect(heard).toEqual(["granted", "forget"]));
    expect(visitors).not.toContain(before);
    consent("denied");
    await vi.waitFor(() => expect(heard).toEqual(["granted", "forget", "denied"]));
  });

  test("neither the tag's own word nor one that is none", async () => {
    vi.spyOn(console, "warn").mockReturnValue();
    const { consent, track } = open({ consent: "granted" });
    await track("a");
    consent("yes" as never);
    consent("granted");
    await vi.waitFor(() => expect(heard).toEqual(["granted"]));
  });

  test("nothing that it heard", async () => {
    open({ consent: undefined });
    other.postMessage("granted");
    await pause(50);
    expect(heard).toEqual([]);
  });
});

test("what subdomains share goes with the consent", async () => {
  location.href = "https://www.shop.example/cart";
  const { track, consent, site } = open({ domain: "shop.example" });
  await track("a");
  expect(document.cookie).toContain(`waymark.${site}=%7B`);
  consent("denied");
  expect(document.cookie).not.toContain(site);
});

describe("a tab hears", () => {
  test("that consent was given: what waited is sent", async () => {
    const { track, flush } = open({ consent: undefined });
    const tracked = track("a");
    other.postMessage("granted");
    expect(await tracked).toBe("idb");
    await flush();
    expect(sent().map(({ type }) => type)).toContain("custom");
  });

  test("that it was taken back: all is wiped, and nothing comes after", async () => {
    const { track, site } = open();
    await track("a");
    other.postMessage("denied");
    await vi.waitFor(async () => {
      const store = openedStore(site);
      expect([await store.list("i", 9), await store.list("e", 9)]).toEqual([[], []]);
    });
    expect(localStorage.length).toBe(0);
    expect(await track("b")).toBe("dropped");
  });

  test("that the visitor is somebody else now: it goes on as that one, with nothing of the old", async () => {
    const { track, flush, site } = open({ config: plan });
    await track("before");
    await flush();
    window.dispatchEvent(new Event("pagehide"));
    const before = visitorOf(site);
    const known = JSON.parse(localStorage.getItem(`waymark.${site}`) ?? "{}");
    localStorage.setItem(`waymark.${site}`, JSON.stringify({ ...known, visitor: "new-one", savedAt: Date.now() + 1 }));
    await openedStore(site).clear();
    expect(sessionStorage.length).toBe(1);
    other.postMessage("forget");
    await vi.waitFor(() => expect(sessionStorage.length).toBe(0));
    batches.length = 0;
    await track("after");
    await flush();
    expect(batches.map(({ visitor }) => visitor)).toEqual(["new-one"]);
    expect(JSON.stringify(batches)).not.toContain(before);
    expect(sent().map(({ kind }) => kind)).not.toContain("forget");
  });

  test("no other word, and nothing that was never one", async () => {
    const warn = vi.spyOn(console, "warn").mockReturnValue();
    const { track } = open();
    for (const word of ["yes", 5, null, { consent: "denied" }]) other.postMessage(word);
    await pause(50);
    expect(await track("a")).toBe("idb");
    expect(warn.mock.calls.length).toBeLessThan(2);
  });

  test("nothing any more when it is stopped", async () => {
    const { stop, chunks } = open({ consent: undefined });
    stop();
    other.postMessage("granted");
    await pause(50);
    expect(chunks.idle).not.toHaveBeenCalled();
    expect(localStorage.length).toBe(0);
  });
});

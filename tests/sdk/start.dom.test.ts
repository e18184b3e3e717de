import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { dispatchTrusted } from "./fixtures.ts";
import {
  batches,
  begin,
  leavePage,
  pause,
  plan,
  preparePage,
  sent,
  setPrerendering,
  types,
  watchStorage,
} from "./start-fixture.ts";

/** All that a page may do. */
const fireEverything = () => {
  document.body.innerHTML = "<form><input name='a'><button type='button'>x</button></form>";
  const button = document.querySelector("button") as HTMLElement;
  for (let i = 0; i < 5; i++)
    dispatchTrusted(button, new MouseEvent("click", { bubbles: true, composed: true, detail: 1 }));
  document.querySelector("input")?.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
  document.querySelector("form")?.dispatchEvent(new Event("submit", { bubbles: true }));
  window.dispatchEvent(new ErrorEvent("error", { error: new Error("x") }));
  history.pushState({}, "", "/thanks");
  for (const type of ["pagehide", "visibilitychange", "pageshow", "hashchange", "popstate"])
    window.dispatchEvent(new Event(type, { bubbles: true }));
};

beforeEach(preparePage);
afterEach(() => {
  leavePage();
  setPrerendering(false);
});

test("a second call returns the first one's handle, until it is stopped", () => {
  const first = begin();
  expect(begin().waymark).toBe(first.waymark);
  first.stop();
  expect(begin().waymark).not.toBe(first.waymark);
});

test("everything that happens is told, once", async () => {
  const { flush } = begin();
  await pause();
  fireEverything();
  await pause();
  await flush();
  expect([...types()].sort()).toEqual(
    ["click", "click", "click", "click", "click", "error", "error-click", "form", "form", "page", "page"].sort(),
  );
  expect(new Set(sent().map(({ id }) => id)).size).toBe(sent().length);
});

test("stop undoes all: whatever happens then, nothing is told, kept or sent", async () => {
  const { stop, track, flush, forget, ask, consent: _ } = begin({ config: plan });
  await track("a");
  await pause(50);
  stop();
  stop();
  const before = batches.length;
  const touched = watchStorage();
  fireEverything();
  window.dispatchEvent(new Event("online"));
  expect(await track("b")).toBe("dropped");
  ask("why");
  await Promise.all([flush(), forget()]);
  await pause(50);
  expect(batches).toHaveLength(before);
  expect(touched()).toBe(0);
});

test("every listener goes with it", async () => {
  const listened = [document, window].map((target) => vi.spyOn(target as EventTarget, "addEventListener"));
  const { stop, track } = begin({ config: plan });
  await track("a");
  await pause(50);
  const signals = listened
    .flatMap(({ mock }) => mock.calls)
    .map(([, , options]) => (options as AddEventListenerOptions).signal);
  expect(signals.length).toBeGreaterThan(9);
  stop();
  expect(signals.filter((signal) => !signal?.aborted)).toEqual([]);
});

test("what was queued when it stopped is there for the next start", async () => {
  const { stop, track, site } = begin();
  await track("kept");
  stop();
  await begin({ site }).flush();
  expect(sent().map(({ name }) => name)).toContain("kept");
});

describe("the handle", () => {
  test("tells steps, traits and touchpoints of the site's own", async () => {
    const { track, step, identify, flush } = begin({ config: plan });
    track("x".repeat(600), { a: 1 });
    identify({ plan: "pro" });
    await pause(50);
    step("done");
    await pause();
    await flush();
    expect(sent().find(({ type }) => type === "identify")).toMatchObject({ name: "traits", data: { plan: "pro" } });
    expect(sent().find(({ type }) => type === "custom")?.name).toHaveLength(512);
    expect(sent().find(({ type }) => type === "goal")).toMatchObject({ name: "checkout", step: "done" });
  });

  test("bears whatever it is given", async () => {
    const { waymark } = begin();
    const anything = [undefined, null, 5, {}, [], () => {}] as never[];
    for (const each of anything) {
      expect(() => {
        waymark.track(each, each);
        waymark.step(each);
        waymark.identify(each);
      }).not.toThrow();
    }
    await waymark.flush();
    expect(types()).toContain("custom");
  });
});

describe("hostile storage", () => {
  const refuse = () => {
    throw new DOMException("The operation is insecure.", "SecurityError");
  };
  test("refused altogether, entries are sent from memory", async () => {
    vi.spyOn(window, "localStorage", "get").mockImplementation(refuse);
    vi.spyOn(window, "sessionStorage", "get").mockImplementation(refuse);
    vi.spyOn(indexedDB, "open").mockImplementation(refuse);
    const { track, flush } = begin({ config: plan });
    expect(await track("a")).toBe("memory");
    await flush();
    expect(types()).toEqual(expect.arrayContaining(["page", "custom"]));
    expect(batches[0]?.level).toBe("memory");
  });

  test("without IndexedDB at all the journal has them", async () => {
    vi.stubGlobal("indexedDB", undefined);
    const { track } = begin();
    expect(await track("a")).toBe("journal");
  });
});

describe("a page that is rendered ahead", () => {
  test("counts from when it is shown", async () => {
    setPrerendering(true);
    const { flush } = begin();
    await pause();
    expect(fetch).not.toHaveBeenCalled();
    setPrerendering(false);
    document.dispatchEvent(new Event("prerenderingchange"));
    await pause();
    await flush();
    expect(types()).toEqual(["page"]);
  });
  test("and never, when it was stopped before", async () => {
    setPrerendering(true);
    const { stop, chunks } = begin({ config: plan });
    stop();
    document.dispatchEvent(new Event("prerenderingchange"));
    await pause(50);
    expect(chunks.plan).not.toHaveBeenCalled();
  });
  test("keeps to the consent that was given meanwhile", async () => {
    setPrerendering(true);
    const { consent, track } = begin({ consent: undefined });
    consent("granted");
    document.dispatchEvent(new Event("prerenderingchange"));
    expect(await Promise.race([track("a"), pause(200)])).toBe("idb");
  });
});
test("a consent tool that repeats what the tag says costs nothing", async () => {
  const { consent, flush } = begin();
  consent("granted");
  await pause();
  await flush();
  expect(types()).toContain("page");
});

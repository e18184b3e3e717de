import { batchSchema } from "@waymark/protocol/schema";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { dispatchTrusted } from "./fixtures.ts";
import {
  batches,
  begin,
  leavePage,
  mountSurvey,
  openedStore,
  pause,
  plan,
  preparePage,
  sent,
  types,
  watchStorage,
} from "./start-fixture.ts";

const rows = (site: string, prefix = "e") => openedStore(site).list<{ visitor?: string }>(prefix, 99);

beforeEach(preparePage);
afterEach(leavePage);

describe("granted", () => {
  test("a page and a touchpoint are one request, in the wire format", async () => {
    const { track, flush, site } = begin();
    expect(await track("coupon-opened", { code: "X" })).toBe("idb");
    await flush();
    expect(batches).toHaveLength(1);
    const [batch] = batches;
    expect(batchSchema.safeParse(batch).error).toBeUndefined();
    expect(batch).toMatchObject({ waymark: 1, site, attempt: 1, level: "idb", visitor: expect.any(String) });
    expect(sent().map(({ type, name, step, seq }) => [type, name, step, seq])).toEqual([
      ["page", "/cart", "/cart", 1],
      ["custom", "coupon-opened", "/cart", 2],
    ]);
    expect(await rows(site)).toEqual([]);
  });

  test("with a plan each entry has its place, and batches name the plan", async () => {
    const { track, flush, chunks } = begin({ config: plan });
    await track("a");
    await flush();
    expect(
      sent()
        .filter(({ type }) => type !== "stage") // told when the page is idle, whenever that is
        .map(({ type, stage, step }) => `${type} ${stage}/${step}`)
        .sort(),
    ).toEqual(["custom checkout/cart", "page checkout/cart", "step checkout/cart"]);
    expect(batches[0]?.plan).toMatch(/^\w+$/);
    await vi.waitFor(() => expect(chunks.signals).toHaveBeenCalledOnce());
  });

  test("what asks is loaded for a plan with triggers, and else by hand", async () => {
    const surveys = { why: { questions: [{ id: "a", kind: "text", text: "Why?" }] } } as const;
    const idle = begin({ config: { ...plan, surveys } });
    await vi.waitFor(() => expect(idle.chunks.signals).toHaveBeenCalledOnce());
    await pause();
    expect(idle.chunks.ask).not.toHaveBeenCalled();
    idle.waymark.ask("why");
    await vi.waitFor(() => expect(idle.chunks.ask).toHaveBeenCalledOnce());
    idle.waymark.stop();
    const triggers = [{ id: "left", on: { friction: "abandon" }, ask: "why" }] as const;
    const { chunks } = begin({ config: { ...plan, surveys, triggers } });
    await vi.waitFor(() => expect(chunks.ask).toHaveBeenCalledOnce());
  });

  test("without a configuration all works that needs no names: places, friction, the dataLayer", async () => {
    vi.stubGlobal("dataLayer", [{ event: "add_to_cart" }]);
    const { chunks, flush } = begin();
    await vi.waitFor(() => expect(chunks.signals).toHaveBeenCalledOnce());
    await pause();
    document.body.innerHTML = "<button>Pay</button>";
    dispatchTrusted(
      document.querySelector("button") as HTMLElement,
      new MouseEvent("click", { bubbles: true, composed: true, detail: 1 }),
    );
    window.dispatchEvent(new ErrorEvent("error", { error: new Error("x") }));
    await pause();
    await flush();
    expect(sent().find(({ type }) => type === "custom")).toMatchObject({ name: "add_to_cart", step: "/cart" });
    expect(sent().find(({ kind }) => kind === "friction")).toMatchObject({ type: "error-click", step: "/cart" });
    expect(batches.some((batch) => "plan" in batch)).toBe(false);
    expect([chunks.forms, chunks.ask, chunks.survey].some(({ mock }) => mock.calls.length)).toBe(false);
  });

  test("where the part that places can't be had tracking goes on; a page that is left at once can't have it either", async () => {
    const warn = vi.spyOn(console, "warn").mockReturnValue();
    const { track, flush } = begin({}, { plan: () => Promise.reject(new Error("blocked")) });
    await track("a");
    await flush();
    expect(types()).toEqual(["page", "custom"]);
    expect(sent().some((entry) => "step" in entry)).toBe(false); // so that the collector places them
    expect(warn).not.toHaveBeenCalled();
  });

  test("a configuration that is not to be had is told, and tracking goes on", async () => {
    const warn = vi.spyOn(console, "warn").mockReturnValue();
    const { track, flush } = begin({ config: "#nowhere" });
    await track("a");
    await flush();
    expect(types()).toEqual(expect.arrayContaining(["page", "custom"]));
    expect(warn.mock.calls).toEqual([[expect.stringMatching(/^\[waymark\] #nowhere: .*so there are no stages$/)]]);
  });

  test("what an earlier page has left is sent, each session by itself", async () => {
    const first = begin();
    await first.track("before");
    first.stop();
    const { flush } = begin({ site: first.site });
    await flush();
    expect(types()).toContain("custom");
    expect(new Set(sent().map(({ id }) => id)).size).toBe(sent().length);
  });

  test("a survey can be asked by hand", async () => {
    const { ask } = begin({ config: plan });
    ask("why");
    await vi.waitFor(() => expect(mountSurvey).toHaveBeenCalledOnce());
  });
});

describe("pending", () => {
  test("touches no storage, loads and sends nothing", async () => {
    const touched = watchStorage();
    const { track, chunks, stop } = begin({ consent: undefined, config: plan });
    track("a");
    await pause(50);
    for (const type of ["pagehide", "visibilitychange", "pageshow", "online"]) window.dispatchEvent(new Event(type));
    expect(touched()).toBe(0);
    expect(fetch).not.toHaveBeenCalled();
    expect(Object.values(chunks).some(({ mock }) => mock.calls.length)).toBe(false);
    stop();
    expect(touched()).toBe(0);
  });

  test("once granted, all that waited is sent with its own time and page", async () => {
    const { track, consent, flush } = begin({ consent: undefined });
    const tracked = track("a");
    const before = Date.now();
    history.pushState({}, "", "/later");
    await pause();
    consent("granted");
    expect(await tracked).toBe("idb");
    await flush();
    const custom = sent().find(({ type }) => type === "custom");
    expect(types()).toEqual(["page", "page", "custom"]);
    expect(custom?.page?.url).toBe("https://shop.example/cart");
    expect(custom?.at).toBeLessThanOrEqual(before);
  });
});

describe("anonymous", () => {
  test("sends without ids, and touches no storage", async () => {
    const touched = watchStorage();
    const { track, flush } = begin({ consent: "anonymous", config: plan });
    expect(await track("a")).toBe("memory");
    await flush();
    window.dispatchEvent(new Event("pagehide"));
    expect(types()).toEqual(expect.arrayContaining(["page", "custom", "step"]));
    for (const batch of batches) {
      expect(batchSchema.safeParse(batch).error).toBeUndefined();
      expect(batch).not.toHaveProperty("visitor");
      expect(batch).not.toHaveProperty("session");
    }
    for (const entry of sent()) {
      expect(entry).not.toHaveProperty("tab");
      expect(entry).not.toHaveProperty("seq");
    }
    expect(touched()).toBe(0);
  });

  test("may forget without touching storage, and has no signals by itself", async () => {
    const touched = watchStorage();
    const { forget, chunks } = begin({ consent: "anonymous", config: plan });
    await forget();
    await vi.waitFor(() => expect(chunks.idle).toHaveBeenCalled());
    await pause();
    expect(touched()).toBe(0);
    expect([chunks.signals, chunks.ask].some(({ mock }) => mock.calls.length)).toBe(false);
  });
});

describe("denied", () => {
  test("wipes all that there was, and drops what comes", async () => {
    const { track, consent, site, flush, chunks } = begin({ config: plan });
    await track("a");
    await vi.waitFor(() => expect(chunks.signals).toHaveBeenCalled());
    window.dispatchEvent(new Event("pagehide"));
    expect([localStorage.getItem(`waymark.${site}`), sessionStorage.length]).toEqual([expect.anything(), 1]);
    expect(await rows(site, "i")).toHaveLength(1);
    consent("denied");
    await vi.waitFor(async () => expect([...(await rows(site, "i")), ...(await rows(site))]).toEqual([]));
    expect([localStorage.length, sessionStorage.length]).toEqual([0, 0]);
    expect(await track("b")).toBe("dropped");
    const before = batches.length;
    await flush();
    expect(batches).toHaveLength(before);
  });
});

test("forget wipes, tells the collector whom, and makes the visitor a new one", async () => {
  const { track, forget, flush, site } = begin();
  await track("before");
  const [row] = await rows(site);
  await forget();
  expect(sent().map(({ kind }) => kind)).toEqual(["forget"]);
  expect(batches[0]?.visitor).toBe(row?.visitor);
  await track("after");
  await flush();
  expect(batches.at(-1)?.visitor).not.toBe(row?.visitor);
});

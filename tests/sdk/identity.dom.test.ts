import type { Attempt } from "@waymark/journey";
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { writeCookie } from "../../packages/sdk/src/dom/cookie.ts";
import { createIdentity } from "../../packages/sdk/src/identity.ts";
import { noStore, type Store } from "../../packages/sdk/src/store.ts";
import { createFakeClock, createFakeStore, createIds } from "./fixtures.ts";

const PROGRESS: Attempt = {
  ...{ state: "started", attempt: 1, reached: "a", step: "a", since: 1, progressAt: 1, lastAt: 1 },
  ...{ engaged: 0, idle: 0, dwell: 0, told: [] },
};
const MINUTE = 60_000;
const DAY = 86_400_000;
let clock = createFakeClock();
let store = createFakeStore();
const { signal } = new AbortController();
const begin = (from: Store = store, domain?: string) =>
  createIdentity({ site: "shop", domain, store: from, clock, makeId: createIds(clock.now).make, stopped: signal });
const open = async (from: Store = store, domain?: string) => {
  const identity = begin(from, domain);
  await identity.settled;
  return identity;
};
const written = () => JSON.parse(localStorage.getItem("waymark.shop") ?? "{}");

const DOMAIN = "shop.example";
const PLACE = { place: { stage: "checkout", step: "cart" }, dwell: 400, host: "www.shop.example" };
/** Another subdomain: it shares the cookie alone. */
const crossOver = () => {
  localStorage.clear();
  store = createFakeStore();
};
const refuseCookies = () => {
  const refuse = () => {
    throw new DOMException("no", "SecurityError");
  };
  Object.defineProperty(document, "cookie", { configurable: true, get: refuse, set: refuse });
  onTestFinished(() => void Reflect.deleteProperty(document, "cookie"));
};
const cookies = () => document.cookie.split("; ").filter((each) => /^waymark.*=./.test(each));

beforeEach(() => {
  location.href = "https://www.shop.example/";
  for (const domain of [DOMAIN, "elsewhere.example"]) writeCookie("shop", domain);
  localStorage.clear();
  clock = createFakeClock();
  store = createFakeStore();
});
afterEach(() => vi.restoreAllMocks());

test("a visitor stays the same from page to page", async () => {
  const first = await open();
  const visitor = first.visitor();
  expect((await open()).visitor()).toBe(visitor);
});

test("it survives a lost localStorage by the copy in the store", async () => {
  const first = await open();
  const session = first.sessionAt(clock.now());
  first.setProgress({ checkout: PROGRESS });
  localStorage.clear();
  const second = await open();
  expect(second.visitor()).toBe(first.visitor());
  expect(second.progress()).toEqual(first.progress());
  expect(second.sessionAt(clock.now())).toBe(session);
});

test("of two copies the newer counts: a killed browser loses the last seconds of localStorage", async () => {
  const before = await open();
  const lost = localStorage.getItem("waymark.shop") ?? "";
  clock.forward(1000);
  before.rotate();
  localStorage.setItem("waymark.shop", lost);
  expect((await open()).visitor()).toBe(before.visitor());
});

test("it survives a lost store by localStorage", async () => {
  const first = await open();
  expect((await open(createFakeStore())).visitor()).toBe(first.visitor());
});

test.each(["no json", "[]", "null", '{"visitor":"x"}', "5"])("%s under its name is no identity", async (text) => {
  localStorage.setItem("waymark.shop", text);
  expect((await open(noStore)).visitor()).toMatch(/^[0-9a-f-]{36}$/);
});

test("refused storage makes a visitor of this page alone", async () => {
  vi.spyOn(window, "localStorage", "get").mockImplementation(() => {
    throw new DOMException("no", "SecurityError");
  });
  store.refuse("all");
  const identity = await open();
  const visitor = identity.visitor();
  identity.save();
  expect(identity.sessionAt(clock.now())).toMatch(/^[0-9a-f-]{36}$/);
  expect(identity.visitor()).toBe(visitor);
});

test("a visitor's id lives 13 months from its making, however often it is used", async () => {
  const visitor = (await open()).visitor();
  for (let month = 1; month <= 13; month++) {
    clock.forward(30 * DAY);
    const each = await open();
    each.sessionAt(clock.now());
    expect(each.visitor()).toBe(visitor);
  }
  clock.forward(5 * DAY);
  expect((await open()).visitor()).not.toBe(visitor);
});

describe("a session", () => {
  test("ends after 30 min without anything", async () => {
    const { sessionAt } = await open();
    const first = sessionAt(clock.now());
    expect(sessionAt(clock.now() + 29 * MINUTE)).toBe(first);
    expect(sessionAt(clock.now() + 29 * MINUTE + 30 * MINUTE)).not.toBe(first);
  });

  test("is written when it begins, then every 10 s at most, and when saved", async () => {
    const { sessionAt, save } = await open();
    const write = vi.spyOn(localStorage, "setItem");
    const start = clock.now();
    sessionAt(start);
    expect(write).toHaveBeenCalledTimes(1);
    for (let i = 0; i < 1000; i++) sessionAt(start + i * 10);
    expect(write).toHaveBeenCalledTimes(1);
    save();
    expect(written().session.lastAt).toBe(start + 9990);
    sessionAt(start + 10_001);
    expect(write).toHaveBeenCalledTimes(3);
  });

  test("is one of both tabs", async () => {
    const [a, b] = [await open(), await open()];
    const session = a.sessionAt(clock.now());
    expect(b.visitor()).toBe(a.visitor());
    for (let i = 0; i < 5; i++) {
      clock.forward(20 * MINUTE);
      expect(a.sessionAt(clock.now())).toBe(session);
    }
    clock.forward(MINUTE);
    expect(b.sessionAt(clock.now())).toBe(session);
  });
});

describe("visits", () => {
  test("are the sessions so far, whichever tab and page began them", async () => {
    const [a, b] = [await open(), await open()];
    expect(a.visits()).toBe(1);
    a.sessionAt(clock.now());
    clock.forward(20_000);
    b.sessionAt(clock.now());
    expect([a.visits(), b.visits()]).toEqual([1, 1]);
    clock.forward(40 * MINUTE);
    b.sessionAt(clock.now());
    clock.forward(20_000);
    a.sessionAt(clock.now());
    expect([a.visits(), b.visits(), (await open()).visits()]).toEqual([2, 2, 2]);
  });

  test("begin anew with a new visitor", async () => {
    const identity = await open();
    identity.sessionAt(clock.now());
    identity.sessionAt(clock.now() + 40 * MINUTE);
    identity.rotate();
    identity.sessionAt(clock.now());
    expect(identity.visits()).toBe(1);
  });
});

test("progress is one of both tabs", async () => {
  const [a, b] = [await open(), await open()];
  a.setProgress({ checkout: PROGRESS });
  expect(b.progress()).toEqual(a.progress());
});

describe("a visitor who is made new", () => {
  test("has nothing of the old", async () => {
    const identity = await open();
    const before = { visitor: identity.visitor(), session: identity.sessionAt(clock.now()) };
    identity.setProgress({ checkout: PROGRESS });
    identity.rotate();
    expect(identity.visitor()).not.toBe(before.visitor);
    expect(identity.sessionAt(clock.now())).not.toBe(before.session);
    expect(identity.progress()).toEqual({});
    expect((await open()).visitor()).toBe(identity.visitor());
    expect(JSON.stringify(store.rows("i"))).not.toContain(before.visitor);
  });
  test("stays new when a second tab goes away", async () => {
    const [a, b] = [await open(), await open()];
    a.rotate();
    b.save();
    expect((await open()).visitor()).toBe(a.visitor());
  });
});
test("a tab that goes away after a while sets nothing back", async () => {
  const [a, b] = [await open(), await open()];
  b.sessionAt(clock.now());
  clock.forward(40 * MINUTE);
  const session = a.sessionAt(clock.now());
  b.save();
  expect((await open()).sessionAt(clock.now())).toBe(session);
});

describe("subdomains that share a journey", () => {
  test("have one visitor, session, count of visits, progress and last place", async () => {
    const www = await open(store, DOMAIN);
    const session = www.sessionAt(clock.now());
    www.sessionAt(clock.now() + 40 * MINUTE);
    www.setProgress({ checkout: PROGRESS });
    www.setPlace(PLACE);
    crossOver();
    const checkout = await open(store, DOMAIN);
    expect(checkout.visitor()).toBe(www.visitor());
    expect(checkout.sessionAt(clock.now() + 41 * MINUTE)).toBe(www.sessionAt(clock.now() + 41 * MINUTE));
    expect(checkout.sessionAt(clock.now() + 41 * MINUTE)).not.toBe(session);
    expect(checkout.visits()).toBe(2);
    expect(checkout.progress()).toEqual({ checkout: PROGRESS });
    expect(checkout.place()).toEqual(PLACE);
  });

  test("see at once what another has told since", async () => {
    const [www, checkout] = [await open(store, DOMAIN), await open(store, DOMAIN)];
    www.setProgress({ checkout: PROGRESS });
    localStorage.clear();
    expect(checkout.progress()).toEqual({ checkout: PROGRESS });
    www.setPlace(PLACE);
    expect(checkout.place()).toEqual(PLACE);
  });

  test("set one cookie, which lives as long as the visitor's id", async () => {
    const write = vi.spyOn(document, "cookie", "set");
    const www = await open(store, DOMAIN);
    expect(cookies()).toHaveLength(1);
    clock.forward(100 * DAY);
    www.rotate();
    clock.forward(100 * DAY);
    www.setPlace(PLACE);
    const ages = write.mock.calls.map(([text]) => Number(/max-age=(\d+)/.exec(text)?.[1]) / 86_400);
    expect([ages[0], ages.at(-1)]).toEqual([395, 295]);
  });

  test("share all but the progress where that is too large; each keeps its own", async () => {
    const many = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`stage-${i}`, PROGRESS]));
    const www = await open(store, DOMAIN);
    www.setProgress(many);
    expect(www.progress()).toEqual(many);
    expect((await open(store, DOMAIN)).progress()).toEqual(many);
    crossOver();
    const checkout = await open(store, DOMAIN);
    expect(checkout.visitor()).toBe(www.visitor());
    expect(checkout.progress()).toEqual({});
  });

  test("do not take the progress of somebody who was here before for the visitor's", async () => {
    localStorage.setItem(
      "waymark.shop",
      JSON.stringify({ visitor: "old", since: clock.now(), progress: { a: PROGRESS } }),
    );
    writeCookie("shop", DOMAIN, { visitor: "new", since: clock.now(), savedAt: clock.now() }, 100);
    const { visitor, progress } = await open(createFakeStore(), DOMAIN);
    expect([visitor(), progress()]).toEqual(["new", {}]);
  });

  test("forget together", async () => {
    const www = await open(store, DOMAIN);
    const before = www.visitor();
    www.setPlace(PLACE);
    www.rotate();
    expect(document.cookie).not.toContain(before);
    crossOver();
    const checkout = await open(store, DOMAIN);
    expect(checkout.visitor()).toBe(www.visitor());
    expect(checkout.place()).toBeUndefined();
  });

  test("whose domain is not the page's, or that may set no cookie, each go on alone", async () => {
    const alone = await open(store, "elsewhere.example");
    expect(cookies()).toEqual([]);
    expect((await open(createFakeStore(), "elsewhere.example")).visitor()).toBe(alone.visitor());
    refuseCookies();
    expect((await open(store, DOMAIN)).visitor()).toBe(alone.visitor());
  });

  test("begin with the visitor who was known to one before", async () => {
    const alone = await open();
    const www = await open(store, DOMAIN);
    expect(www.visitor()).toBe(alone.visitor());
    crossOver();
    expect((await open(store, DOMAIN)).visitor()).toBe(alone.visitor());
  });
});

test("where nothing is shared there is no cookie, and no last place", async () => {
  const identity = await open();
  identity.setPlace(PLACE);
  expect(identity.place()).toBeUndefined();
  expect(cookies()).toEqual([]);
  expect(written()).not.toHaveProperty("place");
});

// A visitor who has not said yes, or objects to tracking at large: no storage is as much as looked at, and nothing is requested.
import type { Configuration } from "@waymark/protocol";
import { expect, test } from "vitest";
import { toScript } from "../delivery/before.ts";
import { type Lab, openLab } from "../delivery/lab.ts";
import { namesOf } from "../harness/arrival.ts";
import type { Engine, Tab } from "../harness/driver.ts";
import { describeIn, SELECTED_ENGINES } from "../harness/engines.ts";
import { eventually } from "../harness/eventually.ts";
import { flush, leave, track } from "../harness/in-page.ts";
import { settle } from "../harness/shopper.ts";
import { readStored } from "./traces.ts";

interface Page {
  /** What was touched, by name. */
  readonly touched: string[];
  readonly waymark: { readonly [method: string]: (...rest: unknown[]) => unknown };
}

/** Notes whoever asks for a storage, or for the network. */
const spy = toScript(() => {
  const touched: string[] = [];
  Object.assign(window, { touched });
  const watch = (holder: object, name: string) => {
    const own = Object.getOwnPropertyDescriptor(holder, name);
    if (!own) return;
    const note = () => touched.push(name);
    if (own.get) {
      const { get, set } = own;
      Object.defineProperty(holder, name, {
        ...own,
        get() {
          note();
          return get.call(this);
        },
        ...(set && {
          set(value: unknown) {
            note();
            set.call(this, value);
          },
        }),
      });
    } else if (typeof own.value === "function")
      Object.defineProperty(holder, name, {
        ...own,
        value(this: unknown, ...given: unknown[]) {
          note();
          return (own.value as (...all: unknown[]) => unknown).apply(this, given);
        },
      });
  };
  const scope = window as never as { readonly [name: string]: { readonly prototype: object } | undefined };
  const places: readonly (readonly [holder: object | undefined, names: string])[] = [
    [window, "localStorage sessionStorage indexedDB caches cookieStore fetch fetchLater"],
    [Document.prototype, "cookie"],
    [Storage.prototype, "getItem setItem removeItem clear key length"],
    [IDBFactory.prototype, "open deleteDatabase databases"],
    [scope.CookieStore?.prototype, "get getAll set delete"],
    [Navigator.prototype, "sendBeacon"],
    [XMLHttpRequest.prototype, "open send"],
  ];
  for (const [holder, names] of places) for (const name of holder ? names.split(" ") : []) watch(holder ?? {}, name);
});

const signal = (name: "globalPrivacyControl" | "doNotTrack", value: unknown): string =>
  `Object.defineProperty(Navigator.prototype, "${name}", { configurable: true, get: () => ${JSON.stringify(value)} });`;

const configuration: Configuration = {
  stages: [{ id: "read", pages: ["/"] }],
  surveys: { why: { questions: [{ id: "q", kind: "text", text: "Why?" }] } },
  triggers: [{ id: "why", on: { type: "custom" }, ask: "why" }],
};

const open = async (engine: Engine, consent: string, before = ""): Promise<readonly [Lab, Tab]> => {
  const pages = { "/waymark.json": { body: JSON.stringify(configuration), type: "application/json" } };
  const attributes = { "data-config": "/waymark.json", "data-consent": consent, "data-domain": "shop.localhost" };
  const lab = await openLab(engine, { attributes, pages, before: [before, spy] });
  const tab = lab.driver();
  // Where a cookie could be set.
  await tab.open(lab.origin.replace("127.0.0.1", "www.shop.localhost"));
  await eventually("it has begun", () => tab.evaluate(() => "waymark" in window));
  return [lab, tab];
};
/** What a page and its visitor do that would be told otherwise. */
const doBusiness = () => {
  const { waymark } = window as never as Page;
  document.body.append(document.createElement("button"), document.createElement("form"));
  document.forms[0]?.append(document.createElement("input"));
  for (const method of ["track", "step", "identify", "ask", "flush", "stats", "explain"]) waymark[method]?.("why");
  history.pushState({}, "", "/other");
  setTimeout(() => document.querySelector("form")?.requestSubmit());
  document.forms[0]?.addEventListener("submit", (event) => event.preventDefault());
  dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true }));
  dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
  dispatchEvent(new ErrorEvent("error", { error: new TypeError("none") }));
};

/** What the page asked for besides its own tag. */
const readTouched = (tab: Tab) =>
  tab.evaluate(() => {
    const files = performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname);
    return [...(window as never as Page).touched, ...files.filter((file) => file !== "/waymark.js")];
  });

describeIn(SELECTED_ENGINES, (engine) => {
  test.each([
    ["without a word", "pending", ""],
    ["denied", "denied", ""],
    ["granted by the tag, but with Global Privacy Control", "granted", signal("globalPrivacyControl", true)],
    ["granted by the tag, but with Do Not Track", "granted", signal("doNotTrack", "1")],
    ["anonymous by the tag, but with Do Not Track", "anonymous", signal("doNotTrack", "1")],
  ])("%s nothing is read, kept or requested, until the visitor says yes", async (_, consent, before) => {
    const [lab, tab] = await open(engine, consent, before);
    await tab.evaluate(doBusiness);
    await tab.click("button", 4);
    await tab.click("input");
    await tab.type("words");
    await settle(tab);
    expect(await readTouched(tab)).toEqual([]);
    await leave(tab, () => tab.click("a[href='/next']"));
    await eventually("it has begun", () => tab.evaluate(() => "waymark" in window));
    await settle(tab);
    expect(await readTouched(tab)).toEqual([]);
    expect(await readStored(tab)).toEqual({ local: [], session: [], cookies: "", rows: [] });
    expect(lab.relay.arrivals).toEqual([]);
    await tab.evaluate(() => (window as never as Page).waymark.consent?.("granted"));
    await track(tab, "said yes");
    await flush(tab);
    await eventually("what came with the yes arrives", () => lab.relay.arrivals.flatMap(namesOf).includes("said yes"));
    expect(await readTouched(tab)).toEqual(
      expect.arrayContaining(["localStorage", "getItem", "setItem", "open", "cookie", "fetch", "/waymark.json"]),
    );
    expect(lab.faults()).toEqual([]);
  });
});

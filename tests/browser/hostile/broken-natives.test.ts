// Functions of the browser that a page has broken or replaced by junk: it hears nothing of us, and what is kept arrives.
import { expect, test } from "vitest";
import { describeIn, SELECTED_ENGINES } from "../harness/engines.ts";
import { eventually } from "../harness/eventually.ts";
import { endBackoff } from "../harness/in-page.ts";
import { openHostileSite } from "./hostile-site.ts";

const fail = "const fail = () => { throw new Error('broken by the page') };";
const set = (name: string, value: string) =>
  `Object.defineProperty(window, "${name}", { configurable: true, ${value} });`;

/** How well what is told then is kept, when it is so before the tag. */
const BREAKS: readonly (readonly [what: string, script: string, level: string])[] = [
  ["fetch and beacons that throw", `${fail} window.fetch = fail; navigator.sendBeacon = fail`, "idb"],
  ["fetch and beacons that return junk", "window.fetch = () => ({}); navigator.sendBeacon = () => 7", "idb"],
  [
    "fetch that answers junk",
    "window.fetch = async () => ({ ok: 1, status: 200, headers: null, text: async () => 5 })",
    "idb",
  ],
  ["an indexedDB that throws", `${fail} ${set("indexedDB", "get: fail")}`, "journal"],
  ["an indexedDB that returns junk", set("indexedDB", "value: { open: () => undefined }"), "journal"],
  ["no indexedDB", set("indexedDB", "value: undefined"), "journal"],
  ["random numbers that throw", `${fail} Crypto.prototype.getRandomValues = fail`, "dropped"],
  ["random numbers that are none", "Crypto.prototype.getRandomValues = () => {}", "dropped"],
  ["no crypto", set("crypto", "value: undefined"), "dropped"],
  [
    "other crypto that throws",
    `${fail} Crypto.prototype.randomUUID = fail; Object.defineProperty(Crypto.prototype, "subtle", { get: fail })`,
    "idb",
  ],
  ["a console that throws", `${fail} for (const name of Object.keys(console)) console[name] = fail`, "idb"],
  ["no console", set("console", "value: undefined"), "idb"],
  ["timers that never end", "window.setTimeout = () => {}; window.setInterval = () => {}", "idb"],
];

/** In debug mode, which says most; what it says itself is no trouble. */
const attributes = { "data-debug": "" };
const isOurs = (line: string) => !line.startsWith("[waymark]");

describeIn(SELECTED_ENGINES, (engine) => {
  const hostile = openHostileSite(engine);

  /** Tells one thing on a page, and returns how well it is kept and whether it arrives from the next page. */
  const tellOn = async (before: string, after: string) => {
    const visit = await hostile.visit({ before, attributes });
    await visit.track("early");
    await visit.driver.evaluate((text) => {
      document.head.append(Object.assign(document.createElement("script"), { text }));
    }, after);
    const level = await visit.track("told", { list: [1] });
    await visit.driver.evaluate(() => {
      const { waymark } = window as never as { waymark: { consent(state: string): void; flush(): Promise<void> } };
      waymark.consent("nonsense");
      waymark.flush();
    });
    expect((await visit.troubles()).filter(isOurs)).toEqual([]);
    const next = await hostile.visit({ attributes: { "data-site": visit.site } });
    await next.track("next");
    const names = await eventually("what is there arrives", async () => {
      await endBackoff(next.driver, visit.site);
      await next.flush();
      const entries = await visit.entries({ type: "custom" });
      return entries.some(({ name }) => name === "next") ? entries.map(({ name }) => name) : undefined;
    });
    return { level, names };
  };

  test.each(BREAKS)("%s before the tag", async (_, script, expected) => {
    const { level, names } = await tellOn(script, "");
    expect(level).toBe(expected);
    const kept = expected === "dropped" ? [] : ["early", "told"];
    expect(names.sort()).toEqual([...kept, "next"].sort());
  });

  test("timers that throw once all parts are there, whatever the visitor does then", async () => {
    const body =
      '<button id="press">Press</button><form onsubmit="return false"><input id="field" required><button id="send">Send</button></form>';
    const visit = await hostile.visit({ body });
    const { driver } = visit;
    const parts = ["plan", "idle", "signals", "ask"];
    const areThere = (names: readonly string[]) =>
      names.every((name) => performance.getEntriesByName(`${location.origin}/waymark.${name}.js`).length);
    await eventually("all parts are there", () => driver.evaluate(areThere, parts));
    await visit.track("early");
    await driver.evaluate((text) => {
      document.head.append(Object.assign(document.createElement("script"), { text, nonce: "x" }));
    }, `${fail} for (const name of ["setTimeout", "setInterval"]) window[name] = fail`);
    expect(await visit.track("help")).toBe("idb");
    await driver.click("#press", 4);
    await driver.click("#field");
    await driver.type("x");
    await driver.click("#send");
    await driver.evaluate(() => history.pushState({}, "", "/?next"));
    await driver.evaluate(() => scrollBy(0, 100));
    expect(await visit.track("told")).toBe("idb");
    // What is sent before the first pause: there is no end to it.
    await driver.evaluate(() => void (window as never as { waymark: { flush(): unknown } }).waymark.flush());
    const names = await eventually("what was told arrives", async () => {
      const all = (await visit.entries({ type: "custom" })).map(({ name }) => name);
      return all.length === 3 ? all : undefined;
    });
    expect(names.sort()).toEqual(["early", "help", "told"]);
    expect((await visit.troubles()).filter(isOurs)).toEqual([]);
  });

  test.each(BREAKS)("%s after the tag", async (_, script) => {
    const { level, names } = await tellOn("", script);
    expect(level).toBe("idb");
    expect(names.sort()).toEqual(["early", "next", "told"]);
  });
});

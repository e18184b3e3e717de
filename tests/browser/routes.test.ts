// What is a page and what is none, by real navigation: with the Navigation API, and as browsers without it are watched.
import type { JsonObject } from "@waymark/protocol";
import { describe, expect, test } from "vitest";
import { toScript } from "./delivery/before.ts";
import { type Lab, openLab } from "./delivery/lab.ts";
import type { Tab } from "./harness/driver.ts";
import { describeIn, SELECTED_ENGINES } from "./harness/engines.ts";
import { eventually } from "./harness/eventually.ts";
import { flush, goBack, leave, track } from "./harness/in-page.ts";

const withoutNavigation = toScript(() => {
  Object.defineProperty(window, "navigation", { value: undefined });
});
const MODES = { "by the Navigation API": [], "by history alone": [withoutNavigation] } as const;

/** Does something in the page, and lets its tasks come to their end. */
const act = async (tab: Tab, task: () => unknown): Promise<void> => {
  await tab.evaluate(async (source) => {
    await new Function(`return (${source})()`)();
    for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setTimeout(resolve));
  }, `${task}`);
};
const back = () =>
  new Promise((resolve) => {
    addEventListener("popstate", resolve, { once: true });
    history.back();
  });

/** Every page that has arrived, oldest first: its name, how it came, and the one before it. */
const pagesOf = async (lab: Lab, tab: Tab): Promise<readonly (readonly string[])[]> => {
  await track(tab, "last");
  const entries = await eventually("all has arrived", async () => {
    await flush(tab);
    const all = await lab.collector.entries({ site: lab.site });
    return all.some(({ name }) => name === "last") ? all : undefined;
  });
  return entries
    .filter(({ type }) => type === "page")
    .map(({ name, data, page }) => [
      name,
      `${(data as JsonObject).load}`,
      page?.referrer?.replace(lab.origin, "") ?? "",
    ]);
};
const open = async (lab: Lab, path = "/"): Promise<Tab> => {
  const tab = lab.driver();
  await tab.open(lab.origin + path);
  await eventually("it has begun", () => tab.evaluate(() => "waymark" in window));
  return tab;
};

describeIn(SELECTED_ENGINES, (engine) => {
  describe.each(Object.entries(MODES))("%s", (_, before) => {
    test("a route is a page once it is settled, with the one before it; noise is none", async () => {
      const lab = await openLab(engine, { before });
      const tab = await open(lab);
      await act(tab, () => history.pushState({}, "", "/one"));
      await act(tab, () => {
        history.pushState({}, "", "/guarded");
        history.replaceState({}, "", "/login");
        history.pushState({}, "", "/two");
      });
      await act(tab, () => history.replaceState({ scroll: 100 }, ""));
      await act(tab, () => history.replaceState({}, "", "?sort=price"));
      await act(tab, () => history.pushState({}, "", "#details"));
      await act(tab, back);
      await act(tab, () => history.replaceState({}, "", "/three"));
      await act(tab, back);
      await act(tab, () => history.pushState({}, "", "/four"));
      expect(await pagesOf(lab, tab)).toEqual([
        ["/", "navigate", ""],
        ["/one", "route", "/"],
        ["/two", "route", "/one"],
        ["/three", "route", "/two"],
        ["/login", "back-forward", "/three"],
        ["/four", "route", "/login"],
      ]);
      expect(lab.faults()).toEqual([]);
    });

    test("the routes of a hash router are pages, there and back", async () => {
      const lab = await openLab(engine, { before });
      const tab = await open(lab, "/#/start");
      const go = (hash: string) => act(tab, new Function(`location.hash = ${JSON.stringify(hash)};`) as () => void);
      await go("#/cart");
      await go("#!/pay");
      await go("#top");
      await act(tab, back);
      await act(tab, back);
      await act(tab, back);
      expect(await pagesOf(lab, tab)).toEqual([
        ["/#/start", "navigate", ""],
        ["/#/cart", "route", "/#/start"],
        ["/#!/pay", "route", "/#/cart"],
        // A fragment of the page without a route is that page: here one leaves the route for it.
        ["/", "route", "/#!/pay"],
        ["/#!/pay", "back-forward", "/"],
        ["/#/cart", "back-forward", "/#!/pay"],
        ["/#/start", "back-forward", "/#/cart"],
      ]);
    });

    test("the site says what makes a page", async () => {
      const attributes = { "data-identity": "path query:tab", "data-query": "tab" };
      const lab = await openLab(engine, { before, attributes });
      const tab = await open(lab);
      await act(tab, () => history.pushState({}, "", "/?tab=size"));
      await act(tab, () => history.pushState({}, "", "/?tab=size&sort=price#/route"));
      await act(tab, () => history.pushState({}, "", "/?sort=price"));
      expect(await pagesOf(lab, tab)).toEqual([
        ["/", "navigate", ""],
        ["/", "route", "/"],
        ["/", "route", "/?tab=size"],
      ]);
    });
  });

  test("loads tell how they came, and what they are looked at with", async () => {
    const lab = await openLab(engine);
    const tab = await open(lab);
    await tab.reload();
    await leave(tab, () => tab.evaluate(() => location.assign("/next")));
    await goBack(tab);
    const loads = (await pagesOf(lab, tab)).map(([name, load, referrer]) => `${name} ${load} ${referrer}`.trim());
    expect(loads).toEqual(["/ navigate", "/ reload", "/next navigate /", "/ bfcache"]);
    const [first, , next, last] = (await lab.collector.entries({ site: lab.site, type: "page" })).map(
      ({ data }) => data,
    );
    const { width, language } = await tab.evaluate(() => ({ width: innerWidth, language: navigator.language }));
    expect(first).toEqual({ load: "navigate", language, width: Math.round(width / 10) * 10 });
    expect(next).toEqual({ ...first, load: "navigate" });
    expect(last).toEqual({ load: "bfcache" });
  });
});

// Reloads, tabs, clocks that are wrong, storage that is cleared, pages that nobody sees: a visitor is asked once all the same.
import type { Configuration, JsonObject } from "@waymark/protocol";
import { expect, test } from "vitest";
import { toScript } from "../delivery/before.ts";
import { type Lab, openLab } from "../delivery/lab.ts";
import { pageOf } from "../harness/drive-puppeteer.ts";
import type { Engine, Tab } from "../harness/driver.ts";
import { describeIn, SELECTED_ENGINES } from "../harness/engines.ts";
import { eventually } from "../harness/eventually.ts";
import { flush, goBack, leave, track } from "../harness/in-page.ts";
import { inSurvey, see } from "../harness/shopper.ts";

/** With every limit as it is when nobody sets any. */
const configuration: Configuration = {
  stages: [{ id: "read", pages: ["/", "/next", "/other"] }],
  surveys: { why: { questions: [{ id: "q", kind: "thumbs", text: "Was this page helpful?" }] } },
  triggers: [{ id: "why", on: { type: "custom", name: "help" }, ask: "why" }],
};

/** Pages that begin from now on find the clock so far ahead. */
const clock = toScript(() => {
  const { now } = Date;
  const ahead = Number(new URLSearchParams(location.search).get("ahead"));
  Date.now = () => now() + ahead;
});
const A_DAY = 86_400_000;

/**
 * A page that is rendered ahead does what the trigger waits for at once, as often as it is rendered, and tells when it is shown
 * whether it was asked before. One that is loaded when it is shown tells that.
 */
const helpAhead = toScript(() => {
  const track = (name: string) => {
    const { waymark } = window as never as { waymark: { track(name: string): void; flush(): void } };
    waymark.track(name);
    waymark.flush();
  };
  const isAhead = (document as { prerendering?: boolean }).prerendering;
  const seen = () => !!document.querySelector("[data-waymark-survey]");
  const loaded = () => {
    if (location.pathname !== "/next") return;
    track(isAhead ? "help" : "not ahead");
    // Longer than the calm that a page which is seen needs.
    setTimeout(() => isAhead && localStorage.setItem("ahead", "rendered"), 3000);
  };
  document.addEventListener("load", loaded, { capture: true, once: true });
  document.addEventListener("prerenderingchange", () => track(seen() ? "asked ahead" : "not asked ahead"));
});

interface Page {
  readonly waymark: {
    explain(): Promise<readonly { readonly entry: { readonly name: string }; readonly fate: string }[] | undefined>;
  };
}

const prepare = (engine: Engine, before: readonly string[] = []): Promise<Lab> => {
  const pages = { "/waymark.json": { body: JSON.stringify(configuration), type: "application/json" } };
  const attributes = { "data-config": "/waymark.json", "data-debug": "" };
  return openLab(engine, { attributes, pages, before: [clock, ...before] });
};
const open = async (engine: Engine): Promise<Lab> => {
  const lab = await prepare(engine);
  await lab.driver().open(lab.origin);
  return lab;
};
const fatesIn = async (tab: Tab): Promise<readonly string[]> => {
  const all = (await tab.evaluate(() => (window as never as Page).waymark.explain())) ?? [];
  return all.flatMap(({ entry, fate }) => (entry.name === "help" ? fate : []));
};
/** Does what the trigger waits for; returns what was decided in the end. */
const askFor = async (tab: Tab): Promise<string> => {
  const before = (await fatesIn(tab)).length;
  await track(tab, "help");
  return eventually("it is decided", async () => {
    const fates = await fatesIn(tab);
    return fates.length > before && fates.at(-1) !== "waiting" ? fates.at(-1) : undefined;
  });
};
/** Who was shown it, and when by their own clock. */
const shownAt = async (lab: Lab, tab: Tab): Promise<readonly number[]> => {
  await flush(tab);
  const shown = await lab.collector.entries({ site: lab.site, kind: "survey", type: "shown" });
  return shown.map(({ rawAt }) => rawAt);
};
const isShown = (lab: Lab, tab: Tab) => eventually("it was seen", async () => (await shownAt(lab, tab)).length > 0);
const goTo = (tab: Tab, url: string) => leave(tab, () => tab.evaluate((to) => location.assign(to), url));

describeIn(SELECTED_ENGINES, (engine) => {
  test("a reload asks nobody a second time, nor does localStorage or sessionStorage that is wiped", async () => {
    const lab = await open(engine);
    const tab = lab.driver();
    expect(await askFor(tab)).toBe("asked");
    await isShown(lab, tab);
    await leave(tab, () => tab.reload());
    expect(await askFor(tab)).toBe("nobody asked");
    await tab.evaluate(() => {
      localStorage.clear();
      sessionStorage.clear();
    });
    expect(await askFor(tab)).toBe("nobody asked");
    await leave(tab, () => tab.reload());
    expect(await askFor(tab)).toBe("nobody asked");
    expect(await shownAt(lab, tab)).toHaveLength(1);
  });

  test("of five tabs at once one asks, and none of the others later", async () => {
    const lab = await open(engine);
    const first = lab.driver();
    const tabs: Tab[] = [first];
    while (tabs.length < 5) {
      const tab = await first.openTab();
      await tab.open(lab.origin);
      tabs.push(tab);
    }
    const fates = await Promise.all(tabs.map(askFor));
    expect(fates.filter((fate) => fate === "asked")).toHaveLength(1);
    await isShown(lab, first);
    const asked = tabs[fates.indexOf("asked")] as Tab;
    await asked.click(inSurvey("button.close"));
    expect(new Set(await Promise.all(tabs.map(askFor)))).toEqual(new Set(["nobody asked"]));
    expect(await shownAt(lab, first)).toHaveLength(1);
  });

  test("a clock that runs days ahead or behind asks nobody again", async () => {
    const lab = await open(engine);
    const tab = lab.driver();
    expect(await askFor(tab)).toBe("asked");
    await isShown(lab, tab);
    for (const days of [20, -20, 0]) {
      await goTo(tab, `/next?ahead=${days * A_DAY}`);
      expect([days, await askFor(tab)]).toEqual([days, "nobody asked"]);
    }
    expect(await shownAt(lab, tab)).toHaveLength(1);
  });

  test("a clock that is a year ahead for a while asks nobody again once it is right, nor by itself", async () => {
    const lab = await open(engine);
    const tab = lab.driver();
    expect(await askFor(tab)).toBe("asked");
    await isShown(lab, tab);
    // By that clock a year has gone by: this is another time.
    await goTo(tab, `/next?ahead=${365 * A_DAY}`);
    expect(await askFor(tab)).toBe("asked");
    for (const days of [0, 365, 0]) {
      await goTo(tab, `/next?ahead=${days * A_DAY}`);
      expect([days, await askFor(tab)]).toEqual([days, "nobody asked"]);
    }
  });

  test("a page from the page cache has its survey still, and counts it no second time", async () => {
    const lab = await open(engine);
    const tab = lab.driver();
    expect(await askFor(tab)).toBe("asked");
    await isShown(lab, tab);
    await goTo(tab, "/without");
    await goBack(tab);
    await see(tab, inSurvey("#question"));
    await track(tab, "is back");
    await eventually("what is told after it arrives", async () => {
      await flush(tab);
      return (await lab.collector.entries({ site: lab.site })).some(({ name }) => name === "is back");
    });
    const pages = await lab.collector.entries({ site: lab.site, type: "page" });
    expect(pages.map(({ data }) => (data as JsonObject).load)).toEqual(["navigate", "bfcache"]);
    expect(await shownAt(lab, tab)).toHaveLength(1);
  });

  // WebKitGTK under automation shows all of its windows, always.
  test.skipIf(engine === "webkit")("a page that is hidden asks nobody before it is seen", async () => {
    const lab = await open(engine);
    const tab = lab.driver();
    const other = await tab.openTab("tab");
    await eventually("it is hidden", () => tab.evaluate(() => document.visibilityState === "hidden"));
    const since = await tab.evaluate(() => performance.now());
    await track(tab, "help");
    await eventually("it waits", async () => (await fatesIn(tab)).at(-1) === "waiting");
    const isLater = (from: number) => performance.now() - from > 3000;
    await eventually("it would have been calm otherwise", () => tab.evaluate(isLater, since));
    expect([await fatesIn(tab), await shownAt(lab, tab)]).toEqual([["waiting"], []]);
    await other.close();
    await pageOf(tab).bringToFront();
    await see(tab, inSurvey("#question"));
    await isShown(lab, tab);
    expect(await shownAt(lab, tab)).toHaveLength(1);
  });

  // Only Chromium renders ahead.
  test.runIf(engine === "chromium")(
    "a page that is rendered ahead asks nobody before it is shown, and then once",
    async () => {
      const tell = async (lab: Lab) => {
        const entries = await lab.collector.entries({ site: lab.site, type: "custom" });
        return entries.map(({ name }) => name);
      };
      /** Chromium may drop what it has rendered, for want of processor or memory, and load it as any page: then once more. */
      const show = async (): Promise<Lab> => {
        const lab = await prepare(engine, [helpAhead]);
        const tab = lab.driver();
        await tab.open(`${lab.origin}/without`);
        const url = `${lab.origin}/next`;
        await tab.evaluate((address) => {
          const rules = document.createElement("script");
          rules.type = "speculationrules";
          rules.textContent = JSON.stringify({ prerender: [{ urls: [address], eagerness: "immediate" }] });
          document.head.append(rules);
        }, url);
        const isRendered = () => tab.evaluate(() => localStorage.getItem("ahead"));
        await eventually("it is rendered ahead", isRendered, { timeout: 30_000 });
        // Nor is anything kept that another page would send.
        expect([await tell(lab), await tab.evaluate(() => indexedDB.databases())]).toEqual([[], []]);
        // From here on only the collector is asked: the driver loses the frame of such a page now and then.
        await tab.evaluate((to) => void setTimeout(() => location.assign(to)), url);
        const told = await eventually("the page tells", async () => {
          const names = await tell(lab);
          return names.length > 0 ? names : undefined;
        });
        return told.includes("not ahead") ? show() : lab;
      };
      const lab = await show();
      const shown = () => lab.collector.entries({ site: lab.site, kind: "survey", type: "shown" });
      await eventually("it was seen", async () => (await shown()).length > 0);
      await eventually("all is told", async () => (await tell(lab)).length > 1);
      expect((await tell(lab)).sort()).toEqual(["help", "not asked ahead"]);
      expect(await shown()).toHaveLength(1);
    },
  );
});

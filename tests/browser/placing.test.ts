// Steps that no address shows: by an element that comes to be seen, and by what a site pushes for its analytics.
import type { JsonObject } from "@waymark/protocol";
import { expect, test } from "vitest";
import { type Lab, openLab } from "./delivery/lab.ts";
import type { Engine, Tab } from "./harness/driver.ts";
import { describeIn, SELECTED_ENGINES } from "./harness/engines.ts";
import { eventually } from "./harness/eventually.ts";
import { flush, goBack, leave } from "./harness/in-page.ts";

const CONFIGURATION = {
  stages: [
    {
      id: "choose",
      steps: [
        { id: "first", pages: ["/"] },
        { id: "second", pages: ["/other"] },
      ],
    },
    {
      id: "checkout",
      steps: [
        { id: "address", pages: ["/next"], visible: "#address" },
        { id: "shipping", pages: ["/next"], visible: "main[data-step='2'] #shipping" },
        { id: "payment", pages: ["/next"], dataLayer: "payment_shown" },
        { id: "done", dataLayer: "purchase", goal: true },
      ],
    },
  ],
};

/** Off-screen, and hidden by a style sheet alone. */
const FORM = `<style>#address, #shipping { display: none } :checked ~ #address, [data-step="2"] #shipping { display: block }</style>
  <input type="checkbox" id="open"><div style="height: 5000px"></div>
  <section id="address">Address</section><main data-step="1"><section id="shipping">Shipping</section></main>`;

const open = async (engine: Engine, path = "/next"): Promise<readonly [Lab, Tab]> => {
  const pages = { "/waymark.json": { body: JSON.stringify(CONFIGURATION), type: "application/json" } };
  const lab = await openLab(engine, { attributes: { "data-config": "/waymark.json" }, pages });
  const tab = lab.driver();
  await tab.open(lab.origin + path);
  return [lab, tab];
};

const linesOf = async ({ collector, site }: Lab): Promise<readonly string[]> =>
  (await collector.entries({ site }))
    .filter(({ type }) => ["step", "goal", "custom"].includes(type))
    .map(({ type, name, data }) => `${type} ${name} ${(data as JsonObject).move ?? ""}`.trim());

const arrives = (lab: Lab, tab: Tab, line: string) =>
  eventually(`${line} arrives`, async () => {
    await flush(tab);
    return (await linesOf(lab)).includes(line);
  });

describeIn(SELECTED_ENGINES, (engine) => {
  test("an element makes a step when it is laid out, off-screen, by a style sheet or by an attribute that is named", async () => {
    const [lab, tab] = await open(engine);
    await tab.evaluate((html) => {
      document.body.innerHTML = html;
    }, FORM);
    // Nothing of the page is changed by that: only what the box is shows it.
    await tab.evaluate(() => {
      const box = document.querySelector<HTMLInputElement>("#open");
      if (box) box.checked = true;
    });
    await arrives(lab, tab, "step address enter");
    await tab.evaluate(() => {
      const box = document.querySelector<HTMLInputElement>("#open");
      if (box) box.checked = false;
      document.querySelector("main")?.setAttribute("data-step", "2");
    });
    await arrives(lab, tab, "step shipping forward");
    expect(lab.faults()).toEqual([]);
  });

  // In Firefox such a page reads its own sessionStorage as it left it: it never hears of the step in between.
  test.skipIf(engine === "firefox")("back from the page cache to an earlier step is a step back", async () => {
    const [lab, tab] = await open(engine, "/");
    await arrives(lab, tab, "step first enter");
    await leave(tab, () => tab.evaluate(() => location.assign("/other")));
    await arrives(lab, tab, "step second forward");
    await goBack(tab);
    await arrives(lab, tab, "step first back");
    const loads = (await lab.collector.entries({ site: lab.site, type: "page" })).map(({ data }) => data as JsonObject);
    expect(loads.at(-1)?.load).toBe("bfcache");
  });

  test("what is pushed to a dataLayer makes touchpoints and steps, and the page's own is left as it is", async () => {
    const [lab, tab] = await open(engine);
    await tab.evaluate(() => {
      const scope = window as { dataLayer?: unknown[] };
      scope.dataLayer = [
        { event: "view_item", ecommerce: { items: [{}], value: 9.5, currency: "EUR", coupon: "JANE" } },
      ];
      document.dispatchEvent(new MouseEvent("click", { bubbles: true }));
    });
    await arrives(lab, tab, "custom view_item");
    const length = await tab.evaluate(() => {
      const { dataLayer } = window as never as { dataLayer: unknown[] };
      return dataLayer.push({ event: "payment_shown" }, { event: "gtm.click" });
    });
    expect(length).toBe(3);
    await arrives(lab, tab, "step payment enter");
    const [{ data } = {}] = await lab.collector.entries({ site: lab.site, type: "custom" });
    expect(data).toEqual({ source: "dataLayer", value: 9.5, currency: "EUR", items: 1 });
    expect(lab.faults()).toEqual([]);
  });

  test("a purchase that is pushed on the way out is not lost", async () => {
    const [lab, tab] = await open(engine);
    await eventually("it has begun", () => tab.evaluate(() => "waymark" in window));
    await flush(tab);
    const before = lab.relay.arrivals.length;
    await leave(tab, () =>
      tab.evaluate(() => {
        // The button that pays: it pushes and goes, in one task; and its list is a new one.
        (window as { dataLayer?: unknown[] }).dataLayer = [{ event: "purchase", value: 20, currency: "EUR" }];
        location.assign("/without");
      }),
    );
    await eventually("the page's last words arrive", () => lab.relay.arrivals.length > before);
    const told = await eventually("they are stored", async () => {
      const entries = await lab.collector.entries({ site: lab.site });
      return entries.some(({ type }) => type === "goal") ? entries : undefined;
    });
    expect(told.map(({ type, name }) => `${type} ${name}`)).toEqual(
      expect.arrayContaining(["custom purchase", "step done", "goal checkout"]),
    );
    expect(lab.faults()).toEqual([]);
  });

  test("hidden, the page tells how long the visitor was engaged there, with the request that leaves", async () => {
    const [lab, tab] = await open(engine);
    await eventually("it has begun", () => tab.evaluate(() => "waymark" in window));
    await flush(tab);
    await eventually("a moment goes by", () => tab.evaluate(() => performance.now() > 2500));
    await flush(tab);
    const before = lab.relay.arrivals.length;
    await leave(tab, () => tab.evaluate(() => location.assign("/without")));
    const [dwell] = await eventually("it arrives", async () => {
      const found = await lab.collector.entries({ site: lab.site, type: "dwell" });
      return found.length ? found : undefined;
    });
    expect(dwell).toMatchObject({ name: "/next", stage: null, step: "/next" });
    expect(Number((dwell?.data as JsonObject | undefined)?.dwell)).toBeGreaterThanOrEqual(1000);
    const [first] = lab.relay.arrivals.slice(before).filter(({ batch }) => batch);
    expect(first?.batch?.entries.map(({ type }) => type)).toContain("dwell");
  });
});

// One journey over two host names: a shop, and its checkout on another subdomain.
import type { JsonObject } from "@waymark/protocol";
import { expect, test } from "vitest";
import { type Lab, openLab } from "./delivery/lab.ts";
import type { ReadEntry } from "./harness/collector.ts";
import type { Engine, Tab } from "./harness/driver.ts";
import { describeIn, SELECTED_ENGINES } from "./harness/engines.ts";
import { eventually } from "./harness/eventually.ts";
import { flush, leave, loadIdle, track } from "./harness/in-page.ts";

const CONFIGURATION = {
  stages: [
    { id: "choose", pages: ["/"] },
    {
      id: "checkout",
      steps: [
        { id: "cart", pages: ["/next"] },
        { id: "address", pages: ["/other"] },
        { id: "done", pages: ["/thanks"], goal: true },
      ],
    },
  ],
};

interface Page {
  readonly waymark: { consent(state: string): void; forget(): Promise<void> };
}

/** Every browser finds the names under `localhost` on this machine. */
const openShop = async (engine: Engine, attributes: { readonly [name: string]: string } = {}) => {
  const pages = { "/waymark.json": { body: JSON.stringify(CONFIGURATION), type: "application/json" } };
  const lab = await openLab(engine, { attributes: { "data-config": "/waymark.json", ...attributes }, pages });
  const { port } = new URL(lab.origin);
  const www = `http://www.shop.localhost:${port}/`;
  return { lab, tab: lab.driver(), www, checkout: `http://checkout.shop.localhost:${port}/` };
};
const SHARED = { "data-domain": "shop.localhost" };

const goTo = (tab: Tab, url: string) => leave(tab, () => tab.evaluate((to) => location.assign(to), url));
const cookieOf = (tab: Tab) => tab.evaluate(() => decodeURIComponent(document.cookie));
/** What has arrived when a last touchpoint has. */
const readAll = async ({ collector, site }: Lab, tab: Tab, last: string): Promise<readonly ReadEntry[]> => {
  await track(tab, last);
  return eventually(`${last} arrives`, async () => {
    await flush(tab);
    const entries = await collector.entries({ site });
    return entries.some(({ name }) => name === last) ? entries : undefined;
  });
};
const placeOf = (place: unknown) => {
  const { stage, step } = (place ?? {}) as { readonly stage?: string; readonly step?: string };
  return `${stage}/${step}`;
};
const stepsOf = (entries: readonly ReadEntry[]) =>
  entries
    .filter(({ type }) => type === "step")
    .map(({ data }) => data as JsonObject)
    .map(({ from, to, move }) => `${move} ${from ? placeOf(from) : "–"} ${placeOf(to)}`);
const visitorsOf = (entries: readonly ReadEntry[]) => new Set(entries.map(({ visitor }) => visitor)).size;

describeIn(SELECTED_ENGINES, (engine) => {
  test("from the shop to its checkout and back is one visitor's one session, step by step", async () => {
    const { lab, tab, www, checkout } = await openShop(engine, SHARED);
    await tab.open(www);
    await track(tab, "in the shop");
    await goTo(tab, `${checkout}next`);
    await track(tab, "in the checkout");
    await goTo(tab, `${checkout}other`);
    await track(tab, "at the address");
    await goTo(tab, www);
    const entries = await readAll(lab, tab, "in the shop again");
    expect(stepsOf(entries)).toEqual([
      "enter – choose/choose",
      "enter choose/choose checkout/cart",
      "forward checkout/cart checkout/address",
      "enter checkout/address choose/choose",
    ]);
    expect(visitorsOf(entries)).toBe(1);
    expect(new Set(entries.map(({ session }) => session)).size).toBe(1);
    expect(lab.faults()).toEqual([]);
  });

  test("how far the visitor had come in the checkout is known in the shop: leaving it is told there", async () => {
    const { lab, tab, www, checkout } = await openShop(engine, SHARED);
    await tab.open(`${checkout}next`);
    await loadIdle(tab);
    await eventually("the attempt is kept", async () => (await cookieOf(tab)).includes('"reached":"cart"'));
    await goTo(tab, www);
    const left = await eventually("leaving is told", async () => {
      await flush(tab);
      return (await lab.collector.entries({ site: lab.site, type: "abandon" }))[0];
    });
    expect(left).toMatchObject({ name: "checkout", stage: "checkout", data: { state: "leaving", reached: "cart" } });
    expect(left.page?.url).toBe(www);
  });

  test("without a domain to share they are two visitors, and no cookie is set", async () => {
    const { lab, tab, www, checkout } = await openShop(engine);
    await tab.open(www);
    await track(tab, "in the shop");
    expect(await cookieOf(tab)).toBe("");
    await goTo(tab, `${checkout}next`);
    const entries = await readAll(lab, tab, "in the checkout");
    expect(visitorsOf(entries)).toBe(2);
    expect(stepsOf(entries)).toEqual(["enter – choose/choose", "enter – checkout/cart"]);
  });

  test("the cookie waits for consent, goes with it, and forgets with the visitor", async () => {
    const { tab, www, checkout } = await openShop(engine, { ...SHARED, "data-consent": "pending" });
    const say = (state: string) => tab.evaluate((word) => (window as never as Page).waymark.consent(word), state);
    await tab.open(www);
    await eventually("it has begun", () => tab.evaluate(() => "waymark" in window));
    expect(await cookieOf(tab)).toBe("");
    await say("granted");
    await track(tab, "granted");
    const [, visitor = ""] = /"visitor":"([0-9a-f-]+)"/.exec(await cookieOf(tab)) ?? [];
    expect(visitor).not.toBe("");
    await tab.evaluate(() => (window as never as Page).waymark.forget());
    const forgotten = await cookieOf(tab);
    expect(forgotten).toContain('"visitor":');
    expect(forgotten).not.toContain(visitor);
    await goTo(tab, `${checkout}next`);
    await eventually("it has begun", () => tab.evaluate(() => "waymark" in window));
    // Nobody has written since the page before has gone.
    const left = await cookieOf(tab);
    expect(left).toContain('"host":"www.');
    await tab.evaluate(() => {
      history.pushState({}, "", "/other");
      return new Promise((resolve) => setTimeout(resolve, 100));
    });
    expect(await cookieOf(tab)).toBe(left);
    await say("denied");
    expect(await cookieOf(tab)).toBe("");
    await goTo(tab, `${www}without`);
    expect(await cookieOf(tab)).toBe("");
  });
});

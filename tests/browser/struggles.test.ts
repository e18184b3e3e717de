// Struggles with pages, forms and pointer, as people have them: each is found by real input, and a calm visit has none.
import type { FrictionType } from "@waymark/protocol";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CollectorProcess, launchCollector } from "./harness/collector.ts";
import { pageOf } from "./harness/drive-puppeteer.ts";
import type { Engine } from "./harness/driver.ts";
import { describeIn, SELECTED_ENGINES } from "./harness/engines.ts";
import { eventually } from "./harness/eventually.ts";
import { flush, loadIdle } from "./harness/in-page.ts";
import type { Site } from "./harness/serve.ts";
import { arrive, click, follow } from "./harness/shopper.ts";
import { serveStruggles } from "./struggles-site.ts";
import { flingUp, hasPassed, leaveUpwards, ready, shake, shakeMouse, visit } from "./struggles-visitor.ts";

/** All but `slow-page`, which the site's plan finds on every page. */
const STRUGGLES: readonly FrictionType[] = [
  ...(["form-struggle", "form-abandon", "payment-declined", "backtrack", "loop"] as const),
  ...(["exit-intent", "stall", "errors", "thrash"] as const),
];

let collector: CollectorProcess;
let site: Site;

beforeAll(async () => {
  collector = await launchCollector();
  site = await serveStruggles(collector.url);
});
afterAll(async () => {
  await site.stop();
  await collector.stop();
});

const visitPage = (engine: Engine, path: string) => visit(engine, collector, site.origin + path);

describeIn(SELECTED_ENGINES, (engine) => {
  test("form-struggle: a field that the browser refuses three times", async () => {
    const { driver, arrives, type } = await visitPage(engine, "/fast/address");
    await type("city", "Portmarren");
    await type("email", "nobody");
    const send = async () => {
      await driver.click("#send");
      await flush(driver);
    };
    // The field waits empty for as long as a driver takes.
    const hesitated = expect.any(Number);
    expect(await arrives("form-struggle", send)).toEqual([
      { at: "checkout/address", name: "input[name=email]", weight: 0.7, refused: 3, corrected: 0, hesitated },
    ]);
  });

  test("form-struggle: a required field that nobody knows what to enter into", async () => {
    const { driver, arrives } = await visitPage(engine, "/fast/address");
    await driver.click("[name=city]");
    const [sign] = await arrives("form-struggle");
    expect(sign).toMatchObject({ name: "input[name=city]", refused: 0, corrected: 0 });
    expect((sign as { hesitated?: number } | undefined)?.hesitated).toBeGreaterThan(20_000);
  });

  test("form-struggle: a field that the page marks as wrong three times", async () => {
    const { driver, arrives, type } = await visitPage(engine, "/fast/two");
    await type("code", "SPRING");
    const apply = async () => {
      await driver.click("#apply");
      await flush(driver);
    };
    const [sign] = await arrives("form-struggle", apply);
    expect(sign).toMatchObject({ at: "choose/item", name: "input[name=code]", refused: 3, corrected: 0 });
  });

  test("form-struggle: a field that is corrected three times", async () => {
    const { driver, arrives, type } = await visitPage(engine, "/address");
    for (let i = 0; i < 4; i++) {
      await type("street", `${i}`);
      await driver.click("[name=city]");
    }
    const [sign] = await arrives("form-struggle");
    expect(sign).toMatchObject({ at: "checkout/address", name: "input[name=street]", refused: 0, corrected: 3 });
  });

  test("form-abandon: a form that the page takes away", async () => {
    const { driver, arrives, type } = await visitPage(engine, "/fast/two");
    await type("code", "SPRING");
    await driver.evaluate(() => document.querySelector("#coupon")?.remove());
    const [sign] = await arrives("form-abandon");
    expect(sign).toMatchObject({ at: "choose/item", name: "form[id=coupon]", field: "input[name=code]", share: 0.5 });
  });

  test("form-abandon: a form that is left by a link, told by the page as it goes", async () => {
    const { driver, visitor, arrives, type } = await visitPage(engine, "/address");
    await type("street", "4 Quay Street");
    await type("city", "Portmarren");
    await flush(driver);
    // A page that can't send anything for the one before it.
    await follow(driver, "a[href='/without']");
    const data = { weight: 0.7, field: "input[name=city]", share: 0.5, fields: 4 };
    const told = await arrives("form-abandon", async () => {});
    expect(told).toEqual([{ at: "checkout/address", name: "form[id=address]", ...data }]);
    expect(JSON.stringify(await collector.entries({ visitor }))).not.toContain("Quay Street");
  });

  test("payment-declined: an alert some time after submit, and the step is not left", async () => {
    const { driver, arrives, told, type } = await visitPage(engine, "/fast/payment");
    await type("number", "declined");
    await driver.click("#pay");
    const [sign] = await arrives("payment-declined");
    expect(sign).toMatchObject({ at: "checkout/payment", name: "form[id=card]", weight: 0.9 });
    expect(await told("form-abandon")).toEqual([]);
  });

  test("backtrack and loop: to pages and straight back, over loads and the page cache", async () => {
    const { driver, arrives, told } = await visitPage(engine, "/list");
    for (const page of ["one", "two"]) {
      await follow(driver, `a[href=${page}]`);
      await ready(driver);
      // A page from Firefox's page cache finds its own sessionStorage again, without what pages between wrote.
      if (engine === "firefox") await follow(driver, "a[href=list]");
      else await arrive(driver, () => driver.evaluate(() => history.back()));
    }
    const backtracks = await arrives("backtrack", undefined, 2);
    expect(backtracks.map(({ at, name, weight }) => [at, name, weight])).toEqual([
      ["choose/item", "/one", 0.3],
      ["choose/item", "/two", 0.3],
    ]);
    expect(await arrives("loop")).toEqual([{ at: "choose/list", name: "/list", weight: 0.4, times: 3 }]);
    await driver.reload();
    await ready(driver);
    await flush(driver);
    expect(await told("backtrack", "loop")).toHaveLength(3);
  });

  test("exit-intent: the mouse leaves through the top, once in each step", async () => {
    const { driver, arrives, told } = await visitPage(engine, "/fast/list");
    const turnAway = async () => {
      await leaveUpwards(driver);
      await shake(driver);
      await flush(driver);
    };
    expect(await arrives("exit-intent", turnAway)).toEqual([{ at: "choose/list", name: "choose/list", weight: 0.5 }]);
    const before = (await told("thrash")).length;
    await driver.reload();
    await hasPassed(driver, 6000);
    // By then it would have been told.
    await arrives("thrash", turnAway, before + 1);
    expect(await told("exit-intent")).toHaveLength(1);
  });

  test("exit-intent: a finger flings the page up", async () => {
    const { driver, arrives } = await visitPage(engine, "/fast/list");
    const fling = async () => {
      await flingUp(driver);
      await flush(driver);
    };
    expect(await arrives("exit-intent", fling)).toEqual([{ at: "choose/list", name: "choose/list", weight: 0.3 }]);
  });

  test("stall: a minute on a step without a way on", async () => {
    const { driver, arrives } = await visitPage(engine, "/fast/list");
    const read = async () => {
      await driver.click("#words");
      await flush(driver);
    };
    const [sign] = await arrives("stall", read);
    expect(sign).toMatchObject({ at: "choose/list", name: "choose/list", weight: 0.4 });
    expect((sign as { engaged?: number } | undefined)?.engaged).toBeGreaterThanOrEqual(60_000);
  });

  // WebKitGTK measures no web vitals.
  test.skipIf(engine === "webkit")("slow-page: a vital that is poor", async () => {
    const { driver, arrives } = await visitPage(engine, "/list");
    await loadIdle(driver);
    await click(driver, "#words");
    const [sign] = await arrives("slow-page");
    expect(sign).toMatchObject({ at: "choose/list", name: "LCP", weight: 0.5 });
  });

  test("errors: three that nobody catches", async () => {
    const { driver, arrives } = await visitPage(engine, "/list");
    for (let i = 0; i < 4; i++) await driver.click("#throw");
    expect(await arrives("errors")).toEqual([{ at: "choose/list", name: "RangeError", weight: 0.7, errors: 3 }]);
  });

  test("thrash: a mouse that is shaken", async () => {
    const { driver, arrives } = await visitPage(engine, "/list");
    const hurry = async () => {
      await (engine === "chromium" ? shakeMouse(driver) : shake(driver));
      await flush(driver);
    };
    expect(await arrives("thrash", hurry)).toEqual([{ at: "choose/list", name: "html", weight: 0.3, turns: 20 }]);
  });

  // The other drivers have no double click.
  test.skipIf(engine !== "chromium")("thrash: the same words selected again and again", async () => {
    const { driver, arrives } = await visitPage(engine, "/list");
    const select = async () => {
      // A click lets the words go before the next two take them; at once, it would not be told of.
      await pageOf(driver).click("#words", { delay: 60 });
      await pageOf(driver).click("#words", { count: 2, delay: 60 });
      await flush(driver);
    };
    expect(await arrives("thrash", select)).toEqual([
      { at: "choose/list", name: "p[id=words]", weight: 0.3, selections: 3 },
    ]);
  });

  test("a calm visit has none of them", async () => {
    const { driver, visitor, told, type } = await visitPage(engine, "/list");
    await follow(driver, "a[href=one]");
    await driver.open(`${site.origin}/address`);
    await ready(driver);
    await type("street", "4 Quay Street");
    await type("email", "ines@example.com");
    await type("city", "Portmarren");
    await follow(driver, "#send");
    await ready(driver);
    await type("number", "4111");
    await type("holder", "Ines");
    await driver.click("#pay");
    await eventually("the goal arrives", async () => {
      await flush(driver);
      return (await collector.entries({ type: "goal", visitor })).length > 0;
    });
    await follow(driver, "a[href='/without']");
    expect(await told(...STRUGGLES)).toEqual([]);
  });
});

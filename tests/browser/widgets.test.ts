// Everything that people click, on a real page: nothing is told of a widget that works, and each broken twin is found.
import { expect, type TestContext, test } from "vitest";
import { startShop } from "../../demo/shop.mjs";
import { type CollectorProcess, launchCollector } from "./harness/collector.ts";
import type { Driver, Engine, Tab } from "./harness/driver.ts";
import { describeIn, launch, SELECTED_ENGINES } from "./harness/engines.ts";
import { eventually } from "./harness/eventually.ts";
import { flush, leave } from "./harness/in-page.ts";
import { BROKEN, click, clickFast, USES } from "./widget-uses.ts";

const CLICKS = ["rage-click", "dead-click", "slow-click", "blocked-click", "error-click"];

interface Visit {
  readonly driver: Driver;
  readonly collector: CollectorProcess;
  /** What was told of clicks until now, as `type name`, in alphabetical order. */
  readonly told: () => Promise<readonly string[]>;
}

/** Opens the page of widgets and waits until its clicks are watched. */
const visit = async (engine: Engine, query: string, { onTestFinished }: TestContext): Promise<Visit> => {
  const collector = await launchCollector();
  onTestFinished(collector.stop);
  const shop = await startShop({ port: 0, collector: collector.url });
  onTestFinished(shop.stop);
  const driver = await launch(engine);
  onTestFinished(() => driver.close());
  await driver.open(`${shop.url}/widgets?${query}`);
  const isWatched = () =>
    !!(globalThis as { [key: symbol]: { signals?: unknown } | undefined })[Symbol.for("waymark")]?.signals;
  await eventually("clicks are watched", () => driver.evaluate(isWatched));
  const told = async () => {
    await flush(driver);
    const entries = await collector.entries({ kind: "friction" });
    return entries
      .filter(({ type }) => CLICKS.includes(type))
      .map(({ type, name }) => `${type} ${name}`)
      .sort();
  };
  return { driver, collector, told };
};

/** What scrolls within a second after a click would be its answer: people take their time, too, to the next widget. */
const moveOn = async (tab: Tab) => {
  const since = await tab.evaluate(() => performance.now());
  const isOver = () => tab.evaluate((begun) => performance.now() - begun > 1100, since);
  await eventually("a second has passed", isOver, { interval: 100 });
};
/** Every verdict is in ten seconds after its click. */
const untilJudged = async (tab: Tab) => {
  const since = await tab.evaluate(() => performance.now());
  const isOver = () => tab.evaluate((begun) => performance.now() - begun > 11_000, since);
  await eventually("every verdict is in", isOver, { timeout: 20_000, interval: 500 });
};
/** Three looks at what changes all the time, one every five seconds since clicks are watched. */
const untilRestlessIsKnown = async (tab: Tab) => {
  const since = await tab.evaluate(() => performance.now());
  const isOver = () => tab.evaluate((begun) => performance.now() - begun > 19_000, since);
  await eventually("what never rests is known", isOver, { timeout: 40_000, interval: 500 });
};

/** Each waits for the rules to take their time, in a browser of its own: together, they wait once. */
describeIn(SELECTED_ENGINES, (engine) => {
  test.concurrent("of the widgets that work nothing is told, but that one answers late", async (context) => {
    const { driver, told } = await visit(engine, "not=carousel,spinner", context);
    for (const [id, use] of Object.entries(USES)) {
      await use(driver, `#${id}`);
      await moveOn(driver);
    }
    await untilJudged(driver);
    expect(await told()).toEqual(["slow-click fetch"]);
    await leave(driver, () => click(driver, "#page"));
    expect(driver.faults()).toEqual([]);
  });

  test.concurrent("every broken twin is found", async (context) => {
    const { driver, told } = await visit(engine, "not=carousel,spinner", context);
    // One whose field lives comes first: what waits at that time would seem to live, too.
    const ids = ["search", ...Object.keys(USES).filter((id) => id !== "search"), "page"];
    for (const id of ids) {
      await (BROKEN[id]?.use ?? click)(driver, `#broken-${id}`);
      await moveOn(driver);
    }
    const wanted = ids
      .flatMap((id) => (BROKEN[id]?.told ?? ["dead-click"]).map((type) => `${type} broken-${id}`))
      .sort();
    await untilJudged(driver);
    expect(await told()).toEqual(wanted);
  });

  test.concurrent("a carousel that turns by itself is clicked fast: told of its broken twin alone", async (context) => {
    const { driver, told } = await visit(engine, "only=carousel", context);
    await untilRestlessIsKnown(driver);
    await clickFast(driver, "#carousel");
    await moveOn(driver);
    // A turn by itself may fall between two clicks, and look like the answer to both: who is angry clicks on.
    const isFound = async () => {
      await clickFast(driver, "#broken-carousel");
      await moveOn(driver);
      return (await told()).includes("rage-click broken-carousel");
    };
    await eventually("the broken one is found", isFound, { timeout: 30_000 });
    expect((await told()).filter((each) => !each.includes("broken"))).toEqual([]);
  });

  test.concurrent("a dead button beside something that never rests is found, a live one is not", async (context) => {
    const { driver, told } = await visit(engine, "only=spinner", context);
    await untilRestlessIsKnown(driver);
    await click(driver, "#spinner");
    await moveOn(driver);
    await click(driver, "#broken-spinner");
    await eventually("the broken one is found", async () => (await told()).length > 0);
    expect(await told()).toEqual(["dead-click broken-spinner"]);
  });
});

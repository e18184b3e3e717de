// A real abandoned checkout in the shop, as the collector has it: begun, left, given up, and bought after all.
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Attempt, type AttemptState, type Progress, settle } from "@waymark/journey";
import type { Configuration, JsonObject } from "@waymark/protocol";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { toScript } from "./delivery/before.ts";
import type { ReadEntry } from "./harness/collector.ts";
import type { Engine, Tab } from "./harness/driver.ts";
import { describeIn, IS_FULL, RESTARTABLE_ENGINES, SELECTED_ENGINES } from "./harness/engines.ts";
import { eventually } from "./harness/eventually.ts";
import { openRoad, type Road } from "./harness/road.ts";
import { checkOutToPayment, follow, payAndOrder, shopToCart } from "./harness/shopper.ts";
import { expectWhole, readAll } from "./harness/walk.ts";

const HOUR = 3_600_000;
const REPOSITORY = fileURLToPath(new URL("../../", import.meta.url));

/**
 * Every page that begins from now on finds the clock so far ahead, in this browser and when it is opened again. What has not
 * arrived by then is dated wrongly: the collector takes a clock that is off for one that always was.
 */
const goAhead = (tab: Tab, ms: number): Promise<void> =>
  tab.evaluate((by) => localStorage.setItem("ahead", `${by}`), ms);
const CLOCK = toScript(() => {
  const { now } = Date;
  const ahead = Number(localStorage.getItem("ahead"));
  Date.now = () => now() + ahead;
});

let plan: Configuration;
/** The shop without surveys, which would stand in the way, and with a slow visitor in mind. */
const makeRoot = async (): Promise<string> => {
  const root = await mkdtemp(join(tmpdir(), "waymark-shop-"));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  const dist = "packages/sdk/dist";
  await mkdir(join(root, "demo"));
  await cp(join(REPOSITORY, dist), join(root, dist), { recursive: true });
  await writeFile(join(root, "demo/waymark.json"), JSON.stringify(plan));
  const script = join(root, dist, "waymark.js");
  await writeFile(script, CLOCK + (await readFile(script, "utf8")));
  return root;
};
const open = async (engine: Engine): Promise<Road> => openRoad(engine, await makeRoot());

beforeAll(async () => {
  const { stages = [] } = JSON.parse(await readFile(join(REPOSITORY, "demo/waymark.json"), "utf8")) as Configuration;
  plan = {
    stages: stages.map((stage) => (stage.id === "checkout" ? { ...stage, after: "30m", stalledAfter: "1h" } : stage)),
  };
});

/** How the browser keeps the checkout. */
const readKept = async ({ driver }: Road): Promise<Attempt | undefined> => {
  const kept = await driver().evaluate((): string => localStorage.getItem("waymark.shop") ?? "{}");
  return (JSON.parse(kept) as { readonly progress?: Progress }).progress?.checkout;
};
const untilItIs = (road: Road, wanted: AttemptState): Promise<boolean> =>
  eventually(`the checkout is ${wanted}`, async () => (await readKept(road))?.state === wanted);
/** Goes to where Waymark is not, and waits until the page that was left has kept that. */
const leaveSite = async (road: Road): Promise<void> => {
  await road.driver().open(`${road.shop.url}/assets/base.css`);
  await eventually("the page has kept when it was left", async () => (await readKept(road))?.leftAt);
};
/** Less than a second in a step is not told when the page is left. */
const stayAWhile = async ({ driver }: Road): Promise<void> => {
  const read = () => driver().evaluate(() => performance.now());
  const since = await read();
  await eventually("more than a second went by", async () => (await read()) - since > 1500);
};

const isOfStage = ({ type }: ReadEntry): boolean => type === "stage" || type === "abandon";
const toState = ({ kind, stage, step, name, data }: ReadEntry): string => {
  const { state, reason, reached, attempt } = data as JsonObject;
  return [kind, name, `${stage}/${step}`, state, reason, `reached ${reached}`, attempt].filter(Boolean).join(" ");
};

/** Compares what has arrived of the checkout's states, when the last of them is there. */
const expectStates = async (road: Road, states: readonly string[]): Promise<void> => {
  const toStates = (all: readonly ReadEntry[]) => all.filter(isOfStage).map(toState);
  const entries = await readAll(road, (all) => toStates(all).includes(`${states.at(-1)}`));
  expectWhole(entries);
  expect(toStates(entries)).toEqual(states);
};

const goToPayment = async (road: Road): Promise<void> => {
  await shopToCart(road.driver(), road.shop.url);
  await untilItIs(road, "started");
  await checkOutToPayment(road.driver());
  await untilItIs(road, "progressing");
};
const buyAfterAll = async (road: Road): Promise<void> => {
  await road.driver().open(`${road.shop.url}/cart`);
  await checkOutToPayment(road.driver());
  await payAndOrder(road.driver());
  await untilItIs(road, "recovered");
};

const BEGUN = [
  "touchpoint checkout checkout/cart started reached cart 1",
  "touchpoint checkout checkout/address progressing reached address 1",
];
const LEFT = "friction checkout checkout/payment leaving page reached payment 1";
const LOST = "friction checkout checkout/payment abandoned page reached payment 1";
const RECOVERED = "friction checkout checkout/done recovered reached done 1";

describeIn(SELECTED_ENGINES, (engine) => {
  test("started → progressing → leaving → abandoned → recovered, each once", async () => {
    const road = await open(engine);
    await goToPayment(road);
    await follow(road.driver(), "footer a[href='/delivery']");
    await expectStates(road, [...BEGUN, LEFT]);
    await goAhead(road.driver(), HOUR);
    await follow(road.driver(), "footer a[href='/about']");
    await untilItIs(road, "abandoned");
    await buyAfterAll(road);
    await expectStates(road, [...BEGUN, LEFT, LOST, RECOVERED]);
    expect(road.driver().faults()).toEqual([]);
  });

  test("back in time it is bought without a word of abandonment, and the next order is another attempt", async () => {
    const road = await open(engine);
    await goToPayment(road);
    await payAndOrder(road.driver());
    await untilItIs(road, "completed");
    await shopToCart(road.driver(), road.shop.url);
    await untilItIs(road, "started");
    await expectStates(road, [
      ...BEGUN,
      "touchpoint checkout checkout/done completed reached done 1",
      "touchpoint checkout checkout/cart started reached cart 2",
    ]);
  });

  test("who never comes back has abandoned by what the collector has", async () => {
    const road = await open(engine);
    await goToPayment(road);
    await expectStates(road, BEGUN);
    await stayAWhile(road);
    await leaveSite(road);
    const entries = await eventually("the last words have arrived", async () => {
      const all = await road.collector.entries();
      return all.some(({ type, step }) => type === "dwell" && step === "payment") ? all : undefined;
    });
    const last = Math.max(...entries.map(({ at }) => at));
    const stateAt = (now: number) => settle(plan, entries, now).progress.checkout;
    expect(stateAt(last + HOUR / 4)?.state).toBe("progressing");
    expect(stateAt(last + HOUR)).toMatchObject({ state: "abandoned", reason: "closed", step: "payment" });
  });
});

describe.runIf(IS_FULL)("across a restart of the browser", () => {
  describeIn(RESTARTABLE_ENGINES, (engine) => {
    test("started → progressing → leaving, and then abandoned → recovered", async () => {
      const road = await open(engine);
      await goToPayment(road);
      await follow(road.driver(), "footer a[href='/delivery']");
      await expectStates(road, [...BEGUN, LEFT]);
      await goAhead(road.driver(), HOUR);
      await road.restart();
      await road.driver().open(road.shop.url);
      await untilItIs(road, "abandoned");
      await buyAfterAll(road);
      await expectStates(road, [...BEGUN, LEFT, LOST, RECOVERED]);
      expect(road.driver().faults()).toEqual([]);
    });

    test("closed in the checkout it is abandoned on return, without having been seen to leave", async () => {
      const road = await open(engine);
      await goToPayment(road);
      await expectStates(road, BEGUN);
      await goAhead(road.driver(), HOUR);
      await leaveSite(road);
      await road.restart();
      await road.driver().open(road.shop.url);
      await untilItIs(road, "abandoned");
      await buyAfterAll(road);
      await expectStates(road, [...BEGUN, LOST.replace("page", "closed"), RECOVERED]);
    });
  });
});

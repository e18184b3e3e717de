// What a page decided, decided again: a walk with several surveys in a real browser, replayed from the collector's journal.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Answer, SurveyEntry } from "@waymark/protocol";
import { expect, test } from "vitest";
import { run } from "../../packages/cli/src/run.ts";
import type { ReadEntry } from "./harness/collector.ts";
import type { Driver } from "./harness/driver.ts";
import { describeIn, SELECTED_ENGINES } from "./harness/engines.ts";
import { eventually } from "./harness/eventually.ts";
import { flush, loadIdle } from "./harness/in-page.ts";
import { openRoad, type Road } from "./harness/road.ts";
import { answerByKeyboard, checkOutToPayment, click, follow, inSurvey, see, shopToCart } from "./harness/shopper.ts";

const CONFIG = fileURLToPath(new URL("../../demo/waymark.json", import.meta.url));

interface Told {
  readonly asks: readonly {
    readonly trigger: string;
    readonly survey: string;
    readonly recorded: boolean;
    readonly cause: { readonly id: string; readonly type: string };
  }[];
  readonly triggers: readonly { readonly trigger: string; readonly came: { readonly [came: string]: number } }[];
}

const replay = async (config: string, journal: string): Promise<Told> => {
  const [out, err]: [string[], string[]] = [[], []];
  const { signal } = new AbortController();
  const terminal = { out: (line: string) => void out.push(line), err: (line: string) => void err.push(line), signal };
  const code = await run(["replay", config, journal, "--json"], terminal);
  expect([code, err]).toEqual([0, []]);
  return JSON.parse(out.join("\n"));
};

const isShown = (entry: ReadEntry): entry is ReadEntry & SurveyEntry =>
  entry.kind === "survey" && entry.type === "shown";
const isAnswer = (entry: ReadEntry): entry is ReadEntry & Answer => entry.kind === "answer";

/** Waits until so many surveys have been told as shown. */
const untilShown = ({ driver, collector }: Road, surveys: number) =>
  eventually(`${surveys} surveys are shown`, async () => {
    await flush(driver());
    return (await collector.entries()).filter(isShown).length === surveys;
  });

const rage = async (driver: Driver): Promise<void> => {
  await driver.evaluate(() => document.querySelector<HTMLElement>("#payment [name=number]")?.focus());
  await driver.type("4000 0000 0000 0002");
  for (let clicks = 0; clicks < 4; clicks += 1) await click(driver, "[data-waymark=pay]");
  await see(driver, inSurvey("#question"), "Is something wrong with paying?");
};

/** WebDriver can't move the pointer out of the window, so its last events are synthesised. */
const leaveUpwards = () => {
  const tell = (type: string, clientY: number) =>
    document.body.dispatchEvent(new PointerEvent(type, { clientY, pointerType: "mouse", bubbles: true }));
  tell("pointermove", 40);
  tell("pointerout", -2);
};

/** Turns to leave again and again, as long as a page is too young for that to mean anything. */
const turnAway = async (driver: Driver): Promise<void> => {
  await loadIdle(driver);
  await eventually("the visitor is asked", async () => {
    await driver.evaluate(leaveUpwards);
    return driver.evaluate(
      () => !!document.querySelector("[data-waymark-survey]")?.shadowRoot?.textContent?.includes("how is it going"),
    );
  });
};

/** Raged at the button and was asked, left and was asked, answered, turned away and was asked, and went on. */
const walk = async (road: Road): Promise<void> => {
  const { driver, shop } = road;
  await shopToCart(driver(), shop.url);
  await checkOutToPayment(driver());
  await rage(driver());
  await untilShown(road, 1);
  await driver().evaluate(() => {
    document.querySelector("[data-waymark-survey]")?.shadowRoot?.querySelector<HTMLElement>(".close")?.click();
  });
  await follow(driver(), "footer a[href='/delivery']");
  await answerByKeyboard(driver());
  await follow(driver(), "a[href='/products']");
  await turnAway(driver());
  await untilShown(road, 3);
  await follow(driver(), "footer a[href='/delivery']");
};

describeIn(SELECTED_ENGINES, (engine) => {
  test("a replay asks what the page has asked, by the same triggers and for the same entries", async () => {
    const road = await openRoad(engine);
    const { collector, driver } = road;
    await walk(road);
    await flush(driver());
    const entries = await collector.entries();
    const shown = entries.filter(isShown).map(({ data: { trigger, survey } }) => ({ trigger, survey }));
    expect(shown).toEqual([
      { trigger: "rage-at-payment", survey: "pay-trouble" },
      { trigger: "leaving-checkout", survey: "why-leave" },
      { trigger: "turning-away", survey: "how-is-it-going" },
    ]);
    const journal = join(collector.data, "journal");
    const told = await replay(CONFIG, journal);
    expect(told.asks).toMatchObject(shown.map((each) => ({ ...each, recorded: true })));
    expect(told.asks.map(({ cause }) => cause.type)).toEqual(["rage-click", "abandon", "exit-intent"]);
    const answers = entries.filter(isAnswer);
    expect(answers.length).toBeGreaterThan(0);
    for (const { data } of answers)
      expect(told.asks.find(({ trigger }) => trigger === data.trigger)?.cause.id).toBe(data.evidence.cause?.id);
    expect(told.triggers.filter(({ came }) => came.missed)).toEqual([]);

    // The same rules under another name: what the page did says nothing of them, and they are decided alike.
    const other = join(collector.data, "other.json");
    await writeFile(other, ` ${await readFile(CONFIG, "utf8")}`);
    expect((await replay(other, journal)).asks).toEqual(told.asks);
    expect(driver().faults()).toEqual([]);
  });
});

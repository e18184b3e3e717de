// Whether, when and where a survey is asked, on a real page: two tabs, reloads, devices, dialogs, and the explanation of it all.
import type { Configuration, Trigger } from "@waymark/protocol";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { toScript } from "./delivery/before.ts";
import { type CollectorProcess, launchCollector } from "./harness/collector.ts";
import type { Driver, Engine, Tab } from "./harness/driver.ts";
import { describeIn, launch, SELECTED_ENGINES } from "./harness/engines.ts";
import { eventually } from "./harness/eventually.ts";
import { flush, goBack, leave, visitorOf } from "./harness/in-page.ts";
import { type Site, serve } from "./harness/serve.ts";
import { inSurvey } from "./harness/shopper.ts";

const QUESTION = inSurvey("#question");
const surveyOf = (text: string) => ({
  questions: [{ id: "q", kind: "text", text }] as const,
  wait: { answered: "0s", dismissed: "0s", ignored: "0s", snoozed: "0s" },
  max: 100,
});
const named = (id: string, rest: Partial<Trigger> = {}): Trigger => ({
  id,
  on: { type: "custom", name: id },
  ask: id,
  ...rest,
});
const configuration: Configuration = {
  stages: [
    { id: "read", pages: ["/", "/next", "/plain", "/phone"] },
    {
      id: "buy",
      steps: [
        { id: "cart", pages: ["/cart"] },
        { id: "done", pages: ["/done"], goal: true },
      ],
    },
  ],
  surveys: Object.fromEntries(["help", "thrice", "later", "place", "welcome back"].map((id) => [id, surveyOf(id)])),
  quiet: { every: "0s", perSession: 100, unanswered: 100 },
  triggers: [
    named("help"),
    named("thrice", { on: { type: "custom", name: "thrice", count: 3, within: "10m" } }),
    named("later", { delay: "2s" }),
    named("welcome back", { on: { friction: "abandon", stage: "buy", state: "abandoned" } }),
    named("phone", { on: { name: "place" }, where: { device: "phone", width: { max: 400 } }, ask: "place" }),
    named("desktop", {
      on: { name: "place" },
      // WebKitGTK speaks the machine's, which may be "C".
      where: { device: "desktop", language: ["en", "de", "C"], visitor: "new", pages: ["/"], traits: { plan: "pro" } },
      ask: "place",
    }),
  ],
};

/** Pages that begin from now on find the clock so far ahead. */
const CLOCK = toScript(() => {
  const { now } = Date;
  const ahead = Number(localStorage.getItem("ahead"));
  Date.now = () => now() + ahead;
});

interface Page {
  readonly waymark: {
    track(name: string): Promise<string>;
    identify(traits: object): void;
    explain(): Promise<readonly Explained[] | undefined>;
  };
  readonly tables: readonly (readonly Row[])[];
}
interface Row {
  readonly trigger: string;
  readonly gate: string;
  readonly pass: boolean;
  readonly value?: unknown;
}
interface Explained {
  readonly entry: { readonly name: string; readonly at: number };
  readonly fate: string;
  readonly trace: readonly Row[];
}

let collector: CollectorProcess;
let site: Site;

const toPage = (attributes: string, before = "") => ({
  body: `<!doctype html><html lang="en"><head><title>Reading</title><link rel="icon" href="data:,">
    <script>window.tables = []; console.table = (rows) => tables.push(rows); ${CLOCK} ${before}</script>
    <script async src="${collector.url}/waymark.js" data-site="reading" data-consent="granted"
      data-config="/waymark.json" ${attributes}></script>
    </head><body><main><h1>Reading</h1><a href="/next">Next</a></main><dialog>Wait</dialog></body></html>`,
});

beforeAll(async () => {
  collector = await launchCollector();
  site = await serve({
    "/waymark.json": { body: JSON.stringify(configuration), type: "application/json" },
    "/": toPage("data-debug"),
    "/next": toPage("data-debug"),
    "/cart": toPage("data-debug"),
    "/plain": toPage(""),
    // A phone, as far as a page can tell.
    "/phone": toPage("data-debug", "innerWidth = 390; matchMedia = () => ({ matches: true });"),
  });
});
afterAll(async () => {
  await site.stop();
  await collector.stop();
});

/** A visitor whom the site has never seen. */
const visit = async (engine: Engine, path = "/"): Promise<Driver> => {
  const driver = await launch(engine);
  onTestFinished(driver.close);
  await driver.open(site.origin + path);
  return driver;
};
const track = (tab: Tab, name: string) => tab.evaluate((each) => (window as never as Page).waymark.track(each), name);
const explain = (tab: Tab) => tab.evaluate(() => (window as never as Page).waymark.explain());
const fateOf = async (tab: Tab, name: string) =>
  (await explain(tab))?.findLast(({ entry }) => entry.name === name)?.fate;
const isOn = (tab: Tab, text: string) =>
  tab.evaluate(
    (outside, inside, words) =>
      document.querySelector(outside)?.shadowRoot?.querySelector(inside)?.textContent?.includes(words) ?? false,
    ...(QUESTION.split(" >>> ") as [string, string]),
    text,
  );
/** On failure it says what was decided instead. */
const see = async (tab: Tab, text: string) => {
  try {
    await eventually(`"${text}" is asked`, () => isOn(tab, text));
  } catch (error) {
    const fates = (await explain(tab))?.map(({ entry, fate, trace }) => [
      entry.name,
      fate,
      trace.filter(({ pass }) => !pass),
    ]);
    throw new Error(`${(error as Error).message}; decided was ${JSON.stringify(fates)}`);
  }
};
const hasFate = (tab: Tab, name: string, fate: string) =>
  eventually(`${name} is ${fate}`, async () => (await fateOf(tab, name)) === fate);

describeIn(SELECTED_ENGINES, (engine) => {
  test("of two tabs that ask at the same time one does; when its survey is gone, the other may", async () => {
    const first = await visit(engine);
    const second = await first.openTab();
    await second.open(`${site.origin}/`);
    await Promise.all([track(first, "help"), track(second, "help")]);
    const tabs = [first, second];
    const fates = await eventually("both are decided", async () => {
      const all = await Promise.all(tabs.map((tab) => fateOf(tab, "help")));
      return all.includes("waiting") || all.includes(undefined) ? undefined : all;
    });
    expect([...fates].sort()).toEqual(["asked", "missed: another tab"]);
    expect(await Promise.all(tabs.map((tab) => isOn(tab, "help")))).toEqual(fates.map((fate) => fate === "asked"));
    const [asked, other] = fates[0] === "asked" ? tabs : tabs.reverse();
    await asked?.click(inSurvey("button.close"));
    await eventually("it is gone", async () => asked && !(await isOn(asked, "help")));
    await track(other as Tab, "help");
    await see(other as Tab, "help");
  });

  test("three times is counted across reloads and tabs", async () => {
    const driver = await visit(engine);
    await track(driver, "thrice");
    await hasFate(driver, "thrice", "nobody asked");
    await driver.reload();
    await track(driver, "thrice");
    await hasFate(driver, "thrice", "nobody asked");
    const tab = await driver.openTab();
    await tab.open(`${site.origin}/`);
    await track(tab, "thrice");
    await see(tab, "thrice");
  });

  test("who is asked depends on device, language, visits, page and traits, which explain() tells in a table", async () => {
    const driver = await visit(engine);
    await track(driver, "place");
    await hasFate(driver, "place", "nobody asked");
    const rows = await driver.evaluate(() => (window as never as Page).tables.at(-1) ?? []);
    expect(rows.filter(({ pass, gate }) => !pass && gate !== "on")).toMatchObject([
      { trigger: "phone", gate: "where", value: '{"device":"desktop","width":1280}' },
      { trigger: "desktop", gate: "where", value: expect.stringContaining('"visitor":"new"') },
    ]);
    expect(rows.filter(({ trigger }) => trigger === "phone").map(({ gate }) => gate)).toEqual(
      "on count where schedule variant sample declined wait max quiet unanswered session".split(" "),
    );
    await driver.evaluate(() => (window as never as Page).waymark.identify({ plan: "pro" }));
    await track(driver, "place");
    await see(driver, "place");
    const phone = await visit(engine, "/phone");
    await track(phone, "place");
    await see(phone, "place");
  });

  test("outside of debug mode explain() tells nothing", async () => {
    const driver = await visit(engine, "/plain");
    await track(driver, "help");
    await see(driver, "help");
    expect((await explain(driver)) ?? undefined).toBeUndefined();
    expect(await driver.evaluate(() => (window as never as Page).tables)).toEqual([]);
  });

  test("a delay is waited for, and who moves on meanwhile is not asked", async () => {
    const driver = await visit(engine);
    const visitor = await visitorOf(driver, "reading");
    await track(driver, "later");
    await hasFate(driver, "later", "waiting");
    await see(driver, "later");
    const asked = await eventually("it was shown", async () => {
      const [shown] = await collector.entries({ kind: "survey", type: "shown", visitor });
      return shown;
    });
    const [cause] = (await explain(driver)) ?? [];
    // Two seconds of delay, one of calm, and one for which it was seen.
    expect(asked.rawAt - (cause?.entry.at ?? 0)).toBeGreaterThanOrEqual(4000);
    const other = await visit(engine);
    await track(other, "later");
    await hasFate(other, "later", "waiting");
    await other.evaluate(() => history.pushState({}, "", "/elsewhere"));
    await hasFate(other, "later", "cancelled: moved on");
  });

  test("who comes back from a checkout that was given up is asked; not who comes back soon", async () => {
    const driver = await visit(engine, "/cart");
    const visitor = await visitorOf(driver, "reading");
    const arrives = (type: string) =>
      eventually(`${type} arrives`, async () => {
        await flush(driver);
        return (await collector.entries({ type, visitor })).length > 0;
      });
    await arrives("stage");
    await driver.open(`${site.origin}/next`);
    await arrives("abandon"); // that it was left
    expect((await explain(driver))?.map(({ fate }) => fate)).not.toContain("waiting");
    await driver.evaluate(() => localStorage.setItem("ahead", `${3_600_000}`));
    await driver.open(`${site.origin}/`);
    await see(driver, "welcome back");
  });

  test("a dialog that opens meanwhile is waited for", async () => {
    const driver = await visit(engine);
    await driver.evaluate(() => document.querySelector("dialog")?.showModal());
    const since = await driver.evaluate(() => performance.now());
    await track(driver, "help");
    await hasFate(driver, "help", "waiting");
    const isLater = (from: number) => performance.now() - from > 3000;
    await eventually("it would have been calm otherwise", () => driver.evaluate(isLater, since));
    expect(await isOn(driver, "help")).toBe(false);
    await driver.evaluate(() => document.querySelector("dialog")?.close());
    await see(driver, "help");
  });

  test("what was typed is there again after a reload, is sent as the same submission, and then is over", async () => {
    const driver = await visit(engine);
    const visitor = await visitorOf(driver, "reading");
    await track(driver, "help");
    await see(driver, "help");
    await driver.click(inSurvey("#text"));
    await driver.type("The card fa");
    await driver.reload();
    await see(driver, "help");
    const words = (outside: string, inside: string) =>
      document.querySelector(outside)?.shadowRoot?.querySelector<HTMLTextAreaElement>(inside)?.value;
    const [outside = "", inside = ""] = inSurvey("#text").split(" >>> ");
    expect(await driver.evaluate(words, outside, inside)).toBe("The card fa");
    await driver.click(inSurvey(".go"));
    const told = await eventually("the answer arrives", async () => {
      await flush(driver);
      const all = await collector.entries({ visitor });
      return all.some(({ kind }) => kind === "answer")
        ? all.filter(({ kind }) => /survey|answer/.test(kind))
        : undefined;
    });
    expect(told.find(({ kind }) => kind === "answer")?.data).toMatchObject({ value: "The card fa" });
    expect(new Set(told.map(({ data }) => (data as { submission: string }).submission)).size).toBe(1);
    await driver.open(`${site.origin}/next`);
    await track(driver, "place");
    await hasFate(driver, "place", "nobody asked");
    expect(await isOn(driver, "help")).toBe(false);
  });

  test("a page that goes away with its survey lets other tabs show theirs, and has it still when it comes back", async () => {
    const driver = await visit(engine);
    await track(driver, "help");
    await see(driver, "help");
    await leave(driver, () => driver.evaluate(() => document.querySelector("a")?.click()));
    await track(driver, "help");
    await see(driver, "help");
    await goBack(driver);
    await see(driver, "help");
  });
});

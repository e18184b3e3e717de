// Pages that the browser renders before anybody has asked for them: nothing of them counts until they are shown.
import type { JsonObject } from "@waymark/protocol";
import { expect, test } from "vitest";
import type { Tab } from "../harness/driver.ts";
import { eventually } from "../harness/eventually.ts";
import { leave } from "../harness/in-page.ts";
import { hurry, toScript } from "./before.ts";
import { describeScenario } from "./describe-scenario.ts";
import { expectWhole, type Whole } from "./expect-whole.ts";
import { type Lab, openLab } from "./lab.ts";
import type { Told } from "./oracle.ts";

interface Page {
  readonly waymark: { track(name: string, data: object): Promise<string> };
  /** Of what was told while nobody could see the page. */
  levels?: Promise<readonly string[]>;
}

/** A page that is rendered ahead tells what its address says, as a site would that knows nothing of it. */
const tellAhead = toScript(() => {
  if (!(document as { prerendering?: boolean }).prerendering) return;
  const tell = () => {
    const scope = window as never as Page;
    const all: Told[] = JSON.parse(new URLSearchParams(location.search).get("told") ?? "[]");
    scope.levels = Promise.all(all.map(({ name, data }) => scope.waymark.track(name, data)));
    // A page that is seen would have sent all of it long since.
    setTimeout(() => localStorage.setItem("rendered", "ahead"), 60_000);
  };
  document.addEventListener("load", tell, { capture: true, once: true });
});

/** Has a page without Waymark render another one ahead, and waits until that one has told all. */
const renderAhead = async (lab: Lab, told: readonly Told[]): Promise<string> => {
  const url = `${lab.origin}/next?${new URLSearchParams({ told: JSON.stringify(told) })}`;
  await lab.driver().open(`${lab.origin}/without`);
  const speculate = (address: string) => {
    const rules = document.createElement("script");
    rules.type = "speculationrules";
    rules.textContent = JSON.stringify({ prerender: [{ urls: [address], eagerness: "immediate" }] });
    document.head.append(rules);
  };
  await lab.driver().evaluate(speculate, url);
  const isThere = () => lab.driver().evaluate(() => localStorage.getItem("rendered"));
  await eventually("the page is rendered ahead", isThere, { timeout: 30_000 });
  return url;
};

const loadsOf = ({ entries }: Whole) =>
  entries.filter(({ type }) => type === "page").map(({ name, data }) => `${name} ${(data as JsonObject).load}`);

const activatedAt = (tab: Tab): Promise<number> =>
  tab.evaluate(() => {
    const [navigation] = performance.getEntriesByType("navigation");
    return (navigation as PerformanceNavigationTiming & { activationStart: number }).activationStart;
  });

describeScenario(30, (engine) => {
  /** Chromium may drop what it has rendered, for want of processor or memory, and load it as any page: then once more. */
  const show = async (): Promise<{ readonly lab: Lab; readonly those: readonly Told[] }> => {
    const lab = await openLab(engine, { before: [hurry(60), tellAhead] });
    const those = lab.invent(3);
    const url = await renderAhead(lab, those);
    expect(lab.relay.arrivals).toEqual([]);
    await leave(lab.driver(), () => lab.driver().evaluate((address) => void location.assign(address), url));
    return (await activatedAt(lab.driver())) > 0 ? { lab, those } : show();
  };

  test("nothing is sent before the page is shown, and then all of it once", async () => {
    const { lab, those } = await show();
    const tab = lab.driver();
    const levels = await tab.evaluate(() => (window as never as Page).levels ?? []);
    expect(levels).toEqual(["idb", "idb", "idb"]);
    lab.heard(those, levels);
    const whole = await expectWhole(lab);
    expect(whole.told).toHaveLength(3);
    expect(loadsOf(whole)).toEqual(["/next prerender", "/next reload"]);
  });

  test("a page that is never shown leaves nothing", async () => {
    const lab = await openLab(engine, { before: [hurry(60), tellAhead] });
    await renderAhead(lab, lab.invent(3));
    await lab.driver().open(`${lab.origin}/without`);
    const whole = await expectWhole(lab, { at: lab.origin });
    expect(whole.told).toEqual([]);
    expect(loadsOf(whole)).toEqual(["/ navigate"]);
  });
});

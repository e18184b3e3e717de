// What a page still gets out when it goes: within what the browser lets it send, and by the browser itself when it is killed.
import { expect, test } from "vitest";
import { namesOf } from "../harness/arrival.ts";
import { findRenderer } from "../harness/break-page.ts";
import { eventually } from "../harness/eventually.ts";
import { leave } from "../harness/in-page.ts";
import { click, inSurvey, see } from "../harness/shopper.ts";
import { toScript } from "./before.ts";
import { describeScenario } from "./describe-scenario.ts";
import { expectWhole } from "./expect-whole.ts";
import { openLab } from "./lab.ts";

const SURVEY = {
  surveys: { why: { questions: [{ id: "why", kind: "choice", text: "Why?", choices: ["Cost", "Time"] }] } },
};

interface Page {
  readonly waymark: { flush(): void; ask(survey: string): void };
}

/** `fetchLater` as it is, but that the last body that it holds can be read. */
const noteArmed = toScript(() => {
  const scope = window as never as { fetchLater(url: string, options: { body: string }): unknown; armed?: string };
  const real = scope.fetchLater.bind(window);
  scope.fetchLater = (url, options) => {
    const result = real(url, options);
    scope.armed = options.body;
    return result;
  };
});

describeScenario(32, (engine) => {
  test("when the page has used it up, answers go first, and the rest with the next page", async () => {
    const pages = { "/waymark.json": { body: JSON.stringify(SURVEY), type: "application/json" } };
    const lab = await openLab(engine, { attributes: { "data-config": "/waymark.json" }, pages });
    const { arrivals, url } = lab.relay;
    const tab = lab.driver();
    // No request is answered, so that what is told waits behind the first.
    lab.relay.set(() => "hang");
    await tab.open(lab.origin);
    await lab.track(tab, 1);
    await tab.evaluate(() => void (window as never as Page).waymark.flush());
    await eventually("a request hangs", () => arrivals.some(({ batch }) => batch));
    await tab.evaluate(() => (window as never as Page).waymark.ask("why"));
    await click(tab, inSurvey("label"));
    await see(tab, inSurvey(".card"), "Thank you");
    await lab.track(tab, 20, { size: 5000 });
    const use = (to: string) => {
      fetch(to, { method: "POST", body: "x".repeat(60_000), keepalive: true, mode: "no-cors" }).catch(() => {});
    };
    await tab.evaluate(use, `${url}/own`);
    await eventually("the page's own request hangs", () => arrivals.some((arrival) => arrival.url === "/own"));
    await leave(tab, () => tab.open(`${lab.origin}/without`));
    const isLarge = (name: string) => name.startsWith("told-") && name !== "told-1";
    const early = new Set(arrivals.flatMap(namesOf).filter(isLarge));
    expect(early.size, "100 kB don't fit").toBeLessThan(20);
    const { told, entries } = await expectWhole(lab, { isBackoffOver: true, at: lab.origin });
    expect(told).toHaveLength(21);
    const answers = entries.filter(({ kind }) => kind === "answer" || kind === "survey");
    expect(answers.map(({ type }) => type)).toEqual(["shown", "choice", "completed"]);
    const first = arrivals.find((arrival) => namesOf(arrival).some(isLarge));
    expect(first?.ids.slice(0, 3)).toEqual(answers.map(({ id }) => id));
  });
});

describeScenario(35, (engine) => {
  test("the browser sends what the page had, and what comes with the next visit is counted once", async () => {
    const lab = await openLab(engine, { before: [noteArmed] });
    lab.relay.set(() => "cut");
    const doomed = await lab.driver().openTab();
    await doomed.open(lab.origin);
    const pid = await findRenderer(doomed);
    await lab.track(doomed, 3);
    const isArmed = () => (window as { armed?: string }).armed?.includes("told-3");
    await eventually("the browser has a copy", () => doomed.evaluate(isArmed));
    process.kill(pid, "SIGKILL");
    // Not sooner: what arrives now can't be the page's own.
    lab.relay.set(() => "through");
    const before = lab.relay.arrivals.length;
    await eventually("the browser sends it", () => lab.relay.acknowledged.size >= 3, { timeout: 60_000 });
    const [last] = lab.relay.arrivals.slice(before);
    expect(last && namesOf(last)).toEqual(expect.arrayContaining(["told-1", "told-2", "told-3"]));
    const { told } = await expectWhole(lab, { isBackoffOver: true, at: lab.origin });
    expect(told).toHaveLength(3);
    const asked = lab.relay.arrivals.slice(before).filter((arrival) => namesOf(arrival).includes("told-1"));
    expect(asked.length, "the next visit sends it again").toBeGreaterThan(1);
  });
});

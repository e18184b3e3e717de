// A full disk: the least valuable goes, answers have a place, and what went is told.
import type { Configuration, Entry } from "@waymark/protocol";
import { expect, test } from "vitest";
import { pageOf } from "../harness/drive-puppeteer.ts";
import type { Driver } from "../harness/driver.ts";
import { loadIdle } from "../harness/in-page.ts";
import { click, inSurvey, see } from "../harness/shopper.ts";
import { withoutLater } from "./before.ts";
import { describeScenario } from "./describe-scenario.ts";
import { expectWhole } from "./expect-whole.ts";
import { openLab } from "./lab.ts";

interface Page {
  readonly waymark: { ask(survey: string): void };
}

describeScenario(21, (engine) => {
  /** Bytes that the site may use. */
  const QUOTA = 200_000;
  const configuration: Configuration = {
    surveys: { why: { questions: [{ id: "mood", kind: "csat", look: "faces", text: "How is it going?" }] } },
  };

  const openFull = async () => {
    const lab = await openLab(engine, {
      before: [withoutLater],
      attributes: { "data-config": "/waymark.json" },
      pages: { "/waymark.json": { body: JSON.stringify(configuration), type: "application/json" } },
    });
    lab.relay.set(() => "cut");
    const session = await pageOf(lab.driver()).createCDPSession();
    const setQuota = (quotaSize?: number) =>
      session.send("Storage.overrideQuotaForOrigin", { origin: lab.origin, ...(quotaSize && { quotaSize }) });
    // Before the first write: Chromium asks only once in a while how much is left.
    await setQuota(QUOTA);
    await lab.driver().open(lab.origin);
    // What makes room loads when the page is idle: a machine under load may be too late with it for the first full disk.
    await loadIdle(lab.driver());
    return { lab, restore: setQuota };
  };
  const answer = async (tab: Driver) => {
    await tab.evaluate(() => (window as never as Page).waymark.ask("why"));
    await click(tab, inSurvey("input[value='4']"));
    await see(tab, inSurvey(".card"), "Thank");
  };
  const expectAnswer = (entries: readonly Entry[]) => {
    const ofSurvey = entries.filter(({ kind }) => kind === "answer" || kind === "survey");
    expect(ofSurvey.map(({ type }) => type)).toEqual(["shown", "csat", "completed"]);
  };

  test("answers and most touchpoints are kept, and gaps tell which went to make room", async () => {
    const { lab, restore } = await openFull();
    await lab.track(lab.driver(), 40, { size: 7000, isApart: true });
    await answer(lab.driver());
    // The network does not come back before the page is gone, and its memory with it.
    await lab.driver().open(`${lab.origin}/without`);
    await restore();
    // What found no place in the journal either was promised to memory alone.
    const { entries, gaps, told } = await expectWhole(lab, { isBackoffOver: true, mayHaveHoles: true });
    expectAnswer(entries);
    expect(new Set(gaps.map(({ name }) => name))).toEqual(new Set(["disk-full"]));
    expect(told.length).toBeGreaterThan(20);
  });

  test("answers have a place though the journal is full of touchpoints", async () => {
    const { lab, restore } = await openFull();
    await lab.track(lab.driver(), 30, { size: 7000, isApart: true });
    expect(await lab.track(lab.driver(), 230, { isApart: true })).toContain("memory");
    await answer(lab.driver());
    await lab.driver().open(`${lab.origin}/without`);
    await restore();
    // What was promised to memory alone is gone.
    const { entries } = await expectWhole(lab, { isBackoffOver: true, mayHaveHoles: true });
    expectAnswer(entries);
  });
});

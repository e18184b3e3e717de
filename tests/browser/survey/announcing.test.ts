// What is announced of a survey, and when: a log of all that changes in the live region of the page.
import { expect, test } from "vitest";
import { describeIn, SELECTED_ENGINES } from "../harness/engines.ts";
import { eventually } from "../harness/eventually.ts";
import { leaving } from "./kinds.ts";
import { toPage, useSurveyPage } from "./survey-page.ts";

const LOG = `<script>
  globalThis.log = [];
  const isStatus = (node) => node.parentElement === document.documentElement && node.matches?.("[role=status]");
  new MutationObserver((records) => {
    for (const { target, addedNodes, removedNodes } of records) {
      if (isStatus(target)) log.push("says " + target.textContent);
      // What it holds by now may have been put in by the same task.
      for (const node of addedNodes) if (node.matches?.("[role=status]")) log.push("stands with " + node.childNodes.length);
      for (const node of removedNodes) if (node.matches?.("[role=status]")) log.push("goes");
    }
  }).observe(document, { childList: true, characterData: true, subtree: true });
</script>`;
const ASKED = "A short question is at the end of the page: What stopped you?";

describeIn(SELECTED_ENGINES, (engine) => {
  const { open, tab, click, isRendered, isStanding, isGone, told } = useSurveyPage(
    { "/log": { body: toPage(LOG, 'lang="en"', "<dialog>Wait</dialog>") } },
    engine,
  );
  const log = () => tab().evaluate(() => (globalThis as never as { log: string[] }).log);

  test("the region stands empty first, and the survey is announced once, whatever comes between", async () => {
    await open(leaving, { path: "/log" });
    expect(await log()).toEqual(["stands with 0"]);
    await eventually("announced", async () => (await log()).length > 1);
    await eventually("shown", async () => (await told()).includes("shown"));
    await tab().evaluate(() => document.querySelector("dialog")?.showModal());
    await eventually("it makes way", async () => !(await isRendered()));
    await tab().evaluate(() => document.querySelector("dialog")?.close());
    await eventually("it is back", isStanding);
    await tab().evaluate(() => document.querySelector(".ph-no-capture")?.remove());
    await eventually("it is put back", isStanding);
    // Two looks later it would have been announced again.
    const now = await tab().evaluate(() => performance.now());
    await eventually("it has been looked at", () => tab().evaluate((since) => performance.now() - since > 600, now));
    expect(await log()).toEqual(["stands with 0", `says ${ASKED}`]);
    await click(".close");
    await isGone();
    expect(await log()).toEqual(["stands with 0", `says ${ASKED}`, "goes"]);
  });

  test("under a dialog nothing is announced before it closes", async () => {
    await open(undefined, { path: "/log" });
    await tab().evaluate(() => document.querySelector("dialog")?.showModal());
    await tab().evaluate((asked) => survey.mount(asked), leaving);
    const now = await tab().evaluate(() => performance.now());
    await eventually("it has been looked at", () => tab().evaluate((since) => performance.now() - since > 600, now));
    expect(await log()).toEqual(["stands with 0"]);
    await tab().evaluate(() => document.querySelector("dialog")?.close());
    await eventually("announced", async () => (await log()).includes(`says ${ASKED}`));
  });
});

// The survey makes way for what the page needs: its dialogs, its focus.
import { expect, test } from "vitest";
import { describeIn, SELECTED_ENGINES } from "../harness/engines.ts";
import { eventually } from "../harness/eventually.ts";
import { leaving } from "./kinds.ts";
import { toPage, useSurveyPage } from "./survey-page.ts";

const UNDER = `<style>.under { position: fixed; right: 60px; bottom: 60px }</style>
  <button class="under" id="pay">Pay</button><button class="under" id="later">Later</button>`;

describeIn(SELECTED_ENGINES, (engine) => {
  const { open, tab, isRendered, isStanding } = useSurveyPage(
    { "/under": { body: toPage("", 'lang="en"', UNDER) } },
    engine,
  );

  test("a modal dialog of the page has the screen to itself, and the survey comes back", async () => {
    await open(leaving);
    await tab().evaluate(() => {
      const dialog = document.body.appendChild(document.createElement("dialog"));
      dialog.append(document.createElement("button"));
      dialog.showModal();
    });
    await eventually("hidden", async () => !(await isRendered()));
    await tab().evaluate(() => document.querySelector("dialog")?.close());
    await eventually("back", isStanding);
  });

  test("makes way for a control of the page that gets focus under the card, which a pointer then hits", async () => {
    await open(leaving, { path: "/under" });
    const hit = () =>
      tab().evaluate(() => {
        const { x, y, width, height } = document.querySelector("#pay")?.getBoundingClientRect() ?? new DOMRect();
        return document.elementFromPoint(x + width / 2, y + height / 2)?.className;
      });
    const focus = (selector: string) =>
      tab().evaluate((each) => document.querySelector<HTMLElement>(each)?.focus(), selector);
    expect([await isRendered(), await hit()]).toEqual([true, "ph-no-capture fs-exclude"]);
    await focus("#pay");
    expect([await isRendered(), await hit()]).toEqual([false, "under"]);
    // On to another that would be under it, too.
    await focus("#later");
    expect([await isRendered(), await hit()]).toEqual([false, "under"]);
    await focus("#search");
    expect([await isRendered(), await hit()]).toEqual([true, "ph-no-capture fs-exclude"]);
  });
});

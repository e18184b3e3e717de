// The survey makes way for what the page needs: its dialogs, its focus.
import { expect, test } from "vitest";
import { eventually } from "../harness/eventually.ts";
import { leaving } from "./kinds.ts";
import { useSurveyPage } from "./survey-page.ts";

const { open, page, isRendered } = useSurveyPage();

test("a modal dialog of the page has the screen to itself, and the survey comes back", async () => {
  await open(leaving);
  await page().evaluate(() => {
    const dialog = document.body.appendChild(document.createElement("dialog"));
    dialog.append(document.createElement("button"));
    dialog.showModal();
  });
  await eventually("hidden", async () => !(await isRendered()));
  await page().evaluate(() => document.querySelector("dialog")?.close());
  await eventually("back", isRendered);
});

test("makes way for a control of the page that gets focus under the card", async () => {
  await open(leaving);
  await page().evaluate(() => {
    const button = document.body.appendChild(document.createElement("button"));
    for (const side of ["right", "bottom"]) button.style.setProperty(side, "60px");
    button.style.setProperty("position", "fixed");
    button.textContent = "Pay";
    button.focus();
  });
  expect(await isRendered()).toBe(false);
  // On to another that would be under it, too.
  await page().evaluate(() => {
    const other = document.querySelector("body > button")?.cloneNode(true) as HTMLElement;
    document.body.append(other);
    other.focus();
  });
  expect(await isRendered()).toBe(false);
  await page().focus("#search");
  expect(await isRendered()).toBe(true);
});

// Pages that open a modal dialog, native or made by a library, before the survey or over it: it has the screen to itself.
import { expect, test } from "vitest";
import { describeIn, SELECTED_ENGINES } from "../harness/engines.ts";
import { eventually } from "../harness/eventually.ts";
import { leaving } from "../survey/kinds.ts";
import { toPage, useSurveyPage } from "../survey/survey-page.ts";

declare global {
  var modal: { open(): void; close(): void; saved: string[] };
}

const FIELDS = '<p><label>Name <input id="name"></label></p><button id="save">Save</button>';
const LOOK = "position: fixed; inset: 10vh 10vw; background: white; z-index: 50";
/** What opens and closes it, as the body of a script. */
const MODALS: { readonly [what: string]: readonly [html: string, script: string] } = {
  "a native dialog": [
    `<dialog id="dialog">${FIELDS}</dialog>`,
    "modal.open = () => dialog.showModal(); modal.close = () => dialog.close();",
  ],
  "a dialog made with aria-modal": [
    `<div id="dialog" role="dialog" aria-modal="true" tabindex="-1" hidden style="${LOOK}">${FIELDS}</div>`,
    `modal.open = () => { dialog.hidden = false; dialog.focus(); };
     modal.close = () => { dialog.hidden = true; };`,
  ],
  "a native dialog of a web component": [
    '<div id="component"></div>',
    `const inner = document.createElement("dialog");
     inner.append(document.createElement("button"));
     component.attachShadow({ mode: "open" }).append(inner);
     modal.open = () => inner.showModal(); modal.close = () => inner.close();`,
  ],
  "a web component's dialog made with aria-modal": [
    `<div id="component"></div>`,
    `const inner = document.createElement("div");
     inner.tabIndex = -1;
     inner.ariaModal = true;
     inner.style.cssText = "${LOOK}";
     modal.open = () => { component.shadowRoot.append(inner); inner.focus(); };
     modal.close = () => inner.remove();
     component.attachShadow({ mode: "open" });`,
  ],
  // As Radix does: the others are hidden from screen readers, the body takes no pointer, and focus is pulled back.
  "a library's dialog": [
    `<div id="dialog" role="dialog" data-state="closed" tabindex="-1" hidden style="${LOOK}">${FIELDS}</div>`,
    `const others = document.querySelectorAll("h1, #search");
     addEventListener("focusin", ({ target }) => { if (!dialog.hidden && !dialog.contains(target)) dialog.focus(); });
     modal.open = () => {
       for (const each of others) for (const name of ["aria-hidden", "data-aria-hidden"]) each.setAttribute(name, "true");
       document.body.style.pointerEvents = "none";
       dialog.style.pointerEvents = "auto";
       dialog.hidden = false;
       dialog.dataset.state = "open";
       dialog.focus();
     };
     modal.close = () => {
       for (const each of others) for (const name of ["aria-hidden", "data-aria-hidden"]) each.removeAttribute(name);
       document.body.style.pointerEvents = "";
       dialog.hidden = true;
     };`,
  ],
  "a page that is inert": [
    "",
    `modal.open = () => { document.body.inert = true; }; modal.close = () => { document.body.inert = false; };`,
  ],
};
const toBody = ([html, script]: readonly [string, string]) => `${html}<script>
  globalThis.modal = { saved: [] };
  const dialog = document.querySelector("#dialog");
  document.querySelector("#save")?.addEventListener("click", () => modal.saved.push(document.querySelector("#name").value));
  ${script}</script>`;
const toPath = (what: string) => `/${what.replaceAll(" ", "-")}`;

describeIn(SELECTED_ENGINES, (engine) => {
  const pages = Object.entries(MODALS).map(([what, parts]) => [
    toPath(what),
    { body: toPage("", 'lang="en"', toBody(parts)) },
  ]);
  const { open, mount, tab, isRendered, isStanding, isHit, click, focus, told, answers, troubles } = useSurveyPage(
    Object.fromEntries(pages),
    engine,
  );
  const hasFields = (what: string) => MODALS[what]?.[0].includes(FIELDS);
  /** As a person does: into the field, and the button. */
  const useDialog = async (name: string) => {
    await tab().click("#name");
    await tab().type(name);
    await tab().click("#save");
    expect(await tab().evaluate(() => modal.saved)).toEqual([name]);
  };

  test.each(Object.keys(MODALS))("%s that is open before: the survey waits until it closes", async (what) => {
    await open(undefined, { path: toPath(what) });
    await tab().evaluate(() => modal.open());
    await mount(leaving);
    expect(await isRendered()).toBe(false);
    if (hasFields(what)) await useDialog("Ines");
    expect([await isRendered(), await told()]).toEqual([false, []]);
    await tab().evaluate(() => modal.close());
    await eventually("it is there", isStanding);
    expect(await isHit(".go")).toBe(true);
    await eventually("shown", async () => (await told()).includes("shown"));
    expect(await troubles()).toEqual([]);
  });

  test.each(Object.keys(MODALS))("%s that opens over a survey half answered: it is whole after", async (what) => {
    await open(leaving, { path: toPath(what) });
    await click("input[value='']");
    await tab().type("Dear");
    await tab().evaluate(() => modal.open());
    await eventually("it makes way", async () => !(await isRendered()));
    if (hasFields(what)) await useDialog("Ines");
    expect(await isRendered()).toBe(false);
    await tab().evaluate(() => modal.close());
    await eventually("it is back", isStanding);
    await focus("#text");
    await tab().type("est");
    await click(".go");
    await eventually("completed", async () => (await told()).includes("completed"));
    expect(await answers()).toEqual(["Dearest"]);
    expect(await troubles()).toEqual([]);
  });
});

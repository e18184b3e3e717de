import { afterEach, beforeEach, expect, test } from "vitest";
import { isVisibleChange } from "../../../packages/sdk/src/dom/is-visible-change.ts";

const find = (selector: string) => document.querySelector(selector) as HTMLElement;
const make = (html: string): Node => {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content.firstChild as Node;
};
const records: MutationRecord[] = [];
const observer = new MutationObserver((seen) => records.push(...seen));
/** Whether any of the mutations that follow can be seen. */
const see = async (change: () => void) => {
  change();
  await new Promise((resolve) => setTimeout(resolve));
  return records.some(isVisibleChange);
};

beforeEach(() => {
  records.length = 0;
  document.head.innerHTML = "<title>x</title>";
  document.body.innerHTML = `<p id="p">words</p><input type="hidden" id="h"><script id="s" type="x"></script>
    <div data-waymark-ignore><b id="own">x</b></div>`;
  const all = { subtree: true, childList: true, characterData: true, attributes: true, attributeOldValue: true };
  observer.observe(document, all);
});
afterEach(() => observer.disconnect());

test.each<[string, boolean, () => void]>([
  ["words that are added", true, () => find("p").append("more")],
  ["words that change", true, () => ((find("p").firstChild as Text).data = "others")],
  ["an element that is added", true, () => document.body.append(make("<b>x</b>"))],
  ["an element that is taken away", true, () => find("p").remove()],
  ["a class", true, () => find("p").classList.add("open")],
  ["an attribute that is written anew as it was", false, () => find("p").setAttribute("id", "p")],
  ["the page's title", false, () => (document.title = "y")],
  ["a style sheet", false, () => document.head.append(make("<style></style>"))],
  ["a script in the body", false, () => document.body.append(make("<script type=x></script>"))],
  ["a pixel that counts", false, () => document.body.append(make("<img width=1 height=1>"))],
  ["a box that is not shown", false, () => document.body.append(make("<div style='display: none'></div>"))],
  ["a comment", false, () => find("p").append(make("<!-- x -->"))],
  ["what a form carries along", false, () => find("#h").setAttribute("value", "2")],
  ["what is ours or opted out", false, () => find("#own").append("more")],
  ["our survey", false, () => document.body.append(make("<div data-waymark-ignore></div>"))],
  ["a panel that is hidden", true, () => find("p").setAttribute("hidden", "")],
])("%s: %s", async (_, is, change) => expect(await see(change)).toBe(is));

import { afterEach, beforeEach, expect, test } from "vitest";
import { trackForms } from "../../../packages/sdk/src/trackers/forms.ts";
import { type Watched, watch } from "../fixtures.ts";

let watched: Watched;
let aborter = new AbortController();
const fire = (selector: string, type: string) => {
  const element = document.querySelector(selector);
  if (!element) throw new Error(`no ${selector}`);
  element.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
};

beforeEach(() => {
  document.body.innerHTML = `
    <form id="address"><input name="street" value="Secret Road 1"><select name="country"></select><button>Go</button></form>
    <form id="second"><textarea name="more"></textarea></form>
    <div data-waymark-ignore><form id="ignored"><input name="a"></form></div>
    <input id="lonely">`;
  watched = watch();
  aborter = new AbortController();
  trackForms(watched.context, aborter.signal);
});
afterEach(() => {
  aborter.abort();
  document.body.replaceChildren();
});

test("a form that is begun is told once, with the number of its fields and nothing of what is in them", () => {
  fire("#address input", "input");
  fire("#address select", "input");
  expect(watched.told).toEqual([
    { kind: "touchpoint", type: "form", name: "form[id=address]", data: { action: "start", fields: 3 } },
  ]);
  expect(JSON.stringify(watched.told)).not.toMatch(/Secret|street/);
});

test("each form has a start of its own, and every submit is told", () => {
  fire("#address input", "input");
  fire("#second textarea", "input");
  fire("#address", "submit");
  fire("#address", "submit");
  expect(watched.told.map(({ name, data }) => [name, (data as { action: string }).action])).toEqual([
    ["form[id=address]", "start"],
    ["form[id=second]", "start"],
    ["form[id=address]", "submit"],
    ["form[id=address]", "submit"],
  ]);
});

test("fields without a form, and forms that are opted out, tell nothing", () => {
  fire("#lonely", "input");
  fire("#ignored input", "input");
  fire("#ignored", "submit");
  expect(watched.told).toEqual([]);
});

test("nothing is told after its stop", () => {
  aborter.abort();
  fire("#address input", "input");
  fire("#address", "submit");
  expect(watched.told).toEqual([]);
});

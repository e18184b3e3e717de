import { afterEach, beforeEach, expect, test } from "vitest";
import { trackFormAbandons } from "../../../packages/sdk/src/trackers/form-abandons.ts";
import { watchFriction } from "./friction-fixture.ts";

let watched: ReturnType<typeof watchFriction>;
let stop = () => {};
const find = (selector: string) => {
  const element = document.querySelector<HTMLInputElement>(selector);
  if (!element) throw new Error(`no ${selector}`);
  return element;
};
const fire = (selector: string, type: string, init: InputEventInit = {}) =>
  find(selector).dispatchEvent(new InputEvent(type, { bubbles: true, composed: true, ...init }));
const type = (selector: string) => {
  fire(selector, "focusin");
  find(selector).value = "Secret";
  fire(selector, "input", { inputType: "insertText" });
  watched.clock.forward(1000);
};
const leave = (after = 60_000) => {
  watched.clock.forward(after);
  window.dispatchEvent(new Event("pagehide"));
};
const cart = { stage: "checkout", step: "cart" };

beforeEach(() => {
  document.body.innerHTML = `
    <form id="address">
      <input name="street"><input name="city" required><input name="land" required value="Ireland">
      <select name="title"><option>a</option></select><textarea name="note"></textarea>
      <input type="hidden" name="token"><input name="locked" disabled><input name="fixed" readonly>
      <input type="submit" id="send"><button type="button" id="save">Save</button><a href="#terms" id="terms">Terms</a>
    </form>
    <form id="search"><input name="q"><button>Go</button></form>
    <div data-waymark-ignore><form id="private"><input name="a"><input name="b"></form></div>
    <input id="lonely">`;
  watched = watchFriction();
  stop = watched.run(trackFormAbandons);
});
afterEach(() => {
  stop();
  watched.end();
  document.body.replaceChildren();
});

test("a form that is left is told with its last field and how far it was, by names and numbers", () => {
  type("[name=street]");
  fire("[name=city]", "focusin");
  leave();
  // Of street, city, land, title and note: the first was typed into, the third needs nothing.
  const data = { field: "input[name=city]", share: 0.4, fields: 5 };
  expect(watched.signs).toEqual([{ type: "form-abandon", name: "form[id=address]", data, place: cart }]);
  expect(JSON.stringify(watched.signs)).not.toMatch(/Secret|Ireland/);
});

test("once, where it stood", () => {
  type("[name=street]");
  watched.goTo({ stage: null, step: "/about" });
  leave();
  leave();
  expect(watched.signs).toMatchObject([{ place: cart }]);
});

test("what was chosen counts as filled", () => {
  type("[name=city]");
  fire("[name=title]", "input");
  leave();
  expect(watched.signs).toMatchObject([{ data: { field: "select[name=title]", share: 0.6 } }]);
});

test.each<[string, () => void]>([
  ["that was not begun", () => fire("[name=street]", "focusin")],
  ["in which something was only chosen, such as a filter", () => fire("[name=title]", "input")],
  ["of one field, such as a search box", () => type("[name=q]")],
  ["that is opted out", () => type("#private [name=a]")],
  ["that is none", () => type("#lonely")],
  [
    "that was submitted",
    () => {
      type("[name=street]");
      fire("#address", "submit");
    },
  ],
  [
    "that was emptied",
    () => {
      type("[name=street]");
      fire("#address", "reset");
    },
  ],
  [
    "whose button just led away",
    () => {
      type("[name=street]");
      watched.clock.forward(60_000);
      fire("#save", "click");
      watched.clock.forward(-55_000);
    },
  ],
])("not a form %s", (_, act) => {
  act();
  leave();
  expect(watched.signs).toEqual([]);
});

test("what is typed after a submit begins it anew", () => {
  type("[name=street]");
  fire("#address", "submit");
  type("[name=city]");
  leave();
  expect(watched.signs).toMatchObject([{ data: { field: "input[name=city]" } }]);
});

test("a button that did nothing for long, or a link, sends no form", () => {
  type("[name=street]");
  fire("#save", "click");
  leave();
  expect(watched.signs).toHaveLength(1);
  type("[name=street]");
  fire("#terms", "click");
  leave(1000);
  expect(watched.signs).toHaveLength(2);
});

test("a form in a shadow root is left, and sent, as any other", () => {
  const host = document.body.appendChild(document.createElement("div"));
  const inside = host.attachShadow({ mode: "open" });
  inside.innerHTML = `<form id="own"><input name="a"><input name="b"></form>`;
  const [form, field] = [inside.querySelector("form"), inside.querySelector("input")] as const;
  const enter = () => {
    for (const type of ["focusin", "input"])
      field?.dispatchEvent(new InputEvent(type, { bubbles: true, composed: true, inputType: "insertText" }));
  };
  enter();
  form?.dispatchEvent(new Event("submit", { bubbles: true }));
  leave();
  expect(watched.signs).toEqual([]);
  enter();
  leave();
  expect(watched.signs).toMatchObject([{ name: "form[id=own]" }]);
});

test("a form that is taken out is left with the next tick", () => {
  type("[name=street]");
  watched.tick();
  expect(watched.signs).toEqual([]);
  find("#address").remove();
  watched.tick();
  expect(watched.signs).toMatchObject([{ name: "form[id=address]", data: { field: "input[name=street]" } }]);
});

test("what is entered after its button was pressed was not sent by that", () => {
  type("[name=street]");
  fire("#send", "click");
  watched.clock.forward(1000);
  type("[name=city]");
  find("#address").remove();
  watched.tick();
  expect(watched.signs).toHaveLength(1);
});

test("unless its button was pressed before: it was sent by a script", () => {
  type("[name=street]");
  fire("#send", "click");
  watched.clock.forward(60_000);
  find("#address").remove();
  watched.tick();
  leave();
  expect(watched.signs).toEqual([]);
});

test("nothing is told after its stop", () => {
  type("[name=street]");
  stop();
  leave();
  expect(watched.signs).toEqual([]);
});

import { afterEach, expect, test } from "vitest";
import { trackClicks } from "../../../packages/sdk/src/trackers/clicks.ts";
import { dispatchTrusted, watch } from "../fixtures.ts";

const click = (selector: string) => {
  const element = document.querySelector(selector);
  if (!element) throw new Error(`no ${selector}`);
  dispatchTrusted(element, new MouseEvent("click", { bubbles: true, composed: true }));
};

let aborter = new AbortController();
afterEach(() => {
  aborter.abort();
  aborter = new AbortController();
  document.body.replaceChildren();
});

test("a click on something that is there to be clicked is told by its name, never by its text", () => {
  document.body.innerHTML = '<button id="pay"><b>Pay, Jane Doe</b></button><p>Words</p>';
  const { context, told } = watch();
  trackClicks(context, aborter.signal);
  click("b");
  click("p");
  expect(told).toEqual([{ kind: "touchpoint", type: "click", name: "button[id=pay]" }]);
});

test("a page that stops its events from bubbling is heard none the less", () => {
  document.body.innerHTML = "<a href='/x'>x</a>";
  document.querySelector("a")?.addEventListener("click", (event) => event.stopImmediatePropagation());
  const { context, told } = watch();
  trackClicks(context, aborter.signal);
  click("a");
  expect(told).toHaveLength(1);
});

test("neither scripts' clicks nor opted-out parts count", () => {
  document.body.innerHTML = "<button id='a'>x</button><div data-waymark-ignore><button id='b'>x</button></div>";
  const { context, told } = watch();
  trackClicks(context, aborter.signal);
  document.querySelector<HTMLElement>("#a")?.dispatchEvent(new MouseEvent("click", { bubbles: true }));
  click("#b");
  expect(told).toEqual([]);
});

test("nothing is told after its stop", () => {
  document.body.innerHTML = "<button>x</button>";
  const { context, told } = watch();
  trackClicks(context, aborter.signal);
  aborter.abort();
  click("button");
  expect(told).toEqual([]);
});

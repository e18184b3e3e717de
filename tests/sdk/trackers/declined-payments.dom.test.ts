import type { Configuration } from "@waymark/protocol";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { trackDeclinedPayments } from "../../../packages/sdk/src/trackers/declined-payments.ts";
import { watchFriction } from "./friction-fixture.ts";

const plan: Configuration = {
  stages: [{ id: "checkout", steps: [{ id: "address" }, { id: "payment", payment: true }, { id: "review" }] }],
};
const payment = { stage: "checkout", step: "payment" };

let watched: ReturnType<typeof watchFriction>;
let stop = () => {};
const find = (selector: string) => {
  const element = document.querySelector<HTMLElement>(selector);
  if (!element) throw new Error(`no ${selector}`);
  return element;
};
const fire = (selector: string, type: string) =>
  find(selector).dispatchEvent(new Event(type, { bubbles: true, composed: true }));
/** Observers see what happened before time goes by. */
const pass = async (ms: number) => {
  await vi.advanceTimersByTimeAsync(0);
  watched.clock.forward(ms);
  await vi.advanceTimersByTimeAsync(ms);
};
const pay = async (ms = 800) => {
  fire("#pay", "click");
  fire("form", "submit");
  await pass(ms);
};
const insert = (html: string, into = "main") => find(into).insertAdjacentHTML("beforeend", html);
const ALERT = "<p role='alert'>Declined, Jane Doe</p>";

beforeEach(() => {
  vi.useFakeTimers();
  document.body.innerHTML = `<main>
    <form id="card"><input name="number"><button id="pay">Pay</button><a href="#x">Back</a></form>
    <div id="live" aria-live="assertive"></div><p id="old" role="alert" hidden>Declined</p></main>
    <div data-waymark-ignore><button id="private">x</button></div>`;
  watched = watchFriction({}, plan);
  watched.goTo(payment);
  stop = watched.run(trackDeclinedPayments);
});
afterEach(() => {
  stop();
  watched.end();
  vi.useRealTimers();
  vi.restoreAllMocks();
  document.body.replaceChildren();
});

test.each<[string, () => void]>([
  ["comes", () => insert(ALERT)],
  ["comes within something else", () => insert(`<div><div>${ALERT}</div></div>`)],
  ["is filled", () => insert("<b>Declined</b>", "#live")],
  ["is filled with bare words", () => find("#live").append("Declined")],
  ["is shown", () => find("#old").removeAttribute("hidden")],
  [
    "is gone again soon",
    () => {
      insert(ALERT);
      setTimeout(() => find("[role=alert]:not([hidden])").remove(), 500);
    },
  ],
])("an alert that %s after submit is told, by the form's name and when it came", async (_, act) => {
  await pay();
  act();
  await pass(2000);
  expect(watched.signs).toEqual([{ type: "payment-declined", name: "form[id=card]", data: { after: 800 } }]);
  expect(JSON.stringify(watched.signs)).not.toContain("Jane");
});

test("a button without a form pays, too", async () => {
  insert("<span role='button' id='quick'>Pay</span>");
  fire("#quick", "click");
  await pass(500);
  insert(ALERT);
  await pass(2000);
  expect(watched.signs).toMatchObject([{ name: "span[id=quick]" }]);
});

test("each submit that is declined is told once", async () => {
  for (let i = 0; i < 2; i++) {
    await pay();
    insert(ALERT);
    insert(ALERT);
    await pass(2000);
    insert(ALERT);
    await pass(9000);
  }
  expect(watched.signs).toHaveLength(2);
});

test.each<[string, () => Promise<void>]>([
  [
    "no alert comes",
    async () => {
      await pay();
      insert("<p>Please wait</p>");
      await pass(20_000);
    },
  ],
  [
    "it comes at once: the page's own check",
    async () => {
      await pay(20);
      insert(ALERT);
      await pass(20_000);
    },
  ],
  [
    "it is of what the page opted out",
    async () => {
      await pay();
      insert(ALERT, "[data-waymark-ignore]");
    },
  ],
  [
    "it comes late",
    async () => {
      await pay(10_001);
      insert(ALERT);
    },
  ],
  [
    "it comes without a submit",
    async () => {
      insert(ALERT);
    },
  ],
  [
    "a link was clicked",
    async () => {
      fire("a", "click");
      await pass(500);
      insert(ALERT);
    },
  ],
  [
    "the step is left: it was good news",
    async () => {
      await pay();
      insert("<p role='alert'>Thank you</p>");
      watched.goTo({ stage: "checkout", step: "review" });
    },
  ],
  [
    "it is empty",
    async () => {
      await pay();
      insert("<p role='alert'></p>");
    },
  ],
  [
    "an old one is put away",
    async () => {
      insert("<p role='alert' id='older'>Declined</p>");
      await pass(0);
      await pay();
      find("#older").checkVisibility = () => false;
      find("#older").setAttribute("class", "off");
    },
  ],
  [
    "one pays elsewhere",
    async () => {
      watched.goTo({ stage: "checkout", step: "address" });
      await pay();
      insert(ALERT);
    },
  ],
  [
    "the button is opted out",
    async () => {
      fire("#private", "click");
      await pass(500);
      insert(ALERT);
    },
  ],
])("it is not told: %s", async (_, act) => {
  await act();
  await pass(3000);
  expect(watched.signs).toEqual([]);
});

test("the page is only watched between submit and answer", async () => {
  const observe = vi.spyOn(MutationObserver.prototype, "observe");
  const disconnect = vi.spyOn(MutationObserver.prototype, "disconnect");
  await pass(20_000);
  expect(observe).not.toHaveBeenCalled();
  await pay();
  disconnect.mockClear();
  await pass(10_000);
  expect(disconnect).toHaveBeenCalledOnce();
});

test("nothing is told after its stop, nor of a submit before it", async () => {
  await pay();
  insert(ALERT);
  await pass(0);
  stop();
  await pay();
  insert(ALERT);
  await pass(5000);
  expect(watched.signs).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});

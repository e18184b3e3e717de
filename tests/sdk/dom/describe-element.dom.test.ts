import { afterEach, describe, expect, test } from "vitest";
import { describeElement, findInteractive } from "../../../packages/sdk/src/dom/describe-element.ts";

const parse = (html: string): Element => {
  document.body.innerHTML = html;
  const [element] = document.body.children;
  if (!element) throw new Error("no element");
  return element;
};
/** What an event at `target` is about. */
const find = (target: Element): Element | undefined => {
  let found: Element | undefined;
  const hear = (event: Event) => {
    found = findInteractive(event);
  };
  document.addEventListener("click", hear, { capture: true, once: true });
  target.dispatchEvent(new Event("click", { bubbles: true, composed: true }));
  return found;
};

afterEach(() => document.body.replaceChildren());

describe("an element is called", () => {
  test.each([
    ["by its tag", "<button>Jane</button>", "button"],
    ["with a plain id", '<button id="pay">x</button>', "button[id=pay]"],
    ["else with its name", '<input name="coupon">', "input[name=coupon]"],
    ["else with its role", '<div role="tab">x</div>', "div[role=tab]"],
    ["the id first", '<input id="code1" name="coupon">', "input[id=code1]"],
    ["no id that may hold more", '<input id="user-84512" name="email">', "input[name=email]"],
    ["no random id", '<button id=":r1f:">x</button>', "button"],
    ["no address", '<a id="jane@shop.example" href="/">x</a>', "a"],
    ["no sentence", '<button id="Jane Doe">x</button>', "button"],
    ["no long one", `<button id="${"a".repeat(40)}">x</button>`, "button"],
    ["by its own word", '<button id="pay" data-waymark="Pay now">x</button>', "Pay now"],
    ["at most 64 characters", `<button data-waymark="${"w".repeat(99)}">x</button>`, "w".repeat(64)],
  ])("%s", (_, html, name) => expect(describeElement(parse(html))).toBe(name));

  test("never by text, value, title, label, address or placeholder", () => {
    const words = ["text", "value", "title", "aria-label", "href", "placeholder", "alt"];
    const html = `<a ${words.map((word) => `${word}="Secret ${word}"`).join(" ")}>Secret words</a>`;
    expect(describeElement(parse(html))).toBe("a");
  });
});

describe("what an event is about", () => {
  test.each([
    ["a link", '<a href="/x"><b id="t">x</b></a>', "a"],
    ["a button", '<button><b id="t">x</b></button>', "button"],
    ["the nearest", '<label><input id="t"></label>', "input"],
    ["a role", '<div role="menuitemradio"><b id="t">x</b></div>', "div"],
  ])("%s", (_, html, tag) => {
    parse(html);
    expect(find(document.querySelector("#t") as Element)?.localName).toBe(tag);
  });

  test.each([
    ["nothing to click", '<div><b id="t">x</b></div>'],
    ["an anchor without address", '<a><b id="t">x</b></a>'],
    ["an opted-out part", '<div data-waymark-ignore><button><b id="t">x</b></button></div>'],
    ["an opted-out element", '<button data-waymark-ignore><b id="t">x</b></button>'],
  ])("%s is nothing", (_, html) => {
    parse(html);
    expect(find(document.querySelector("#t") as Element)).toBeUndefined();
  });

  test("it looks through open shadow roots", () => {
    const root = parse("<my-card></my-card>").attachShadow({ mode: "open" });
    root.innerHTML = "<button id='buy'><b>x</b></button>";
    expect(find(root.querySelector("b") as Element)?.id).toBe("buy");
  });
});

import type { FrictionTuning } from "@waymark/protocol";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { trackFormStruggles } from "../../../packages/sdk/src/trackers/form-struggles.ts";
import { watchFriction } from "./friction-fixture.ts";

let watched: ReturnType<typeof watchFriction>;
let stop = () => {};
const track = (tuning: Partial<FrictionTuning> = {}) => {
  stop();
  watched = watchFriction(tuning);
  stop = watched.run(trackFormStruggles);
};
const find = (selector: string) => {
  const element = document.querySelector<HTMLInputElement>(selector);
  if (!element) throw new Error(`no ${selector}`);
  return element;
};
const fire = (selector: string, type: string, init: InputEventInit = {}) =>
  find(selector).dispatchEvent(new InputEvent(type, { bubbles: type !== "invalid", composed: true, ...init }));
/** Time goes by for timers, for observers, and by the clock. */
const pass = async (ms: number) => {
  watched.clock.forward(ms);
  await vi.advanceTimersByTimeAsync(ms);
};
const told = () => watched.signs.map(({ name, data }) => ({ name, ...data }));

beforeEach(() => {
  vi.useFakeTimers();
  document.body.innerHTML = `
    <form id="address">
      <input name="street" value="Secret Road"><input name="city" required><input type="search" name="find">
      <select name="country"></select><button id="send">Go</button>
    </form>
    <form id="other"><input name="coupon"></form>
    <div data-waymark-ignore><form><input id="private"></form></div>
    <input id="lonely">`;
  track();
});
afterEach(() => {
  stop();
  watched.end();
  vi.useRealTimers();
  vi.restoreAllMocks();
  document.body.replaceChildren();
});

describe("refused by the browser", () => {
  const refuse = async (selector = "[name=city]", after = 3000) => {
    fire("#send", "click");
    fire(selector, "invalid");
    await pass(after);
  };

  test("three times is told once, by the field's name and in numbers", async () => {
    for (let i = 0; i < 5; i++) await refuse();
    const data = { refused: 3, corrected: 0, hesitated: 0 };
    expect(watched.signs).toEqual([{ type: "form-struggle", name: "input[name=city]", data }]);
    expect(JSON.stringify(watched.signs)).not.toContain("Secret");
  });

  test("three times in a shadow root, which keeps that to itself, is told, too", async () => {
    const inside = (find("#lonely").parentElement as HTMLElement)
      .appendChild(document.createElement("div"))
      .attachShadow({ mode: "open" });
    inside.innerHTML = "<form><input name='inner' required><button>Go</button></form>";
    const field = inside.querySelector("input") as HTMLInputElement;
    field.dispatchEvent(new FocusEvent("focusin", { bubbles: true, composed: true }));
    for (let i = 0; i < 3; i++) {
      fire("#send", "click");
      field.dispatchEvent(new Event("invalid"));
      await pass(3000);
    }
    expect(told()).toMatchObject([{ name: "input[name=inner]", refused: 3 }]);
  });

  test("three times more is told again", async () => {
    for (let i = 0; i < 6; i++) await refuse();
    expect(told()).toMatchObject([{ refused: 3 }, { refused: 3 }]);
  });

  test("twice is none, nor is each of several fields in turn", async () => {
    for (const each of ["city", "street", "city", "street"]) await refuse(`[name=${each}]`);
    expect(told()).toEqual([]);
  });

  test("is once for each try, whoever tells it how often", async () => {
    for (let i = 0; i < 9; i++) await refuse("[name=city]", 100);
    expect(told()).toEqual([]);
  });

  test("is not asked for validity at every key, as pages do to enable a button", async () => {
    for (let i = 0; i < 9; i++) {
      fire("[name=street]", "input", { inputType: "insertText" });
      fire("[name=city]", "invalid");
      await pass(3000);
    }
    expect(told()).toEqual([]);
  });
});

describe("refused by the page", () => {
  const mark = async (selector: string, value: string, after = 3000) => {
    find(selector).setAttribute("aria-invalid", value);
    await pass(after);
  };

  test("marked invalid three times", async () => {
    for (let i = 0; i < 3; i++) {
      await mark("[name=city]", "true");
      await mark("[name=city]", "false");
    }
    expect(told()).toEqual([{ name: "input[name=city]", refused: 3, corrected: 0, hesitated: 0 }]);
  });

  test("not while it is being typed into: that is a hint", async () => {
    find("[name=city]").focus();
    for (let i = 0; i < 9; i++) await mark("[name=city]", i % 2 ? "false" : "true");
    expect(told()).toEqual([]);
  });

  test("what stays marked is refused by every submit, and only in that form", async () => {
    await mark("[name=city]", "true");
    await mark("[name=coupon]", "true");
    for (let i = 0; i < 2; i++) {
      fire("#address", "submit");
      await pass(3000);
    }
    expect(told()).toEqual([{ name: "input[name=city]", refused: 3, corrected: 0, hesitated: 0 }]);
  });

  test("marked valid after submit is not", async () => {
    await mark("[name=city]", "true");
    for (let i = 0; i < 3; i++) {
      fire("#address", "submit");
      await mark("[name=city]", "false");
    }
    expect(told()).toEqual([]);
  });

  test("any element that is a field to the page counts, none that is opted out", async () => {
    for (let i = 0; i < 3; i++) {
      for (const each of ["#private", "#lonely"]) await mark(each, "true");
      for (const each of ["#private", "#lonely"]) await mark(each, "false");
    }
    expect(told()).toMatchObject([{ name: "input[id=lonely]" }]);
  });
});

describe("corrected", () => {
  const change = (selector: string, inputType = "insertText") => {
    fire(selector, "focusin");
    for (let i = 0; i < 3; i++) fire(selector, "input", { inputType });
    fire(selector, "focusout");
  };

  test("three times, after the first", () => {
    for (let i = 0; i < 3; i++) change("[name=street]");
    expect(told()).toEqual([]);
    change("[name=street]");
    expect(told()).toEqual([{ name: "input[name=street]", refused: 0, corrected: 3, hesitated: 0 }]);
  });

  test.each<[string, () => void]>([
    [
      "a field that is visited and left as it was",
      () => {
        change("[name=street]");
        for (let i = 0; i < 9; i++) {
          fire("[name=street]", "focusin");
          fire("[name=street]", "focusout");
        }
      },
    ],
    [
      "what is chosen, or filled in by the browser",
      () => {
        for (let i = 0; i < 9; i++) change("[name=country]", "");
      },
    ],
    [
      "what one looks for",
      () => {
        for (let i = 0; i < 9; i++) change("[name=find]");
      },
    ],
    [
      "what is opted out",
      () => {
        for (let i = 0; i < 9; i++) change("#private");
      },
    ],
  ])("not %s", (_, act) => {
    act();
    expect(told()).toEqual([]);
  });
});

describe("hesitated", () => {
  test("more than 20 s engaged in a required field that is empty, told while it lasts", () => {
    fire("[name=city]", "focusin");
    watched.engage(20_000);
    expect(told()).toEqual([]);
    watched.engage(5000);
    watched.engage(5000);
    expect(told()).toEqual([{ name: "input[name=city]", refused: 0, corrected: 0, hesitated: 25_000 }]);
  });

  test.each<[string, () => void]>([
    ["something was entered", () => fire("[name=city]", "input")],
    ["it was left", () => fire("[name=city]", "focusout")],
  ])("not once %s", (_, act) => {
    fire("[name=city]", "focusin");
    watched.engage(15_000);
    act();
    watched.engage(60_000);
    expect(told()).toEqual([]);
  });

  test("not in a field that may stay empty, or is filled in", () => {
    fire("[name=street]", "focusin");
    watched.engage(60_000);
    find("[name=city]").value = "Portmarren";
    fire("[name=city]", "focusin");
    watched.engage(60_000);
    expect(told()).toEqual([]);
  });

  test("and refused three times after that is told as well", async () => {
    fire("[name=city]", "focusin");
    watched.engage(25_000);
    fire("[name=city]", "focusout");
    for (let i = 0; i < 3; i++) {
      fire("#send", "click");
      fire("[name=city]", "invalid");
      await pass(3000);
    }
    expect(told()).toMatchObject([{ hesitated: 25_000 }, { refused: 3, hesitated: 0 }]);
  });

  test("the time before its focus is not its own", () => {
    watched.engage(60_000);
    fire("[name=city]", "focusin");
    watched.engage(5000);
    expect(told()).toEqual([]);
  });
});

test("the owner says how often and how long", async () => {
  track({ "form-struggle": { times: 1, hesitation: "5s" } });
  fire("[name=city]", "focusin");
  watched.engage(6000);
  find("#lonely").setAttribute("aria-invalid", "true");
  await pass(0);
  expect(told().map(({ name }) => name)).toEqual(["input[name=city]", "input[id=lonely]"]);
});

test("nothing is told after its stop, nor of a submit before it", async () => {
  track({ "form-struggle": { times: 1 } });
  find("[name=city]").focus();
  find("[name=city]").setAttribute("aria-invalid", "true");
  fire("#address", "submit");
  stop();
  find("[name=city]").blur();
  find("#lonely").setAttribute("aria-invalid", "true");
  await pass(5000);
  expect(told()).toEqual([]);
});

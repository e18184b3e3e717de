import type { Outcome, Question, Strings, Survey, SurveyDraft } from "@waymark/protocol";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { mountSurvey } from "../../packages/survey/src/mount-survey.ts";
import { en } from "../../packages/survey/src/strings.ts";

const leaving: Survey = {
  questions: [
    {
      id: "reason",
      kind: "choice",
      text: "What stopped you?",
      choices: ["Cost", "Payment"],
      other: true,
    },
    { id: "more", kind: "text", text: "What should we fix?", when: { reason: ["Payment"] } },
  ],
  thanks: "Thank you. We read it.",
};
const ask = (question: Partial<Question> & Pick<Question, "kind">): Survey => ({
  questions: [{ id: "q", text: "How was it?", ...question } as Question],
});

let outcomes: Outcome[] = [];
let stop = () => {};
const types = () => outcomes.map(({ type }) => type);
const host = () => document.querySelector<HTMLElement>(".ph-no-capture");
const status = () => document.querySelector("[role=status]");
const inside = () => {
  const root = host()?.shadowRoot;
  if (!root) throw new Error("No survey stands in the page");
  return root;
};
const find = <E extends HTMLElement = HTMLElement>(selector: string) => {
  const element = inside().querySelector<E>(selector);
  if (!element) throw new Error(`Not in the survey: ${selector}`);
  return element;
};
const question = () => find("#question").textContent;
const radio = (value: string) => find<HTMLInputElement>(`input[value="${value}"]`);
const press = (element: HTMLElement, key: string, init: KeyboardEventInit = {}) =>
  element.dispatchEvent(
    new KeyboardEvent("keydown", { key, bubbles: true, composed: true, cancelable: true, ...init }),
  );
const click = (element: HTMLElement, detail = 1) =>
  element.dispatchEvent(new MouseEvent("click", { detail, bubbles: true, composed: true, cancelable: true }));
const move = (value: string) => {
  radio(value).checked = true;
  radio(value).dispatchEvent(new Event("change", { bubbles: true }));
};
const type = (text: string) => {
  const field = find<HTMLTextAreaElement>("#text");
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
};
const mount = (survey: Survey, language = "en") => {
  outcomes = [];
  stop = mountSurvey(survey, { document, language }, (outcome) => outcomes.push(outcome));
};

beforeEach(() => {
  vi.useFakeTimers();
  // happy-dom has no layout: everything rendered is seen.
  Element.prototype.checkVisibility = () => true;
  vi.spyOn(Element.prototype, "getBoundingClientRect").mockReturnValue(new DOMRect(10, 10, 100, 100));
});
afterEach(() => {
  stop();
  vi.useRealTimers();
  vi.restoreAllMocks();
  document.body.replaceChildren();
});

test("stands last in the page, hidden from recorders, until it is stopped", () => {
  const before = document.documentElement.outerHTML;
  mount(leaving);
  expect(document.documentElement.lastElementChild).toBe(host());
  for (const name of ["data-waymark-ignore", "data-clarity-mask", "data-sentry-block"]) {
    expect(host()?.hasAttribute(name)).toBe(true);
  }
  expect(host()?.classList.contains("fs-exclude")).toBe(true);
  stop();
  stop();
  expect(document.documentElement.outerHTML).toBe(before);
  expect(vi.getTimerCount()).toBe(0);
});

test("is a region named by its question, with a fieldset of native radios", () => {
  mount(leaving);
  expect(find("section").getAttribute("aria-labelledby")).toBe("question");
  expect(find("fieldset > legend").textContent).toBe("What stopped you?");
  expect(inside().querySelectorAll("input[type=radio]")).toHaveLength(3);
});

test("takes no focus when it opens", () => {
  const field = document.body.appendChild(document.createElement("input"));
  field.focus();
  mount(leaving);
  vi.advanceTimersByTime(2000);
  expect(document.activeElement).toBe(field);
});

test("is shown once it was seen for a second, and only once", () => {
  mount(leaving);
  vi.advanceTimersByTime(999);
  expect(types()).toEqual([]);
  vi.advanceTimersByTime(5000);
  expect(types()).toEqual(["shown"]);
});

test("is not shown while it can't be seen", () => {
  Element.prototype.checkVisibility = () => false;
  mount(leaving);
  vi.advanceTimersByTime(5000);
  expect(types()).toEqual([]);
  expect(status()?.textContent).toBe("");
});

test("is announced once, through a status that stood empty before", () => {
  mount(leaving);
  expect(status()?.textContent).toBe("");
  vi.advanceTimersByTime(300);
  expect(status()?.textContent).toContain("What stopped you?");
});

test.each([" ", "Enter"])("the key %j picks an option and goes on", (key) => {
  mount(leaving);
  press(radio("Payment"), key);
  vi.advanceTimersByTime(200);
  expect(types()).toEqual(["shown", "answer"]);
  expect(question()).toBe("What should we fix?");
});

test("a key held down picks once", () => {
  mount(leaving);
  press(radio("Payment"), " ", { repeat: true });
  vi.advanceTimersByTime(200);
  expect(types()).toEqual([]);
});

test("a pointer picks an option and goes on; the second click of a double click does nothing", () => {
  mount(ask({ kind: "nps" }));
  click(radio("7"), 2);
  vi.advanceTimersByTime(200);
  expect(types()).toEqual([]);
  click(radio("7"), 1);
  vi.advanceTimersByTime(200);
  expect(types()).toEqual(["shown", "answer", "completed"]);
});

test("what was picked just before a stop is not sent", () => {
  mount(leaving);
  click(radio("Payment"));
  stop();
  vi.advanceTimersByTime(2000);
  expect(types()).toEqual([]);
});

test("arrow keys only move: nothing is sent before Next", () => {
  mount(ask({ kind: "nps" }));
  for (let value = 0; value <= 10; value++) move(String(value));
  vi.advanceTimersByTime(800);
  expect(types()).toEqual([]);
  find(".go").click();
  expect(outcomes.at(-2)).toMatchObject({ type: "answer", value: 10, min: 0, max: 10 });
});

test("other opens a field, waits for its words and takes them", () => {
  mount(leaving);
  expect(find("#text").parentElement?.hidden).toBe(true);
  click(radio(""));
  vi.advanceTimersByTime(500);
  expect(find("#text").parentElement?.hidden).toBe(false);
  expect(inside().activeElement).toBe(find("#text"));
  type("No time");
  find(".go").click();
  expect(outcomes[1]).toMatchObject({ value: "No time", other: true });
});

test("Next without an answer says what is missing, in the card and to screen readers", () => {
  mount(leaving);
  find(".go").click();
  expect(find("#complaint").textContent).toBe("Please choose an answer.");
  expect(status()?.textContent).toBe("Please choose an answer.");
  move("Cost");
  expect(find("#complaint").textContent).toBe("");
});

test("progress shows only where there is more than one question", () => {
  mount(leaving);
  expect(find(".progress").textContent).toBe("1 of 2");
  stop();
  mount(ask({ kind: "nps" }));
  expect(inside().querySelector(".progress")).toBeNull();
});

test("Back brings back what was picked and typed", () => {
  mount(leaving);
  move("Payment");
  find(".go").click();
  type("The card");
  find(".quiet").click();
  expect(radio("Payment").checked).toBe(true);
  find(".go").click();
  expect(find<HTMLTextAreaElement>("#text").value).toBe("The card");
});

test("focus that is inside goes to the next question; focus outside stays", () => {
  mount(leaving);
  radio("Payment").focus();
  press(radio("Payment"), " ");
  vi.advanceTimersByTime(200);
  expect(inside().activeElement?.id).toBe("question");
  stop();
  mount(leaving);
  move("Payment");
  find(".go").click();
  expect(inside().activeElement).toBeNull();
  expect(status()?.textContent).toBe("What should we fix?");
});

test("Close dismisses, Not now snoozes, and both remove it", () => {
  mount(leaving);
  find(".close").click();
  expect(types()).toEqual(["shown", "dismissed"]);
  expect(host()).toBeNull();
  mount(leaving);
  find(".quiet").click();
  expect(types()).toEqual(["shown", "snoozed"]);
  expect(status()).toBeNull();
});

test("Escape closes from inside, but not while text is composed, and gives focus back", () => {
  const field = document.body.appendChild(document.createElement("input"));
  mount(ask({ kind: "text" }));
  press(document.body, "Escape");
  field.focus();
  find("#text").focus();
  find("#text").dispatchEvent(new FocusEvent("focusin", { relatedTarget: field, bubbles: true, composed: true }));
  press(find("#text"), "Escape", { isComposing: true });
  expect(types()).toEqual([]);
  press(find("#text"), "Escape");
  expect(types()).toEqual(["shown", "dismissed"]);
  expect(document.activeElement).toBe(field);
});

test.each(["keydown", "keyup", "keypress", "input", "paste", "compositionstart"])(
  "the page hears no %s from inside",
  (name) => {
    const heard = vi.fn();
    document.addEventListener(name, heard);
    mount(ask({ kind: "text" }));
    find("#text").dispatchEvent(new Event(name, { bubbles: true, composed: true }));
    document.removeEventListener(name, heard);
    expect(heard).not.toHaveBeenCalled();
  },
);

test("the thanks go after eight seconds", () => {
  mount(leaving);
  move("Cost");
  find(".go").click();
  expect(question()).toBe("Thank you. We read it.");
  vi.advanceTimersByTime(7000);
  expect(host()).not.toBeNull();
  vi.advanceTimersByTime(1500);
  expect(host()).toBeNull();
  expect(types()).toEqual(["shown", "answer", "completed"]);
});

test("the thanks stay while the pointer is on them", () => {
  mount(leaving);
  move("Cost");
  find(".go").click();
  const matches = Element.prototype.matches;
  vi.spyOn(Element.prototype, "matches").mockImplementation(function (this: Element, selector) {
    return selector === ":hover" || matches.call(this, selector);
  });
  vi.spyOn(window, "matchMedia").mockReturnValue({ matches: true } as MediaQueryList);
  vi.advanceTimersByTime(20_000);
  expect(host()).not.toBeNull();
});

test("makes way for a modal of the page, and comes back", () => {
  mount(leaving);
  const modal = document.body.appendChild(document.createElement("div"));
  modal.setAttribute("aria-modal", "true");
  vi.advanceTimersByTime(300);
  expect(host()?.hidden).toBe(true);
  modal.remove();
  vi.advanceTimersByTime(300);
  expect(host()?.hidden).toBe(false);
});

test("listens no more once it is stopped", () => {
  mount(leaving);
  const element = host();
  stop();
  document.body.appendChild(document.createElement("div")).setAttribute("aria-modal", "true");
  document.body.dispatchEvent(new FocusEvent("focusin", { bubbles: true }));
  expect(element?.hidden).toBe(false);
});

test("comes back once when the page removes it", () => {
  mount(leaving);
  host()?.remove();
  vi.advanceTimersByTime(300);
  expect(host()?.isConnected).toBe(true);
  host()?.remove();
  vi.advanceTimersByTime(300);
  expect(host()).toBeNull();
  expect(status()).toBeNull();
  expect(vi.getTimerCount()).toBe(0);
});

test("stars and faces have words", () => {
  mount(ask({ kind: "csat", look: "stars" }));
  expect(radio("4").getAttribute("aria-label")).toBe("4 of 5, Good");
  stop();
  mount(ask({ kind: "csat", look: "faces" }));
  expect(radio("4").parentElement?.textContent).toBe("Good");
});

test("the ends of a scale describe its first and last value", () => {
  mount(ask({ kind: "nps" }));
  expect(radio("0").getAttribute("aria-describedby")).toBe("low");
  expect(radio("10").getAttribute("aria-describedby")).toBe("high");
  expect(find("#high").textContent).toBe("10: Extremely likely");
});

test("speaks the page's language where none is given, and runs its way", async () => {
  // Some servers write it their own way.
  for (const [written, shown] of Object.entries({ de: "de", de_AT: "de-AT" })) {
    document.documentElement.lang = written;
    stop = mountSurvey(
      leaving,
      { document, load: async (name) => ({ ...en, next: name === "de" ? "Weiter" : "" }) },
      () => {},
    );
    await vi.advanceTimersByTimeAsync(0);
    expect(find(".go").textContent).toBe("Weiter");
    expect(host()?.lang).toBe(shown);
    stop();
  }
  document.documentElement.removeAttribute("lang");
  mount(leaving, "ar");
  expect(host()?.dir).toBe("rtl");
});

test("words stay words", () => {
  mount(ask({ kind: "text", text: "<img src=x onerror=alert(1)>" }));
  expect(question()).toBe("<img src=x onerror=alert(1)>");
  expect(inside().querySelector("img")).toBeNull();
});

test("a safe link opens apart from the page; another is left out", () => {
  mount(ask({ kind: "message", link: { text: "Help", url: "https://shop.example/help" } }));
  expect(find(".link")).toMatchObject({ rel: "noopener", target: "_blank", href: "https://shop.example/help" });
  stop();
  mount(ask({ kind: "message", link: { text: "Help", url: "javascript:alert(1)" } }));
  expect(inside().querySelector("a")).toBeNull();
});

test.each([[undefined], [{ questions: [] }], [{ questions: [{ id: "q", kind: "poem", text: "?" }] }]])(
  "%j shows nothing and throws nothing",
  (survey) => {
    mount(survey as unknown as Survey);
    expect(host()).toBeNull();
    expect(vi.getTimerCount()).toBe(0);
  },
);

test("leaves nothing behind where a start fails halfway", () => {
  vi.spyOn(Element.prototype, "attachShadow").mockImplementation(() => {
    throw new Error("no shadow");
  });
  mount(leaving);
  expect(document.querySelector("[data-waymark-ignore]")).toBeNull();
});

test("a listener that throws harms nothing", () => {
  stop = mountSurvey(leaving, { document }, () => {
    throw new Error("listener");
  });
  move("Payment");
  expect(() => find(".go").click()).not.toThrow();
  expect(question()).toBe("What should we fix?");
});

test("choices are checkboxes that wait for Next", () => {
  mount(ask({ kind: "choices", choices: ["Cost", "Payment"], other: true }));
  const boxes = [...inside().querySelectorAll<HTMLInputElement>("input[type=checkbox]")];
  expect(boxes).toHaveLength(3);
  for (const box of boxes.slice(0, 2)) box.click();
  vi.advanceTimersByTime(2000);
  expect(types()).toEqual(["shown"]);
  expect(find("#text").closest("div")?.hidden).toBe(true);
  boxes[2]?.click();
  expect(find("#text").closest("div")?.hidden).toBe(false);
  boxes[2]?.click();
  expect(find("#text").closest("div")?.hidden).toBe(true);
  find("form").dispatchEvent(new Event("submit", { cancelable: true }));
  expect(outcomes[1]).toMatchObject({ kind: "choices", value: ["Cost", "Payment"] });
});

test("thumbs are named, down before up", () => {
  mount(ask({ kind: "thumbs" }));
  const names = [...inside().querySelectorAll("input")].map((each) => each.getAttribute("aria-label"));
  expect(names).toEqual(["Thumbs down", "Thumbs up"]);
  click(radio("1"));
  vi.advanceTimersByTime(200);
  expect(outcomes.at(-2)).toMatchObject({ kind: "thumbs", value: 1, min: 0, max: 1 });
});

test.each<[string, Partial<Question> & Pick<Question, "kind">, number, string]>([
  ["nps", { kind: "nps" }, 11, "0: Not at all likely10: Extremely likely"],
  ["csat", { kind: "csat" }, 5, "1: Very dissatisfied5: Very satisfied"],
  ["csat in words of its own", { kind: "csat", low: "Hard", high: "Easy" }, 5, "1: Hard5: Easy"],
  ["ces", { kind: "ces" }, 7, "1: Strongly disagree7: Strongly agree"],
  ["rating", { kind: "rating", points: 3, low: "Slow", high: "Fast" }, 3, "1: Slow3: Fast"],
])("%s has its points, and words at its ends", (_, question, count, ends) => {
  mount(ask(question));
  expect(inside().querySelectorAll("input[type=radio]")).toHaveLength(count);
  expect(find(".ends").textContent).toBe(ends);
  expect(radio(`${question.kind === "nps" ? 0 : 1}`).getAttribute("aria-describedby")).toBe("low");
});

test("Don't ask again stands beside Not now where the survey offers it", () => {
  const words = () => [...inside().querySelectorAll(".quiet")].map((each) => each.textContent);
  mount({ ...leaving, decline: true });
  expect(words()).toEqual(["Not now", "Don’t ask again"]);
  find<HTMLElement>(".quiet:nth-child(2)").click();
  expect(types()).toEqual(["shown", "declined"]);
  mount({ ...leaving, snooze: false });
  expect(words()).toEqual([]);
});

describe("in another language", () => {
  const german: Survey = { questions: [{ id: "q", kind: "nps", text: { de: "Wie wahrscheinlich?" } }] };
  const show = (load: (language: string) => Promise<Strings>) => {
    outcomes = [];
    stop = mountSurvey({ ...german, strings: { send: "Ab die Post" } }, { document, language: "de", load }, (outcome) =>
      outcomes.push(outcome),
    );
  };

  test("stands when its words are there", async () => {
    let resolve = (_: Strings) => {};
    const load = vi.fn(
      () =>
        new Promise<Strings>((done) => {
          resolve = done;
        }),
    );
    show(load);
    expect(load).toHaveBeenCalledExactlyOnceWith("de");
    expect(host()).toBeNull();
    resolve({ ...en, notNow: "Nicht jetzt", send: "Senden" });
    await vi.advanceTimersByTimeAsync(0);
    expect([find(".quiet").textContent, find(".go").textContent]).toEqual(["Nicht jetzt", "Ab die Post"]);
    expect(host()?.lang).toBe("de");
  });

  test.each([
    ["can't be had", () => Promise.reject(new Error("404")), 0],
    ["take too long", () => new Promise<never>(() => {}), 2000],
  ])("stands in English words when its own %s", async (_, load, after) => {
    show(load);
    await vi.advanceTimersByTimeAsync(after);
    expect([question(), find(".quiet").textContent]).toEqual(["Wie wahrscheinlich?", "Not now"]);
  });

  test("does not come any more when it is stopped before", async () => {
    show(async () => en);
    stop();
    await vi.advanceTimersByTimeAsync(3000);
    expect(host()).toBeNull();
  });
});

describe("What is sent?", () => {
  const sent = vi.fn((answer?: { readonly value: unknown }) => ({
    value: answer?.value as number | undefined,
    page: "https://shop.example/cart",
    place: "checkout · cart",
    before: ["page /cart · 6 s", "rage-click <b>pay</b> · 1 s"],
  }));
  const show = (survey: Survey) => {
    outcomes = [];
    stop = mountSurvey(survey, { document, language: "en", sent }, (outcome) => outcomes.push(outcome));
  };
  const open = () => {
    const details = find<HTMLDetailsElement>("details");
    details.open = true;
    details.dispatchEvent(new Event("toggle"));
  };
  const lines = () => [...inside().querySelectorAll("dt, dd")].map((each) => each.textContent);

  test("opens what this answer sends, as text, and follows the answer", () => {
    show(ask({ kind: "nps" }));
    expect(find("summary").textContent).toBe("What is sent?");
    expect(sent).not.toHaveBeenCalled();
    open();
    const rest = ["Where you are", "https://shop.example/cart", "checkout · cart", "What happened just before"];
    expect(lines()).toEqual(["Your answer", "–", ...rest, "page /cart · 6 s", "rage-click <b>pay</b> · 1 s"]);
    move("7");
    expect(lines().slice(0, 2)).toEqual(["Your answer", "7"]);
    expect(types()).toEqual([]);
  });

  test("is there for every question but for a message and the thanks, and without a word of what is sent not at all", () => {
    show(ask({ kind: "message", text: "The ferry is late." }));
    expect(inside().querySelector("details")).toBeNull();
    stop();
    show(leaving);
    press(radio("Payment"), " ");
    vi.advanceTimersByTime(200);
    open();
    type("The card");
    expect(lines().slice(0, 2)).toEqual(["Your answer", "The card"]);
    find("form").dispatchEvent(new Event("submit", { cancelable: true }));
    expect(inside().querySelector("details")).toBeNull();
    stop();
    mount(leaving);
    expect(inside().querySelector("details")).toBeNull();
  });
});

test("what is typed is given out as it is typed, and a survey goes on where it was left", () => {
  const keep = vi.fn<(draft: SurveyDraft) => void>();
  stop = mountSurvey(leaving, { document, language: "en", keep }, () => {});
  expect(keep).not.toHaveBeenCalled();
  press(radio("Payment"), " ");
  vi.advanceTimersByTime(200);
  type("The card");
  const [draft] = keep.mock.calls.at(-1) ?? [];
  expect(draft).toMatchObject({ at: "more", drafts: { more: { written: "The card" } } });
  stop();
  outcomes = [];
  stop = mountSurvey(leaving, { document, language: "en", draft }, (outcome) => outcomes.push(outcome));
  expect([question(), find<HTMLTextAreaElement>("#text").value]).toEqual(["What should we fix?", "The card"]);
  find("form").dispatchEvent(new Event("submit", { cancelable: true }));
  expect(types()).toEqual(["shown", "answer", "completed"]);
});

test.each([[null], [{}], [{ at: 7, drafts: null }], ["draft"]])("a draft that is %j counts for nothing", (draft) => {
  stop = mountSurvey(leaving, { document, language: "en", draft: draft as never }, () => {});
  expect(question()).toBe("What stopped you?");
});

describe("that nothing of it is left is told once", () => {
  const gone = vi.fn();
  const show = (survey: Survey) => {
    stop = mountSurvey(survey, { document, language: "en", gone }, () => {});
  };
  beforeEach(() => gone.mockClear());

  test("when it is stopped", () => {
    show(leaving);
    expect(gone).not.toHaveBeenCalled();
    stop();
    stop();
    expect(gone).toHaveBeenCalledOnce();
  });

  test("when nothing in it can be asked", () => {
    show({ questions: [{ id: "q", kind: "poem", text: "?" } as unknown as Question] });
    expect(gone).toHaveBeenCalledOnce();
  });

  test("when it can't be drawn", () => {
    vi.spyOn(CSSStyleSheet.prototype, "replaceSync").mockImplementation(() => {
      throw new Error("no sheets");
    });
    show(leaving);
    expect(gone).toHaveBeenCalledOnce();
    expect(host()).toBeNull();
  });

  test("when the page takes it out again and again", () => {
    show(leaving);
    for (let i = 0; i < 3; i++) {
      host()?.remove();
      vi.advanceTimersByTime(300);
    }
    expect(gone).toHaveBeenCalledOnce();
  });
});

test("the second click of a double click on Next passes no question", () => {
  mount({ questions: [leaving.questions[0], { id: "t", kind: "text", text: "?", optional: true }] as Question[] });
  press(radio("Cost"), "ArrowDown");
  move("Cost");
  click(find(".go"), 1);
  expect(question()).toBe("? (optional)");
  click(find(".go"), 2);
  expect(question()).toBe("? (optional)");
});

test("whoever fails to keep what is typed stops nobody typing", () => {
  const keep = () => {
    throw new Error("no clock");
  };
  stop = mountSurvey(ask({ kind: "text" }), { document, language: "en", keep }, () => {});
  type("The card");
  expect(host()).not.toBeNull();
});

test("makes way for a page that is inert", () => {
  mount(leaving);
  document.body.inert = true;
  vi.advanceTimersByTime(300);
  expect(host()?.hidden).toBe(true);
  document.body.inert = false;
  vi.advanceTimersByTime(300);
  expect(host()?.hidden).toBe(false);
});

// The button that stands on a page, up to where layout begins.
import type { Survey } from "@waymark/protocol";
import { afterEach, expect, test, vi } from "vitest";
import { standButton } from "../../packages/survey/src/stand-button.ts";

const survey = (button: unknown): Survey =>
  ({ placement: { button }, questions: [{ id: "q", kind: "text", text: "What?" }] }) as Survey;
const hostOf = () => document.documentElement.querySelector<HTMLElement>(":scope > div");
const buttonOf = () => hostOf()?.shadowRoot?.querySelector("button");

const stops: (() => void)[] = [];
const stand = (button: unknown, language = "en") => {
  const open = vi.fn<(closed: () => void) => void>();
  const standing = standButton(survey(button), { document, language, open });
  stops.push(standing.stop);
  return { ...standing, open };
};
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
  document.body.replaceChildren();
});

test.each([
  ["Feedback", "en", "Feedback"],
  [{ en: "Feedback", de: "Rückmeldung" }, "de-AT", "Rückmeldung"],
  ["<b>x</b>", "en", "<b>x</b>"],
])("says %j in %s: %s", (label, language, words) => {
  stand(label, language);
  expect(buttonOf()?.textContent).toBe(words);
  expect(buttonOf()?.querySelector("b")).toBeNull();
});

test("gives way while its survey is open, and has the focus again when that is gone", () => {
  const { open } = stand("Feedback");
  buttonOf()?.focus();
  buttonOf()?.click();
  expect(open).toHaveBeenCalledOnce();
  expect(hostOf()?.hidden).toBe(true);
  buttonOf()?.blur();
  open.mock.calls[0]?.[0]();
  expect(hostOf()?.hidden).toBe(false);
  expect(hostOf()?.shadowRoot?.activeElement).toBe(buttonOf());
});

test("takes no focus from whoever has gone on elsewhere", () => {
  const field = document.body.appendChild(document.createElement("input"));
  const { open } = stand("Feedback");
  buttonOf()?.click();
  field.focus();
  open.mock.calls[0]?.[0]();
  expect(document.activeElement).toBe(field);
});

test("is put back where the page has taken it out, when it is to be shown", () => {
  const { show } = stand("Feedback");
  hostOf()?.remove();
  show(true);
  expect(buttonOf()?.textContent).toBe("Feedback");
});

test("stays away while it is not wanted, and leaves nothing behind", () => {
  const { show, stop } = stand("Feedback");
  show(false);
  expect(hostOf()?.hidden).toBe(true);
  stop();
  expect(hostOf()).toBeNull();
});

test("nothing is thrown where it can't be drawn", () => {
  vi.stubGlobal("CSSStyleSheet", undefined);
  expect(() => stand("Feedback").show(true)).not.toThrow();
  vi.unstubAllGlobals();
});

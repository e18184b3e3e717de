// Fields for passwords and cards on a page that mirrors what is typed into every attribute: nothing of it is kept or sent.
import { afterAll, beforeAll, expect, test } from "vitest";
import { toScript } from "../delivery/before.ts";
import { openLab } from "../delivery/lab.ts";
import { type CollectorProcess, launchCollector } from "../harness/collector.ts";
import { describeIn, SELECTED_ENGINES } from "../harness/engines.ts";
import { eventually } from "../harness/eventually.ts";
import { flush, loadIdle, track } from "../harness/in-page.ts";
import { findIn, readSent, readStored, readWritten } from "./traces.ts";

const PASSWORD = "correct-Horse9battery";
const CARD = "4242 4242 4242 4242";
const CVC = "cvc-739-of-card";
const HOLDER = "Jane Q. Doe-Tarrant";
const PERSON = "Mrs Ines Tarrant, born 4.7.1980, 4 Quay Street";
const SECRETS = [PASSWORD, CARD, CARD.replaceAll(" ", ""), CVC, HOLDER, PERSON, "Tarrant"];

/** As frameworks and password managers do: whatever is typed stands in attributes, too. */
const build = toScript((person) => {
  addEventListener("DOMContentLoaded", () => {
    const form = document.createElement("form");
    form.id = "pay";
    for (const [id, type] of [
      ["password", "password"],
      ["card", "text"],
      ["cvc", "text"],
      ["holder", "text"],
    ] as const) {
      const label = Object.assign(document.createElement("label"), { htmlFor: id, textContent: `${person} ${id}` });
      const field = Object.assign(document.createElement("input"), { id, type, required: true });
      field.oninput = () => {
        for (const name of ["value", "title", "placeholder", "aria-label", "data-value", "class", "alt", "name"])
          field.setAttribute(name, field.value);
        label.title = field.value;
        label.id = `of ${field.value}`;
        document.title = field.value;
      };
      form.append(label, field, document.createElement("br"));
    }
    const button = Object.assign(document.createElement("button"), { id: "send", textContent: person, title: person });
    const note = Object.assign(document.createElement("p"), {
      contentEditable: "true",
      id: "note",
      textContent: person,
    });
    const dead = Object.assign(document.createElement("button"), { type: "button", id: "dead", textContent: person });
    form.append(button, dead);
    form.onsubmit = (event) => {
      event.preventDefault();
      for (const field of form.querySelectorAll("input")) field.setAttribute("aria-invalid", "true");
      throw new Error(`declined: ${[...form.querySelectorAll("input")].map(({ value }) => value)}`);
    };
    document.body.append(form, note);
  });
}, PERSON);

let collector: CollectorProcess;
beforeAll(async () => {
  collector = await launchCollector(["--quiet"]);
});
afterAll(() => collector.stop());

describeIn(SELECTED_ENGINES, (engine) => {
  test("what is typed, shown beside it or mirrored into attributes is in no byte that is kept or sent", async () => {
    const lab = await openLab(engine, { collector, before: [build] });
    const tab = lab.driver();
    lab.relay.set(() => "cut");
    await tab.open(lab.origin);
    await loadIdle(tab);
    const typed = { password: PASSWORD, card: CARD, cvc: CVC, holder: HOLDER };
    for (const [id, text] of Object.entries(typed)) {
      await tab.click(`label[for=${id}]`);
      await tab.click(`#${id}`);
      await tab.type(text);
    }
    // Again and again: a label, a field, a button that does nothing, and one that is refused.
    for (const selector of ["label[for=card]", "#password", "#send"]) await tab.click(selector, 2);
    await tab.click("#dead", 4);
    await tab.click("#card");
    await tab.type("1");
    await tab.click("#note");
    await tab.type(HOLDER);
    await track(tab, "looked");
    const stored = [await readStored(tab)];
    // Left with a form that is not sent.
    await tab.open(`${lab.origin}/next`);
    await track(tab, "looked again");
    stored.push(await readStored(tab));
    lab.relay.set(() => "through");
    const told = await eventually("all of it arrives", async () => {
      await flush(tab);
      const entries = await collector.entries({ site: lab.site });
      return entries.some(({ name }) => name === "looked again")
        ? entries.map(({ type, name }) => `${type} ${name}`)
        : undefined;
    });
    const places = { stored, sent: readSent(lab.relay), written: await readWritten(collector) };
    for (const [place, bytes] of Object.entries(places)) expect([place, findIn(bytes, SECRETS)]).toEqual([place, []]);
    expect(told).toEqual(
      expect.arrayContaining([
        "form form[id=pay]",
        "click input[id=password]",
        "click input[id=card]",
        "click button[id=dead]",
        "error Error",
        "rage-click button[id=dead]",
      ]),
    );
  });
});

// Card numbers, addresses and IBANs that people write into a survey: masked wherever the answer is kept or sent.
import type { AnswerData, Configuration } from "@waymark/protocol";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openLab } from "../delivery/lab.ts";
import { type CollectorProcess, launchCollector } from "../harness/collector.ts";
import type { Tab } from "../harness/driver.ts";
import { describeIn, SELECTED_ENGINES } from "../harness/engines.ts";
import { eventually } from "../harness/eventually.ts";
import { endBackoff, flush, leave, loadIdle } from "../harness/in-page.ts";
import { inSurvey, see } from "../harness/shopper.ts";
import { findIn, readSent, readStored, readWritten } from "./traces.ts";

const CARDS = ["4111 1111 1111 1111", "5555-5555-5555-4444", "378282246310005"];
const EMAIL = "jane.doe@mail.example";
const IBAN = "DE89 3704 0044 0532 0130 00";
const SECRETS = [...CARDS, EMAIL, IBAN];
const ORDERS = ["1234567890123456", "A-20241188", "00340434161094042557"];
const WRITTEN = [...SECRETS, ...ORDERS].join(", ");
const MASKED = `[card], [card], [card], [email], [iban], ${ORDERS.join(", ")}`;

const TEXTS: { readonly [id: string]: string } = { more: "Why?", what: "What was it?", who: "Who was it?" };
const configuration: Configuration = {
  stages: [{ id: "read", pages: ["/"] }],
  surveys: {
    why: {
      questions: [
        { id: "more", kind: "text", text: TEXTS.more ?? "" },
        { id: "what", kind: "choices", text: TEXTS.what ?? "", choices: ["Delivery"], other: true },
        { id: "who", kind: "choice", text: TEXTS.who ?? "", choices: ["You"], other: true },
      ],
    },
  },
  triggers: [{ id: "never", on: { name: "nothing" }, ask: "why" }],
};
interface Page {
  readonly waymark: { ask(survey: string): void };
}

/** A survey glides in, and WebKit's driver clicks nothing that moves. */
const press = (tab: Tab, selector: string) =>
  eventually(`${selector} is pressed`, () => tab.click(inSurvey(selector)).then(() => true));

/** WebKit's driver finds the field covered by what sticks to the card's end. */
const focusText = () =>
  document.querySelector(".ph-no-capture")?.shadowRoot?.querySelector<HTMLElement>("#text")?.focus();

let collector: CollectorProcess;
beforeAll(async () => {
  collector = await launchCollector(["--quiet"]);
});
afterAll(() => collector.stop());

describeIn(SELECTED_ENGINES, (engine) => {
  test("no card, address or IBAN is kept, sent or stored; order numbers are", async () => {
    const pages = { "/waymark.json": { body: JSON.stringify(configuration), type: "application/json" } };
    const lab = await openLab(engine, { collector, attributes: { "data-config": "/waymark.json" }, pages });
    const tab = lab.driver();
    lab.relay.set(() => "cut");
    await tab.open(lab.origin);
    await loadIdle(tab);
    await tab.evaluate(() => (window as never as Page).waymark.ask("why"));
    for (const id of ["more", "what", "who"]) {
      await see(tab, inSurvey("#question"), TEXTS[id]);
      if (id !== "more") await press(tab, "input[value='']");
      await see(tab, inSurvey("#text"));
      await tab.evaluate(focusText);
      await tab.type(WRITTEN);
      if (id === "more") {
        // While somebody writes, a draft stands in sessionStorage as it is written; with the answer it is gone.
        await tab.reload();
        await see(tab, inSurvey("#question"), TEXTS[id]);
      }
      await press(tab, ".go");
    }
    await see(tab, inSurvey(".card"), "Thank");
    await leave(tab, () => tab.open(`${lab.origin}/next`));
    await loadIdle(tab);
    const stored = await readStored(tab);
    lab.relay.set(() => "through");
    const arrive = async () => {
      await endBackoff(tab, lab.site);
      await flush(tab);
      const found = await collector.entries({ site: lab.site, kind: "answer" });
      return found.length === 3 ? found : undefined;
    };
    const answers = await eventually("the answers arrive", arrive, { timeout: 30_000 });
    expect(answers.map(({ data }) => (data as AnswerData).value)).toEqual([MASKED, [MASKED], MASKED]);
    const places = { stored, sent: readSent(lab.relay), written: await readWritten(collector) };
    for (const [place, bytes] of Object.entries(places)) {
      expect([place, findIn(bytes, SECRETS)]).toEqual([place, []]);
      expect([place, findIn(bytes, ORDERS)]).toEqual([place, ORDERS]);
    }
  });
});

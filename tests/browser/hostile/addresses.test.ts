// Addresses that carry what is nobody's business, of pages, links and referrers: nothing of it is kept or sent anywhere.
import { afterAll, beforeAll, expect, test } from "vitest";
import { toScript } from "../delivery/before.ts";
import { type Lab, openLab } from "../delivery/lab.ts";
import { type CollectorProcess, launchCollector } from "../harness/collector.ts";
import type { Tab } from "../harness/driver.ts";
import { describeIn, SELECTED_ENGINES } from "../harness/engines.ts";
import { eventually } from "../harness/eventually.ts";
import { flush, leave, loadIdle, track } from "../harness/in-page.ts";
import { findIn, readSent, readStored, readWritten, type Stored } from "./traces.ts";

const TOKEN = "s3cr3t-Tok3n-4711";
const EMAIL = "jane.doe@mail.example";
const ACCESS = "ya29.a0AfH6SMBx-access";
const TERM = "a@b.co";
const JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJqYW5lIn0.c2lnbmF0dXJlLW9mLWphbmU";
const PASSWORD = "hunter2-of-jane";
const SECRETS = [TOKEN, EMAIL, ACCESS, TERM, JWT, ...JWT.split("."), PASSWORD];

const QUERY = `?token=${TOKEN}&email=${encodeURIComponent(EMAIL)}&utm_source=letter&utm_term=${TERM}`;
const FRAGMENT = `#access_token=${ACCESS}&token_type=bearer`;

/** What leads there, and what fails there: a script of the page's own is named by the page's address. */
const build = toScript(
  (links) => {
    addEventListener("DOMContentLoaded", () => {
      for (const [id, href] of Object.entries(links)) {
        const link = Object.assign(document.createElement("a"), { id, href, textContent: href });
        if (id === "dead") link.onclick = () => false;
        document.body.append(link, document.createElement("br"));
      }
      const script = document.createElement("script");
      script.textContent = "addEventListener('load', () => setTimeout(() => { throw new Error(location.href); }));";
      document.body.append(script);
    });
  },
  { go: `/reset/${JWT}${QUERY}${FRAGMENT}`, dead: `https://jane:${PASSWORD}@shop.example/${QUERY}${FRAGMENT}` },
);

let collector: CollectorProcess;
beforeAll(async () => {
  collector = await launchCollector(["--quiet"]);
});
afterAll(() => collector.stop());

const told = async ({ site }: Lab) => (await collector.entries({ site })).map(({ type, name }) => `${type} ${name}`);
const arrives = (lab: Lab, tab: Tab, line: string) =>
  eventually(`${line} arrives`, async () => {
    await flush(tab);
    return (await told(lab)).includes(line);
  });

describeIn(SELECTED_ENGINES, (engine) => {
  test("tokens, e-mail addresses and passwords of addresses are in no byte that is kept or sent", async () => {
    const lab = await openLab(engine, { collector, before: [build], paths: [`/reset/${JWT}`] });
    const tab = lab.driver();
    const stored: Stored[] = [];
    /** What waits to be sent has to be looked at before it is. */
    const look = async () => {
      await track(tab, "looked");
      stored.push(await readStored(tab));
    };
    lab.relay.set(() => "cut");
    await tab.open(`${lab.origin}/${QUERY}${FRAGMENT}`);
    await loadIdle(tab);
    await tab.click("#dead", 4);
    await look();
    await leave(tab, () => tab.click("#go"));
    await loadIdle(tab);
    await tab.evaluate(
      (query, fragment) => {
        history.pushState({}, "", `/account${query}${fragment}`);
      },
      QUERY,
      FRAGMENT,
    );
    await tab.evaluate((access) => location.assign(`#/callback?access_token=${access}`), ACCESS);
    await look();
    await leave(tab, () => tab.open(lab.origin.replace("//", `//jane:${PASSWORD}@`)));
    await loadIdle(tab);
    await look();
    lab.relay.set(() => "through");
    await tab.open(`${lab.origin}/next`);
    for (const line of ["page /reset/:id", "page /account", "click a[id=dead]", "error Error", "page /next"])
      await arrives(lab, tab, line);
    const places = { stored, sent: readSent(lab.relay), written: await readWritten(collector) };
    for (const [place, bytes] of Object.entries(places)) {
      expect([place, findIn(bytes, SECRETS)]).toEqual([place, []]);
      const all = ["/reset/:id", "/account", "utm_source=letter", "#/callback"];
      expect([place, findIn(bytes, all)]).toEqual([place, all]);
    }
  });

  test("a page that lets its whole address be told lets the collector have its origin alone", async () => {
    const lab = await openLab(engine, { collector, headers: { "Referrer-Policy": "unsafe-url" } });
    const tab = lab.driver();
    await tab.open(`${lab.origin}/${QUERY}`);
    await track(tab, "looked");
    await arrives(lab, tab, "custom looked");
    const sent = readSent(lab.relay);
    expect(findIn(sent, [`${lab.origin}/`])).not.toEqual([]);
    expect(findIn(sent, SECRETS)).toEqual([]);
  });
});

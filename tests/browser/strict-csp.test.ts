// A plain page that forbids nearly everything still runs from pages over a survey to an answer, without one violation.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Configuration } from "@waymark/protocol";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { type CollectorProcess, launchCollector } from "./harness/collector.ts";
import type { Driver, Engine } from "./harness/driver.ts";
import { describeIn, launch, SELECTED_ENGINES } from "./harness/engines.ts";
import { eventually } from "./harness/eventually.ts";
import { visitorOf } from "./harness/in-page.ts";
import { type Site, serve } from "./harness/serve.ts";
import { click, inSurvey, see } from "./harness/shopper.ts";

const configuration: Configuration = {
  stages: [{ id: "read", pages: ["/", "/trusted", "/deutsch"] }],
  surveys: { "why-help": { questions: [{ id: "mood", kind: "csat", look: "faces", text: "How is it going?" }] } },
  triggers: [{ id: "help", on: { type: "custom", name: "help-opened" }, ask: "why-help" }],
};

let collector: CollectorProcess;
let site: Site;

/** The page of a policy; `more` is added to it. */
const toPage = (more: string, language = "en") => ({
  headers: {
    "Content-Security-Policy": `default-src 'none'; script-src 'nonce-x'; connect-src ${collector.url}${more}`,
  },
  body: `<!doctype html><html lang="${language}"><head><title>Plain</title><link rel="icon" href="data:,">
    <script nonce="x">
      addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sourceFile }) => {
        (window.blocked ||= []).push([violatedDirective, blockedURI, sourceFile].join(" "));
      });
      (window.waymark ||= []).push(["track", "help-opened", { by: "link" }]);
    </script>
    <script nonce="x" async src="${collector.url}/waymark.js" data-site="plain" data-consent="granted"
      data-config="${collector.url}/waymark.json"></script>
    </head><body><main><h1>Plain</h1></main></body></html>`,
});

beforeAll(async () => {
  const file = join(process.env.TMPDIR ?? "/tmp", `waymark-${process.pid}.json`);
  await writeFile(file, JSON.stringify(configuration));
  collector = await launchCollector(["--config", file]);
  site = await serve({
    "/": toPage(""),
    "/trusted": toPage("; require-trusted-types-for 'script'; trusted-types waymark"),
    "/deutsch": toPage("; require-trusted-types-for 'script'; trusted-types waymark", "de-AT"),
    "/none": toPage("; require-trusted-types-for 'script'; trusted-types 'none'"),
  });
});
afterAll(async () => {
  await site.stop();
  await collector.stop();
});

/** A visitor whom the site has never seen. */
const visit = async (engine: Engine, path: string): Promise<Driver> => {
  const driver = await launch(engine);
  onTestFinished(driver.close);
  await driver.open(site.origin + path);
  return driver;
};
const blockedOn = (driver: Driver) => driver.evaluate(() => (window as never as { blocked?: string[] }).blocked ?? []);

describeIn(SELECTED_ENGINES, (engine) => {
  test.each([
    ["/", "Thank"],
    ["/trusted", "Thank"],
    ["/deutsch", "Danke"],
  ])("%s: asked and answered without a violation", async (path, thanks) => {
    const driver = await visit(engine, path);
    await click(driver, inSurvey("input[value='4']"));
    await see(driver, inSurvey(".card"), thanks);
    // The page's own icon is what the policy blocks; it asked for none of ours.
    expect((await blockedOn(driver)).filter((each) => !each.startsWith("img-src"))).toEqual([]);
    const visitor = await visitorOf(driver, "plain");
    await eventually("the answer arrives", async () => (await collector.entries({ kind: "answer", visitor })).length);
    const [answer] = await collector.entries({ kind: "answer", visitor });
    expect(answer).toMatchObject({
      stage: "read",
      step: "read",
      data: { survey: "why-help", value: 4, min: 1, max: 5 },
    });
    expect((await collector.entries({ visitor })).map(({ type }) => type)).toEqual(
      expect.arrayContaining(["page", "custom", "shown"]),
    );
  });

  test("where no Trusted Types policy is allowed, the page is tracked all the same", async () => {
    const driver = await visit(engine, "/none");
    const visitor = await visitorOf(driver, "plain");
    const isThere = async () =>
      (await collector.entries({ type: "page", visitor })).some(({ name }) => name === "/none");
    await eventually("its page arrives", isThere);
    // What the policy blocks the browser tells by itself; nothing else went wrong.
    expect(driver.faults().filter((each) => !/content.security.policy/i.test(each))).toEqual([]);
  });
});

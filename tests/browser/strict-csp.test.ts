// A plain page that forbids nearly everything still runs from pages over a survey to an answer, without one violation.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Configuration } from "@waymark/protocol";
import type { Browser, Page } from "puppeteer-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchChromium } from "./harness/browsers.ts";
import { type CollectorProcess, launchCollector } from "./harness/collector.ts";
import { eventually } from "./harness/eventually.ts";
import { type Site, serve } from "./harness/serve.ts";
import { click, inSurvey, see } from "./harness/shopper.ts";

const configuration: Configuration = {
  stages: [{ id: "read", pages: ["/"] }],
  surveys: { "why-help": { questions: [{ id: "mood", kind: "csat", look: "faces", text: "How is it going?" }] } },
  triggers: [{ id: "help", on: { type: "custom", name: "help-opened" }, ask: "why-help" }],
};

let collector: CollectorProcess;
let site: Site;
let browser: Browser;

/** The page of a policy; `more` is added to it. */
const toPage = (more: string) => ({
  headers: {
    "Content-Security-Policy": `default-src 'none'; script-src 'nonce-x'; connect-src ${collector.url}${more}`,
  },
  body: `<!doctype html><html lang="en"><head><title>Plain</title><link rel="icon" href="data:,">
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
    "/none": toPage("; require-trusted-types-for 'script'; trusted-types 'none'"),
  });
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
  await site.stop();
  await collector.stop();
});

const answerOn = async (path: string): Promise<Page> => {
  const page = await (await browser.createBrowserContext()).newPage();
  await page.goto(site.origin + path);
  await click(page, inSurvey("::-p-text(Good)"));
  await see(page, inSurvey("::-p-text(Thank)"));
  return page;
};
const blockedOn = (page: Page) => page.evaluate(() => (window as never as { blocked?: string[] }).blocked ?? []);

test.each(["/", "/trusted"])("%s: asked and answered without a violation", async (path) => {
  const page = await answerOn(path);
  // The page's own icon is what the policy blocks; it asked for none of ours.
  expect((await blockedOn(page)).filter((each) => !each.startsWith("img-src"))).toEqual([]);
  await eventually("the answer arrives", async () => (await collector.entries({ kind: "answer" })).length > 0);
  const [answer] = await collector.entries({ kind: "answer" });
  expect(answer).toMatchObject({ stage: "read", step: "read", data: { survey: "why-help", value: 4, min: 1, max: 5 } });
  expect((await collector.entries()).map(({ type }) => type)).toEqual(
    expect.arrayContaining(["page", "custom", "shown"]),
  );
});

test("where no Trusted Types policy is allowed, the page is tracked all the same", async () => {
  const page = await (await browser.createBrowserContext()).newPage();
  const errors: unknown[] = [];
  page.on("pageerror", (error) => errors.push(error));
  await page.goto(`${site.origin}/none`);
  const isThere = async () => (await collector.entries({ type: "page" })).some(({ name }) => name === "/none");
  await eventually("its page arrives", isThere);
  expect(errors).toEqual([]);
});

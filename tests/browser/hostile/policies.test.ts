// Pages whose policies let little of Waymark in: what is allowed works, what is not is left out in silence.
import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { hurry } from "../delivery/before.ts";
import { describeIn, SELECTED_ENGINES } from "../harness/engines.ts";
import { eventually } from "../harness/eventually.ts";
import { countQueued } from "../harness/in-page.ts";
import { inSurvey } from "../harness/shopper.ts";
import { openHostileSite, type Visit } from "./hostile-site.ts";

const PARTS = ["plan", "idle", "ask", "signals", "survey"].map((part) => `waymark.${part}.js`);
const CONNECT = "default-src 'none'; img-src data:; connect-src 'self' {collector}";

/** What tells of a blocked request is the browser's own voice. */
const isOurs = (line: string) => !line.startsWith("violation") && !/policy|policies|integrity/i.test(line);

describeIn(SELECTED_ENGINES, (engine) => {
  const hostile = openHostileSite(engine);
  const hashOf = (file: string) =>
    `sha256-${createHash("sha256")
      .update(hostile.pages[`/${file}`]?.body ?? "")
      .digest("base64")}`;
  const policyOf = (files: readonly string[]) => ({
    "Content-Security-Policy": `${CONNECT}; script-src 'nonce-x' ${files.map((file) => `'${hashOf(file)}'`).join(" ")}`,
  });
  /** Without a nonce the tag counts by its hash alone. */
  const byHash = (file: string) => ({ nonce: undefined, integrity: hashOf(file), crossorigin: "anonymous" });
  const arrives = async (visit: Visit, name: string) => {
    await visit.track(name);
    return eventually(`${name} arrives`, async () => {
      await visit.flush();
      return (await visit.entries({ type: "custom" })).some((entry) => entry.name === name);
    });
  };
  const isAsked = (visit: Visit) =>
    visit.driver.evaluate((host) => !!document.querySelector(host), inSurvey("").split(" ")[0] ?? "");

  test("where no Trusted Types policy is allowed, the single file asks and breaks no rule", async () => {
    const policy = `${CONNECT}; script-src 'nonce-x'; require-trusted-types-for 'script'; trusted-types 'none'`;
    const visit = await hostile.visit({ file: "waymark.all.js", headers: { "Content-Security-Policy": policy } });
    await visit.track("help");
    await visit.answer();
    expect(await visit.troubles()).toEqual([]);
  });

  test("where neither a Trusted Types policy nor a part is allowed, the page is tracked, and debug mode says what is missed", async () => {
    const policy = policyOf(["waymark.js"])["Content-Security-Policy"];
    const headers = {
      "Content-Security-Policy": `${policy}; require-trusted-types-for 'script'; trusted-types 'none'`,
    };
    const visit = await hostile.visit({ headers, attributes: { ...byHash("waymark.js"), "data-debug": "" } });
    await arrives(visit, "help");
    const lines = await visit.troubles();
    expect(lines).toContain("violation: script-src-elem waymark.plan.js");
    expect(lines.filter((line) => /^(error|rejection)/.test(line))).toEqual([]);
    // What WebKit writes to its console can't be read here.
    if (engine !== "webkit") expect(lines).toContainEqual(expect.stringMatching(/^\[waymark\] missed/));
  });

  test("by the hash of the single file alone it asks and breaks no rule", async () => {
    const file = "waymark.all.js";
    const visit = await hostile.visit({ file, headers: policyOf([file]), attributes: byHash(file) });
    await visit.track("help");
    await visit.answer();
    expect(await visit.troubles()).toEqual([]);
  });

  test("by the hash of the first file alone the page is tracked, in silence", async () => {
    const visit = await hostile.visit({ headers: policyOf(["waymark.js"]), attributes: byHash("waymark.js") });
    await arrives(visit, "help");
    expect(await visit.troubles()).toContain("violation: script-src-elem waymark.plan.js");
    expect((await visit.troubles()).filter(isOurs)).toEqual([]);
  });

  test("by the hashes of all parts they load and ask, and break no rule", async () => {
    const files = ["waymark.js", ...PARTS];
    const visit = await hostile.visit({ headers: policyOf(files), attributes: byHash("waymark.js") });
    await visit.track("help");
    await visit.answer();
    expect(await visit.troubles()).toEqual([]);
  });

  test.each(["waymark.js", "waymark.all.js"])("where scripts need integrity %s asks", async (file) => {
    const headers = { "Integrity-Policy": "blocked-destinations=(script)" };
    const head = `<script src="/unchecked.js"></script>`;
    hostile.pages["/unchecked.js"] = { body: "window.isUnchecked = true", type: "text/javascript" };
    const attributes = { integrity: hashOf(file), crossorigin: "anonymous" };
    const visit = await hostile.visit({ file, headers, attributes, head });
    await visit.track("help");
    await visit.answer();
    expect((await visit.troubles()).filter(isOurs)).toEqual([]);
    expect(await visit.driver.evaluate(() => "isUnchecked" in window), "the policy holds").toBe(false);
  });

  test("a part that was altered on its way is not run, and the page goes on and is tracked", async () => {
    const whole = hostile.pages["/waymark.survey.js"];
    hostile.pages["/waymark.survey.js"] = { ...whole, body: `window.isAltered = true;\n${whole?.body}` };
    try {
      const visit = await hostile.visit({ attributes: { "data-debug": "" } });
      await visit.track("help");
      const fates = () =>
        visit.driver.evaluate(async () => {
          type Explained = readonly { readonly entry: { readonly name: string }; readonly fate: string }[];
          const { waymark } = window as never as { waymark: { explain(): Promise<Explained> } };
          return (await waymark.explain()).filter(({ entry }) => entry.name === "help").map(({ fate }) => fate);
        });
      await eventually("it is missed", async () => (await fates()).includes("missed: chunk"));
      await arrives(visit, "after");
      expect(await visit.driver.evaluate(() => "isAltered" in window)).toBe(false);
      expect(await isAsked(visit)).toBe(false);
      const lines = await visit.troubles();
      expect(lines.filter((line) => /^(error|rejection|violation)/.test(line))).toEqual([]);
    } finally {
      hostile.pages["/waymark.survey.js"] = whole as never;
    }
  });

  test("where requests to the collector are forbidden all stays in the queue, and one line says so", async () => {
    const headers = { "Content-Security-Policy": "connect-src 'self'" };
    const visit = await hostile.visit({ headers, before: hurry(240) });
    for (const name of ["a", "b", "c"]) expect(await visit.track(name)).toBe("idb");
    const queued = await countQueued(visit.driver, visit.site);
    const known = await visit.troubles();
    const isBlocked = (line: string) => line === "violation: connect-src ingest";
    await eventually("it is tried again and again", async () => {
      await visit.flush();
      return (await visit.troubles()).filter(isBlocked).length > known.filter(isBlocked).length + 2;
    });
    expect(await countQueued(visit.driver, visit.site)).toBeGreaterThanOrEqual(queued);
    expect(visit.batches()).toEqual([]);
    const lines = (await visit.troubles()).filter((line) => line.startsWith("[waymark] data-collector"));
    // What WebKit writes to its console can't be read here.
    if (engine !== "webkit") expect(lines).toEqual(["[waymark] data-collector: is blocked; check connect-src"]);
  });
});

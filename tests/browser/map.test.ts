// The map's page as it is served, in a real browser under its strict CSP: seen, walked, narrowed, attacked.
import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { toMapFile } from "@waymark/map";
import type { JourneyMap } from "@waymark/protocol";
import type { Browser, MediaFeature, Page } from "puppeteer-core";
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { openMap, toLine } from "../collector/map/fixtures.ts";
import { delivery, demo, empty, few, hostile, huge, noPlan, other, ternAndTide, twelveSteps } from "../map/fixtures.ts";
import { launchChromium } from "./harness/browsers.ts";
import { eventually } from "./harness/eventually.ts";
import { type Served, type Site, serve } from "./harness/serve.ts";

/** As the collector serves it. */
const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; " +
  "form-action 'self'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'";
const headers = { "Content-Security-Policy": CSP };
const JSON_TYPE = "application/json";

const read = (file: string) => readFile(new URL(`../../packages/map/dist/${file}`, import.meta.url));
const pages: { [path: string]: Served } = {};

let browser: Browser;
let site: Site;
let page: Page;
/** What the console said, and what was thrown. */
let said: string[] = [];

beforeAll(async () => {
  pages["/map"] = { body: await read("map.html"), headers };
  pages["/map/map.js"] = { body: await read("map.js"), type: "text/javascript" };
  pages["/map/map.css"] = { body: await read("map.css"), type: "text/css" };
  site = await serve(pages);
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
  await site.stop();
});
afterEach(() => page.close());

interface OpenOptions {
  readonly width?: number;
  readonly search?: string;
  readonly features?: readonly MediaFeature[];
}

const give = (map: JourneyMap) => {
  pages["/api/map"] = { body: JSON.stringify(map), type: JSON_TYPE };
  pages["/api/delivery"] = { body: JSON.stringify(delivery), type: JSON_TYPE };
  pages["/api/status"] = { body: JSON.stringify({ applied: map.applied, durable: map.applied }), type: JSON_TYPE };
};

const listen = async () => {
  page = await browser.newPage();
  said = [];
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(String(error)));
  await page.evaluateOnNewDocument(() => {
    addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => {
      console.error(`CSP: ${violatedDirective} ${blockedURI}`);
    });
  });
};

/** The map beside that of {@link other}: the collector answers with one for everyone and with one for a phone. */
const openCompared = async (options: OpenOptions = {}) => {
  await listen();
  give(ternAndTide);
  await page.setRequestInterception(true);
  page.on("request", (request) => {
    const body = request.url().includes("/api/map?device=phone") && JSON.stringify(other);
    return body ? request.respond({ contentType: JSON_TYPE, body }) : request.continue();
  });
  await show({ ...options, search: `?versus=device:phone${options.search ?? ""}` });
  await page.waitForSelector(".versus-key");
};

const show = async ({ width = 1_280, search = "", features = [] }: OpenOptions) => {
  await page.setViewport({ width, height: 1_000 });
  const session = await page.createCDPSession();
  const still = { name: "prefers-reduced-motion", value: "reduce" };
  await session.send("Emulation.setEmulatedMedia", { features: [still, ...features] });
  await page.goto(`${site.origin}/map${search}`);
  await page.waitForSelector("main[aria-busy=false]");
};

const open = async (map: JourneyMap, options: OpenOptions = {}) => {
  give(map);
  await listen();
  await show(options);
};

/** Opens it to somebody whom the collector does not know. */
const openAsStranger = async (features: readonly MediaFeature[]) => {
  await open(ternAndTide, { features });
  await page.setRequestInterception(true);
  page.on("request", (request) =>
    request.url().includes("/api/map")
      ? request.respond({ status: 401, contentType: "application/problem+json", body: "{}" })
      : request.continue(),
  );
  await page.reload();
  await page.waitForSelector("#token");
  said = said.filter((line) => !line.includes("401"));
};

const stepMark = (key: string) => `[data-step="${key}"]`;
const focus = (selector: string) => page.$eval(selector, (element) => (element as HTMLElement | SVGElement).focus());
const focused = () =>
  page.evaluate(() => document.activeElement?.getAttribute("data-step") ?? document.activeElement?.textContent);

describe("axe finds nothing, and the console is empty", () => {
  const lookings: { readonly [name: string]: readonly MediaFeature[] } = {
    light: [{ name: "prefers-color-scheme", value: "light" }],
    dark: [{ name: "prefers-color-scheme", value: "dark" }],
    "forced colours": [{ name: "forced-colors", value: "active" }],
  };
  const views: { readonly [name: string]: (features: readonly MediaFeature[]) => Promise<void> } = {
    map: (features) => open(ternAndTide, { features }),
    "thin data": (features) => open(few, { features }),
    table: (features) => open(ternAndTide, { features, search: "?view=table" }),
    "panel open": async (features) => {
      await open(ternAndTide, { features });
      await page.click(stepMark("checkout/payment"));
      await page.waitForSelector(".panel");
    },
    compared: (features) => openCompared({ features }),
    "compared, table": (features) => openCompared({ features, search: "&view=table" }),
    phone: (features) => open(ternAndTide, { features, width: 390 }),
    "sign-in": openAsStranger,
    empty: (features) => open(empty, { features }),
    "no plan": (features) => open(noPlan, { features }),
  };
  for (const [looking, features] of Object.entries(lookings))
    test.each(Object.keys(views))(`%s, ${looking}`, async (view) => {
      await views[view]?.(features);
      await page.evaluate(await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8"));
      const { violations } = await page.evaluate(() => globalThis.axe.run());
      expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.failureSummary)])).toEqual([]);
      expect(said).toEqual([]);
    });
});

describe("by keyboard", () => {
  test("Tab reaches the steps once, arrows walk them in the order of the plan", async () => {
    await open(ternAndTide);
    await focus(".refresh");
    await page.keyboard.press("Tab");
    expect(await focused()).toBe("discover/landing");
    const walk = ["ArrowRight", "ArrowDown", "ArrowLeft", "End", "ArrowRight", "Home", "ArrowUp"] as const;
    const seen: unknown[] = [];
    for (const key of walk) {
      await page.keyboard.press(key);
      seen.push(await focused());
    }
    expect(seen).toEqual([
      "discover/guide",
      "discover/listing",
      "discover/guide",
      "after/return",
      "after/return",
      "discover/landing",
      "discover/landing",
    ]);
    await page.keyboard.press("Tab");
    expect(await focused()).toMatch(/^All 3/);
    await page.keyboard.down("Shift");
    await page.keyboard.press("Tab");
    await page.keyboard.up("Shift");
    expect(await focused()).toBe("discover/landing");
  });

  test("Enter opens a step beside the map, Escape closes it and goes back to where it was", async () => {
    await open(ternAndTide);
    await focus(stepMark("checkout/payment"));
    await page.keyboard.press("Enter");
    await eventually("the panel has the focus", async () => (await focused()) === "Payment");
    const [axis, panel] = await page.evaluate(() =>
      [".axis", ".panel"].map((selector) => document.querySelector(selector)?.getBoundingClientRect().toJSON()),
    );
    expect(axis?.right).toBeLessThan(panel?.left ?? 0);
    await page.keyboard.press("Escape");
    await eventually("the panel is gone", async () => !(await page.$(".panel")));
    expect(await focused()).toBe("checkout/payment");
  });

  test("the step in focus is ringed", async () => {
    await open(ternAndTide);
    const strokeOf = () =>
      page.$eval(
        `${stepMark("discover/landing")} .ring`,
        (ring) => getComputedStyle(ring).strokeWidth + getComputedStyle(ring).stroke,
      );
    const before = await strokeOf();
    await focus(".refresh");
    await page.keyboard.press("Tab");
    expect(await strokeOf()).not.toBe(before);
  });
});

describe.each([1_280, 820, 390])("at %i px", (width) => {
  test.each(Object.entries({ ternAndTide, demo, twelveSteps, hostile, huge, few }))(
    "%s: nothing is clipped",
    async (_, map) => {
      await open(map, { width });
      const found = await page.evaluate(() => {
        const boxOf = (element: Element) => element.getBoundingClientRect();
        const nameOf = (element: Element) =>
          `${element.tagName} ${element.getAttribute("class")}: ${element.textContent?.slice(0, 40)}`;
        const lanes = document.querySelector(".lanes");
        const right = lanes ? boxOf(lanes).right : 0;
        const outside = [...document.querySelectorAll(".lanes text, .lanes .cell *")].filter(
          (element) => boxOf(element).right > right + 0.5,
        );
        const wide = [
          ...document.querySelectorAll("main, header, .masthead, .filters, .card, .cell, .surveys li, .definitions"),
        ].filter((element) => element.scrollWidth > element.clientWidth + 1);
        return {
          page: document.documentElement.scrollWidth - innerWidth,
          outside: outside.map(nameOf),
          wide: wide.map(nameOf),
        };
      });
      expect(found).toEqual({ page: 0, outside: [], wide: [] });
    },
  );

  const looks = {
    ternAndTide: () => open(ternAndTide, { width }),
    demo: () => open(demo, { width }),
    few: () => open(few, { width }),
    compared: () => openCompared({ width }),
  };
  test.each(Object.entries(looks))("%s: no label lies on another", async (_, look) => {
    await look();
    const collisions = await page.evaluate(() => {
      const texts = [...document.querySelectorAll(".lanes svg text")].map((text) => ({
        words: text.textContent,
        box: text.getBoundingClientRect(),
      }));
      const isOn = (a: DOMRect, b: DOMRect) =>
        a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 4 && b.top < a.bottom - 4;
      return texts.flatMap((one, i) =>
        texts.slice(i + 1).flatMap((other) => (isOn(one.box, other.box) ? `${one.words} on ${other.words}` : [])),
      );
    });
    expect(collisions).toEqual([]);
  });

  test("all that can be pressed is at least 24 px in both directions", async () => {
    await open(ternAndTide, { width });
    const small = await page.evaluate(() =>
      [...document.querySelectorAll("button, select, [role=button]")].flatMap((element) => {
        const { width, height } = element.getBoundingClientRect();
        return width < 24 || height < 24 ? `${element.textContent} ${width} × ${height}` : [];
      }),
    );
    expect(small).toEqual([]);
  });
});

test("columns of all lanes line up", async () => {
  await open(ternAndTide);
  const edges = await page.evaluate(() => {
    const leftOf = (selector: string) =>
      [...document.querySelectorAll(selector)].map((element) => Math.round(element.getBoundingClientRect().left));
    return { cells: leftOf(".stages .cell"), voices: leftOf(".voice .cell"), lines: leftOf(".flow .border") };
  });
  expect(edges.voices).toEqual(edges.cells);
  for (const [i, line] of edges.lines.entries())
    expect(Math.abs(line - (edges.cells[i + 1] ?? 0))).toBeLessThanOrEqual(1);
});

test("words of an attacker run nothing, load nothing and make no element", async () => {
  const tagsOf = () =>
    page.evaluate(() => [...new Set([...document.querySelectorAll("*")].map(({ tagName }) => tagName))]);
  const usual = new Set<string>();
  for (const search of ["", "?view=table"]) {
    await open(demo, { search });
    for (const tag of await tagsOf()) usual.add(tag);
    await page.close();
  }
  for (const search of ["", "?view=table"]) {
    await open(hostile, { search });
    if (!search) await page.click(".voice .link");
    const tags = await tagsOf();
    expect(tags.filter((tag) => !usual.has(tag) && !/^(ASIDE|DETAILS|SUMMARY|FIGCAPTION|OL)$/.test(tag))).toEqual([]);
    expect(await page.$$eval("script", (scripts) => scripts.length)).toBe(1);
    expect(await page.evaluate(() => "isBroken" in globalThis)).toBe(false);
    expect(said).toEqual([]);
    if (!search) await page.close();
  }
});

/** Whatever runs says so. */
const PAYLOAD = `"><img src=x onerror="globalThis.isBroken = 1"><script>globalThis.isBroken = 1</script>' -- \u202e`;

test("payloads in every column that is stored run nothing and make no report, drawn and in tables", async () => {
  const [stage, step] = [`${PAYLOAD} stage`, `${PAYLOAD} step`];
  const evidence = {
    stage,
    step,
    engaged: 9,
    cause: { kind: PAYLOAD, type: PAYLOAD, name: PAYLOAD, before: 1 },
    last: [{ kind: PAYLOAD, type: PAYLOAD, name: PAYLOAD, before: 1 }],
  };
  const asked = { survey: PAYLOAD, submission: PAYLOAD, question: PAYLOAD, language: PAYLOAD, evidence };
  const told = {
    ...{ stage, step, name: PAYLOAD, tab: PAYLOAD, sdk: PAYLOAD, plan: PAYLOAD, level: PAYLOAD, source: PAYLOAD },
    browser: { family: PAYLOAD, major: 1, device: "phone" },
    page: { url: `https://x.example/${PAYLOAD}`, referrer: PAYLOAD },
  };
  const lines = [
    toLine(told),
    toLine({ ...told, seq: 2, stage: null, step: `${PAYLOAD} page` }),
    toLine({ ...told, seq: 3, kind: "friction", type: PAYLOAD, data: { state: PAYLOAD } }),
    toLine({ ...told, seq: 4, kind: "survey", type: "shown", data: asked }),
    toLine({ ...told, seq: 5, kind: "answer", type: "csat", data: { ...asked, value: 1 } }),
    toLine({
      ...told,
      seq: 6,
      kind: "answer",
      type: "choice",
      data: { ...asked, question: `${PAYLOAD} 2`, value: PAYLOAD },
    }),
    toLine({
      ...told,
      seq: 7,
      kind: "answer",
      type: "text",
      data: { ...asked, question: `${PAYLOAD} 3`, value: PAYLOAD },
    }),
  ];
  const notes = {
    owner: PAYLOAD,
    goal: PAYLOAD,
    kpis: [{ label: PAYLOAD, value: 1, unit: PAYLOAD }],
    opportunities: [PAYLOAD],
  };
  const map = await openMap(
    { stages: [{ id: stage, label: PAYLOAD, steps: [{ id: step, label: PAYLOAD, pages: ["/"] }] }] },
    {
      threshold: 1,
      notes: {
        title: PAYLOAD,
        goal: PAYLOAD,
        personas: [{ id: "p", label: PAYLOAD, where: {} }],
        stages: { [stage]: notes },
      },
    },
  );
  await map.add(lines);
  const figures = await map.read();
  expect(figures).toMatchObject({ visitors: 1, outside: [{ visitors: 1 }], surveys: [{ shown: 1 }] });
  expect(figures.stages[0]).toMatchObject({
    verbatims: [{ text: PAYLOAD }],
    reasons: [{ value: PAYLOAD }],
    friction: [{ type: PAYLOAD }],
  });
  for (const search of ["", "?view=table"]) {
    await open(figures, { search });
    if (!search) await page.click(".node");
    expect(await page.$$eval("img, script:not([src])", (elements) => elements.length)).toBe(0);
    expect(
      await page.evaluate(() => [document.body.textContent?.includes("onerror"), "isBroken" in globalThis]),
    ).toEqual([true, false]);
    expect(said).toEqual([]);
    if (!search) await page.close();
  }
});

describe("as one file from the disk", () => {
  const write = async (map: JourneyMap) => {
    const folder = await mkdtemp(join(tmpdir(), "waymark-map-"));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const [html = "", style = "", script = ""] = await Promise.all(
      ["map.html", "map.css", "map.js"].map((name) => read(name).then(String)),
    );
    const hash = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
    const file = join(folder, "map.html");
    const safe = script.replaceAll("</script", "<\\/script");
    await writeFile(file, toMapFile(map, { delivery }, { page: html, style, script: safe, hash }));
    return pathToFileURL(file).href;
  };

  test("it draws the map, walks by keyboard and asks nobody", async () => {
    await listen();
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    const url = await write(ternAndTide);
    await page.goto(url);
    await page.waitForSelector(stepMark("checkout/payment"));
    expect(await page.title()).toBe("Buying at Tern & Tide · Journey map");
    await focus(stepMark("checkout/payment"));
    await page.keyboard.press("Enter");
    await eventually("the panel has the focus", async () => (await focused()) === "Payment");
    expect(asked.filter((each) => !each.startsWith("data:"))).toEqual([url]);
    expect(said).toEqual([]);
  });

  test("words of an attacker stay words", async () => {
    await listen();
    await page.goto(await write(hostile));
    await page.waitForSelector("h1");
    expect(await page.evaluate(() => [document.querySelector("img"), "isBroken" in globalThis])).toEqual([null, false]);
    expect(said).toEqual([]);
  });
});

test("news come in without moving focus or scroll", async () => {
  await open(ternAndTide);
  await focus(stepMark("checkout/address"));
  await page.evaluate(() => scrollTo(0, 120));
  give({ ...ternAndTide, applied: 9_999, visitors: 61_000 });
  await eventually("the news are drawn", async () =>
    (await page.$eval(".headline", (line) => line.textContent))?.includes("61,000"),
  );
  expect(await focused()).toBe("checkout/address");
  expect(await page.evaluate(() => scrollY)).toBe(120);
});

test("on paper it is light, and without what can't be pressed there", async () => {
  await open(ternAndTide, { features: [{ name: "prefers-color-scheme", value: "dark" }] });
  await page.emulateMediaType("print");
  const shown = await page.evaluate(() => ({
    paper: getComputedStyle(document.body).backgroundColor,
    filters: getComputedStyle(document.querySelector(".filters") ?? document.body).display,
  }));
  expect(shown).toEqual({ paper: "rgb(255, 255, 255)", filters: "none" });
});

// The survey chunk in a real browser, on pages that make it hard: strict CSP, hostile styles, shortcuts, modals, zoom.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { MountSurvey, Outcome, Question, Survey } from "@waymark/protocol";
import type { Browser, MediaFeature, Page } from "puppeteer-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { launchChromium } from "./harness/browsers.ts";
import { eventually } from "./harness/eventually.ts";
import { type Site, serve } from "./harness/serve.ts";

declare global {
  var survey: {
    outcomes: Outcome[];
    violations: string[];
    errors: string[];
    keys: string[];
    problems: string[];
    stop: () => void;
  };
  var axe: { run(): Promise<{ violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] }> };
}

const CHUNK = new URL("../../packages/sdk/dist/waymark.survey.js", import.meta.url);
const CSP = "default-src 'none'; script-src 'nonce-x'; require-trusted-types-for 'script'; trusted-types 'none'";

const kinds: { readonly [name: string]: Question } = {
  points: { id: "q", kind: "csat", text: "How satisfied are you with the checkout?", note: "Think of the last order." },
  stars: { id: "q", kind: "csat", look: "stars", text: "How do you rate the delivery?" },
  faces: { id: "q", kind: "csat", look: "faces", text: "How was the checkout?" },
  nps: { id: "q", kind: "nps", text: "How likely is it that you would recommend us to a friend?" },
  ces: { id: "q", kind: "ces", text: "The checkout made it easy for me to pay." },
  thumbs: { id: "q", kind: "thumbs", text: "Was this page helpful?" },
  rating: { id: "q", kind: "rating", points: 10, low: "Too slow", high: "Fast enough", text: "How fast was the page?" },
  choices: {
    id: "q",
    kind: "choices",
    text: "What was missing?",
    choices: ["Prices", "Pictures", "Reviews"],
    other: true,
  },
  choice: { id: "q", kind: "choice", text: "What stopped you?", choices: ["Delivery cost", "Payment"], other: true },
  text: { id: "q", kind: "text", text: "What should we fix?", optional: true },
  message: {
    id: "q",
    kind: "message",
    text: "Delivery takes two days longer.",
    link: { text: "Why?", url: "https://shop.example/", look: "button" },
  },
};
const leaving: Survey = {
  questions: [
    { id: "reason", kind: "choice", text: "What stopped you?", choices: ["Cost", "Payment"], other: true },
    { id: "more", kind: "text", text: "What should we fix?", when: { reason: ["Payment"] } },
  ],
};

let browser: Browser;
let site: Site;
let page: Page;

const document_ = (head: string) => `<!doctype html><html lang="en"><head><title>Shop</title>
<meta name="viewport" content="width=device-width">
<script nonce="x">
  globalThis.survey = { outcomes: [], violations: [], errors: [], keys: [], problems: [] };
  addEventListener("securitypolicyviolation", (event) => survey.violations.push(event.violatedDirective + " " + event.blockedURI));
  addEventListener("error", (event) => survey.errors.push(event.message));
  addEventListener("unhandledrejection", (event) => survey.errors.push(String(event.reason)));
  addEventListener("keydown", (event) => survey.keys.push(event.key));
</script>
<script nonce="x" src="/survey.js"></script>${head}</head>
<body><main><h1>Shop</h1><p><label>Search <input id="search"></label></p></main></body></html>`;

beforeAll(async () => {
  const headers = { "Content-Security-Policy": CSP };
  site = await serve({
    "/": { body: document_(""), headers },
    "/hostile": {
      body: document_(`<style>
        * { all: unset !important; visibility: hidden !important; opacity: 0 !important; pointer-events: none !important }
        html { transform: translateX(300px); font-size: 62.5% } body { display: none }
        div { display: none !important; position: static !important }</style>`),
    },
    "/look": {
      body: document_(`<script>for (const [name, value] of new URLSearchParams(location.search))
        document.documentElement.style.setProperty("--waymark-" + name, value)</script>`),
    },
    "/survey.js": { body: await readFile(CHUNK), type: "text/javascript" },
  });
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
  await site.stop();
});
afterEach(() => page.close());

const open = async (
  asked: Survey,
  { path = "/", width = 1000, height = 700, features = [] as MediaFeature[], first = () => {} } = {},
) => {
  page = await browser.newPage();
  await page.setViewport({ width, height });
  const session = await page.createCDPSession();
  const settled = [{ name: "prefers-reduced-motion", value: "reduce" }, ...features];
  await session.send("Emulation.setEmulatedMedia", { features: settled });
  await page.evaluateOnNewDocument(first);
  await page.goto(site.origin + path);
  await page.evaluate((given) => {
    const shelf = globalThis as unknown as { [name: symbol]: { survey: MountSurvey } };
    const mount = shelf[Symbol.for("waymark")]?.survey;
    const problem = (where: string, what: string) => void survey.problems.push(`${where}: ${what}`);
    const sent = () => ({ page: location.href, place: "checkout · cart", before: ["page /cart · 6 s"] });
    if (mount) survey.stop = mount(given, { document, problem, sent }, (outcome) => survey.outcomes.push(outcome));
  }, asked);
};
const one = (name: string, theme: Survey["theme"] = "auto"): Survey => ({
  questions: kinds[name] ? [kinds[name]] : [],
  theme,
});
/** An element of the survey: puppeteer pierces open shadow roots by `>>>`. */
const find = async (selector: string) => {
  const element = await page.$(`.ph-no-capture >>> ${selector}`);
  if (!element) throw new Error(`Not in the survey: ${selector}`);
  return element;
};
const textOf = async (selector: string) => (await find(selector)).evaluate((element) => element.textContent);
const boxOf = async (selector: string) =>
  (await find(selector)).evaluate((element) => {
    const { x, y, right, bottom, width, height } = element.getBoundingClientRect();
    return { x, y, right, bottom, width, height };
  });
const focused = () =>
  page.evaluate(() => {
    const active = document.activeElement?.shadowRoot?.activeElement ?? document.activeElement;
    return active instanceof HTMLInputElement && /radio|checkbox/.test(active.type)
      ? `${active.type} ${active.value}`
      : active?.className || active?.id;
  });
const told = () => page.evaluate(() => survey.outcomes.map((outcome) => outcome.type));
const troubles = () => page.evaluate(() => [...survey.violations, ...survey.errors]);
const goneFrom = async () => eventually("the survey is gone", async () => !(await page.$(".ph-no-capture")));

describe("axe finds nothing", () => {
  const lookings: { [name: string]: [Survey["theme"], MediaFeature[]] } = {
    light: ["light", []],
    dark: ["dark", []],
    "forced colours": ["auto", [{ name: "forced-colors", value: "active" }]],
  };
  const run = async () => {
    expect(await troubles()).toEqual([]);
    await page.evaluate(await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8"));
    const { violations } = await page.evaluate(() => globalThis.axe.run());
    expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.failureSummary)])).toEqual([]);
  };
  for (const [looking, [theme, features]] of Object.entries(lookings)) {
    test.each(Object.keys(kinds))(`%s, ${looking}`, async (name) => {
      await open(one(name, theme), { features });
      if (name.startsWith("choice")) await (await find("input[value='']")).click();
      if (name !== "message") await (await find(".go")).click();
      await run();
    });
    test(`thanks, ${looking}`, async () => {
      await open(one("text", theme), { features });
      await (await find("#text")).focus();
      await page.keyboard.type("Nothing");
      await (await find(".go")).click();
      expect(await told()).toContain("completed");
      await run();
    });
  }
});

test("a keyboard alone goes from choice to text to thanks, and focus returns", async () => {
  await open(leaving);
  await page.focus("#search");
  await page.keyboard.press("Tab");
  expect(await focused()).toBe("radio Cost");
  await page.keyboard.press("ArrowDown");
  expect([await focused(), await told()]).toEqual(["radio Payment", []]);
  await page.keyboard.press("Space");
  await eventually("the second question", async () => (await textOf("#question")) === "What should we fix?");
  expect(await focused()).toBe("question");
  await page.keyboard.press("Tab");
  await page.keyboard.type("The card failed");
  for (const place of ["quiet", "quiet", "go"]) {
    await page.keyboard.press("Tab");
    expect(await focused()).toBe(place);
  }
  await page.keyboard.press("Enter");
  expect(await textOf("#question")).toBe("Thank you for your answer.");
  expect(await told()).toEqual(["shown", "answer", "answer", "completed"]);
  await page.keyboard.press("Escape");
  await goneFrom();
  expect(await focused()).toBe("search");
  expect(await troubles()).toEqual([]);
});

test("a keyboard alone picks several, puts one back, types another and sends them together", async () => {
  await open(one("choices"));
  await page.focus("#search");
  for (const picked of ["Prices", "Pictures", "Reviews"]) {
    await page.keyboard.press("Tab");
    expect(await focused()).toBe(`checkbox ${picked}`);
    await page.keyboard.press("Space");
  }
  await page.keyboard.down("Shift");
  await page.keyboard.press("Tab");
  await page.keyboard.up("Shift");
  await page.keyboard.press("Space");
  for (const _ of ["Reviews", "else"]) await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Sizes");
  await page.keyboard.press("Enter");
  await eventually("completed", async () => (await told()).includes("completed"));
  expect(await page.evaluate(() => survey.outcomes[1])).toMatchObject({
    kind: "choices",
    value: ["Prices", "Reviews", "Sizes"],
    other: true,
  });
});

test("arrow keys go through all eleven scores without sending one", async () => {
  await open(one("nps"));
  await (await find("input[value='0']")).focus();
  await page.keyboard.press("Space");
  await eventually("sent by Space", async () => (await told()).includes("completed"));
  await page.close();
  await open(one("nps"));
  await page.focus("#search");
  await page.keyboard.press("Tab");
  for (let value = 1; value <= 10; value++) await page.keyboard.press("ArrowRight");
  expect(await focused()).toBe("radio 10");
  await eventually("shown", async () => (await told()).length > 0);
  expect(await told()).toEqual(["shown"]);
});

test("a real click picks and goes on; a double click doesn't answer the next question too", async () => {
  const both = { questions: [kinds.points, { ...kinds.points, id: "again" }] } as Survey;
  await open(both);
  const { x, y } = await (await find("input[value='4']")).clickablePoint();
  await page.mouse.click(x, y);
  await eventually("the second question", async () => (await textOf(".progress")) === "2 of 2");
  await page.mouse.down({ clickCount: 2 });
  await page.mouse.up({ clickCount: 2 });
  await eventually("picked", () => page.$(".ph-no-capture >>> input:checked"));
  // Set later and longer, this timer fires after the one by which the survey would go on.
  await page.evaluate(() => new Promise((done) => setTimeout(done, 200)));
  expect(await told()).toEqual(["shown", "answer"]);
});

test("page shortcuts are silent while the visitor types, and work otherwise", async () => {
  await open(one("text"));
  await (await find("#text")).focus();
  await page.keyboard.type("s/");
  expect(await page.evaluate(() => survey.keys)).toEqual([]);
  await page.focus("#search");
  await page.keyboard.type("s");
  await page.keyboard.press("Escape");
  expect(await page.evaluate(() => survey.keys)).toEqual(["s", "Escape"]);
  expect(await told()).toEqual([]);
});

test("a page whose styles reach for everything changes nothing", async () => {
  await open(one("faces", "light"));
  const clean = {
    card: await boxOf(".card"),
    face: await boxOf(".face"),
    shot: await (await find(".body")).screenshot(),
  };
  await page.close();
  await open(one("faces", "light"), { path: "/hostile" });
  expect(await boxOf(".card")).toEqual(clean.card);
  expect(await boxOf(".face")).toEqual(clean.face);
  expect(Buffer.compare(await (await find(".body")).screenshot(), clean.shot)).toBe(0);
  await (await find("input[value='5']")).click();
  await eventually("completed", async () => (await told()).includes("completed"));
});

test("nothing of the page moves when it opens and closes", async () => {
  await open(leaving);
  const layout = () =>
    page.evaluate(() => [
      document.documentElement.scrollHeight,
      document.documentElement.scrollWidth,
      document.body.getBoundingClientRect().width,
    ]);
  const during = await layout();
  await page.evaluate(() => survey.stop());
  expect(await layout()).toEqual(during);
  expect(await page.$("[role=status]")).toBeNull();
});

/** Contrast of every piece of text with what is behind it; axe can't tell in the top layer. */
const contrasts = async () =>
  (await find(".card")).evaluate((card) => {
    const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const luminance = (color: string) => {
      if (!context) throw new Error("no canvas");
      context.fillStyle = color;
      context.fillRect(0, 0, 1, 1);
      const [red = 0, green = 0, blue = 0] = [...context.getImageData(0, 0, 1, 1).data].map((byte) => {
        const share = byte / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const behind = (element: Element | null): string => {
      const color = element ? getComputedStyle(element).backgroundColor : "white";
      return color === "rgba(0, 0, 0, 0)" ? behind(element?.parentElement ?? null) : color;
    };
    const hasText = (element: Element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.nodeValue);
    return [...card.querySelectorAll("*")]
      .filter((element) => element.checkVisibility() && hasText(element))
      .map((element) => {
        const [text, ground] = [luminance(getComputedStyle(element).color), luminance(behind(element))];
        const ratio = (Math.max(text, ground) + 0.05) / (Math.min(text, ground) + 0.05);
        return { text: element.textContent, ratio };
      });
  });

test.each(["light", "dark"] as const)("text is at least 4.5 to 1 against its ground, %s", async (theme) => {
  for (const name of Object.keys(kinds)) {
    await open(one(name, theme));
    if (name !== "text" && name !== "message") {
      await (await find(".go")).click();
      await (await find("input")).evaluate((field) => field.setAttribute("checked", ""));
    }
    const measured = await contrasts();
    expect(measured.length).toBeGreaterThan(2);
    expect(measured.filter(({ ratio }) => ratio < 4.5)).toEqual([]);
    await page.close();
  }
  await open(one("text", theme));
});

test("what is sent can be opened by keyboard, read and found without fault", async () => {
  await open(one("nps"));
  await (await find("summary")).focus();
  await page.keyboard.press("Enter");
  await eventually("open", async () => (await textOf(".sent")).includes("checkout · cart"));
  expect(await textOf(".sent")).toContain("Random numbers");
  expect(await troubles()).toEqual([]);
  const measured = await contrasts();
  expect(measured.filter(({ ratio }) => ratio < 4.5)).toEqual([]);
  await page.evaluate(await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8"));
  expect((await page.evaluate(() => globalThis.axe.run())).violations).toEqual([]);
  expect(await told()).not.toContain("completed");
});

describe("what the page sets of the look", () => {
  const problems = () => page.evaluate(() => survey.problems);
  const set = (tokens: { readonly [name: string]: string }) => `/look?${new URLSearchParams(tokens)}`;

  test("counts where it can be read, and nothing is said", async () => {
    await open(one("points", "light"), { path: set({ accent: "#7b2d8b", radius: "4px", width: "30em" }) });
    const { width } = await boxOf(".card");
    expect(width).toBe(480);
    expect(await (await find(".go")).evaluate((button) => getComputedStyle(button).backgroundColor)).toBe(
      "rgb(123, 45, 139)",
    );
    expect(await (await find(".card")).evaluate((card) => getComputedStyle(card).borderRadius)).toBe("4px");
    expect(await problems()).toEqual([]);
  });

  test.each<["light" | "dark", { readonly [name: string]: string }]>([
    ["light", { accent: "#ffd400", "on-accent": "#ffffff" }],
    ["light", { background: "#777", text: "#888", muted: "#999" }],
    ["dark", { accent: "#222", text: "#333" }],
    ["dark", { background: "oklch(0.3 0.1 250)", muted: "rgb(40 40 60)" }],
  ])("is made to stand out where it can't be read: %s %j", async (theme, tokens) => {
    for (const name of ["points", "choice", "text", "message"]) {
      await open(one(name, theme), { path: set(tokens) });
      const measured = await contrasts();
      expect(measured.filter(({ ratio }) => ratio < 4.5)).toEqual([]);
      expect((await problems()).map((line) => line.replace(/.*: /, ""))).toEqual([
        "is too faint on its ground; made darker or lighter",
      ]);
      if (name !== "message") await page.close();
    }
  });

  test("does not count where it is no value, or would fetch something", async () => {
    await open(one("points", "light"), {
      path: set({ accent: "url(https://shop.example/x)", width: "very", text: "blue" }),
    });
    expect(await (await find(".go")).evaluate((button) => getComputedStyle(button).backgroundColor)).toBe(
      "rgb(47, 91, 215)",
    );
    expect((await boxOf(".card")).width).toBe(368);
    expect(await problems()).toEqual(["--waymark-accent, --waymark-width: is no value; our own stands instead"]);
  });
});

test("a ground that can be seen through does not count", async () => {
  for (const background of ["transparent", "rgb(0 0 0 / 0.2)"]) {
    await open(one("text", "light"), { path: `/look?${new URLSearchParams({ background })}` });
    const ground = await (await find(".card")).evaluate((card) => getComputedStyle(card).backgroundColor);
    expect(ground).toBe("rgb(255, 255, 255)");
    if (background === "transparent") await page.close();
  }
});

describe("stands", () => {
  const at = (placement: Survey["placement"], more: object = {}): Survey => ({ ...leaving, placement, ...more });

  test.each<[Survey["placement"], "left" | "right" | "both"]>([
    ["corner", "right"],
    ["corner-start", "left"],
    ["bar", "both"],
    [{ inline: "#nowhere" }, "right"],
    [{ near: ":::" }, "right"],
    [{ near: "title" }, "right"],
    [{ inline: "title" }, "right"],
  ])("%j at the bottom, %s", async (placement, side) => {
    await open(at(placement));
    const { x, right, bottom } = await boxOf(".card");
    expect(bottom).toBe(684);
    const gaps = [x, 1000 - right];
    if (side === "both") expect(gaps[0]).toBe(gaps[1]);
    else expect(gaps[side === "left" ? 0 : 1]).toBe(16);
  });

  test("at the other end where lines begin at the right", async () => {
    await open(at("corner-start", { questions: [{ id: "q", kind: "text", text: { ar: "لماذا؟" } }] }));
    const { right } = await boxOf(".card");
    expect(1000 - right).toBe(16);
  });

  test("inside of an element, at the end of what it holds, on a phone too", async () => {
    for (const width of [1000, 390]) {
      await open(at({ inline: "main" }), { width });
      const { x, y, right } = await boxOf(".card");
      const main = await page.$eval("main", (element) => {
        const box = element.getBoundingClientRect();
        return { x: box.x, right: box.right, last: element.lastElementChild?.className };
      });
      expect(main.last).toContain("ph-no-capture");
      expect([x >= main.x, right <= main.right, y > 0]).toEqual([true, true, true]);
      if (width === 1000) await page.close();
    }
    await (await find("input[value='Cost']")).click();
    await eventually("completed", async () => (await told()).includes("completed"));
  });

  test("under an element, above it where there is no room, and goes with it", async () => {
    await open(at({ near: "#search" }));
    const search = () => page.$eval("#search", (element) => element.getBoundingClientRect().toJSON());
    const { bottom, left } = await search();
    expect(await boxOf(".card")).toMatchObject({ x: Math.round(left), y: Math.round(bottom + 8) });
    await page.evaluate(() => {
      document.body.style.setProperty("padding-top", "600px");
      dispatchEvent(new Event("resize"));
    });
    await eventually("above", async () => (await boxOf(".card")).bottom < (await search()).top);
    expect((await boxOf(".card")).y).toBeGreaterThanOrEqual(8);
  });
});

test("a low window holds the whole card", async () => {
  await open(leaving, { width: 1000, height: 240 });
  const { y, bottom } = await boxOf(".card");
  expect([y >= 0, bottom <= 240]).toEqual([true, true]);
});

test("a modal dialog of the page has the screen to itself, and the survey comes back", async () => {
  await open(leaving);
  const isRendered = async () => (await find(".card")).evaluate((card) => card.checkVisibility());
  await page.evaluate(() => {
    const dialog = document.body.appendChild(document.createElement("dialog"));
    dialog.append(document.createElement("button"));
    dialog.showModal();
  });
  await eventually("hidden", async () => !(await isRendered()));
  await page.evaluate(() => document.querySelector("dialog")?.close());
  await eventually("back", isRendered);
});

test("makes way for a control of the page that gets focus under the card", async () => {
  await open(leaving);
  const isRendered = async () => (await find(".card")).evaluate((card) => card.checkVisibility());
  await page.evaluate(() => {
    const button = document.body.appendChild(document.createElement("button"));
    for (const side of ["right", "bottom"]) button.style.setProperty(side, "60px");
    button.style.setProperty("position", "fixed");
    button.textContent = "Pay";
    button.focus();
  });
  expect(await isRendered()).toBe(false);
  // On to another that would be under it, too.
  await page.evaluate(() => {
    const other = document.querySelector("body > button")?.cloneNode(true) as HTMLElement;
    document.body.append(other);
    other.focus();
  });
  expect(await isRendered()).toBe(false);
  await page.focus("#search");
  expect(await isRendered()).toBe(true);
});

test.each(Object.keys(kinds))(
  "%s fits 320 by 256: nothing runs out, close and the last button can be reached",
  async (name) => {
    await open(one(name), { width: 320, height: 256 });
    const card = await boxOf(".card");
    expect([card.x >= 0, card.right <= 320, card.y >= 0, card.bottom <= 256]).toEqual([true, true, true, true]);
    expect(await (await find("form")).evaluate((form) => form.scrollWidth <= form.clientWidth)).toBe(true);
    await (await find(".go")).scrollIntoView();
    const hit = (selector: string) =>
      find(selector).then((element) =>
        element.evaluate((target) => {
          const { x, y, width, height } = target.getBoundingClientRect();
          const top = (target.getRootNode() as ShadowRoot).elementFromPoint(x + width / 2, y + height / 2);
          return target.contains(top);
        }),
      );
    expect([await hit(".close"), await hit(".go")]).toEqual([true, true]);
  },
);

test.each([320, 390, 1000])("every target is large enough, %i wide", async (width) => {
  for (const name of Object.keys(kinds)) {
    await open(one(name), { width });
    const small = await (await find(".card")).evaluate((card) =>
      [...card.querySelectorAll("button, input, textarea, a, summary")]
        .filter((target) => target.checkVisibility())
        .map((target) => ({ name: target.className || target.localName, box: target.getBoundingClientRect() }))
        .filter(({ box }) => box.width < 24 || box.height < 43.9)
        .map((target) => target.name),
    );
    expect([name, small]).toEqual([name, []]);
    if (name !== "message") await page.close();
  }
});

test("a bottom sheet on a phone leaves most of the page to be seen", async () => {
  await open(one("choice"), { width: 390, height: 844 });
  const { x, right, bottom, height } = await boxOf(".card");
  expect([x, right, bottom]).toEqual([0, 390, 844]);
  expect(height).toBeLessThanOrEqual(844 * 0.4);
});

test("with reduced motion nothing moves", async () => {
  await open(leaving);
  expect(await (await find(".card")).evaluate((card) => card.getAnimations({ subtree: true }).length)).toBe(0);
});

test("a polluted Object.prototype reaches no element and no answer", async () => {
  const first = () => {
    const planted = { onclick: "alert(1)", href: "x", optional: true, note: "planted", innerHTML: "planted" };
    Object.assign(Object.prototype, planted);
  };
  await open(one("nps"), { first });
  expect(await textOf(".body")).not.toContain("planted");
  expect(await (await find(".card")).evaluate((card) => card.querySelectorAll("[onclick], [href]").length)).toBe(0);
  await (await find("input[value='7']")).click();
  await eventually("completed", async () => (await told()).includes("completed"));
  expect(await troubles()).toEqual([]);
});

test("frozen prototypes stop nothing", async () => {
  const first = () => {
    for (const { prototype } of [Object, Array, Function, Map, Promise]) Object.freeze(prototype);
  };
  await open(leaving, { first });
  await (await find("input[value='Payment']")).click();
  await eventually("the second question", async () => (await textOf("#question")) === "What should we fix?");
  expect(await troubles()).toEqual([]);
});

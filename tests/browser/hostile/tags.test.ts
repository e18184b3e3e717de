// Tags that stand twice, early, or in a document that a framework takes over: one instance, and nothing of the page is redone.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { describeIn, SELECTED_ENGINES } from "../harness/engines.ts";
import { eventually } from "../harness/eventually.ts";
import { openHostileSite } from "./hostile-site.ts";

const MODULES = fileURLToPath(new URL("../../../node_modules/", import.meta.url));
const LISTEN = `<script>window.told = []; addEventListener("error", (event) => told.push(event.message));
  addEventListener("unhandledrejection", (event) => told.push(String(event.reason)))</script>`;

/** Takes the whole document over when Waymark has loaded its first part, and tells what stood there and what was kept. */
const HYDRATE = `<script type="module">
  import { h, hydrate } from "/preact.js";
  const isLoaded = () => performance.getEntriesByType("resource").some(({ name }) => name.includes("waymark.plan"));
  while (!isLoaded()) await new Promise((resolve) => setTimeout(resolve, 10));
  const list = () => [...document.querySelectorAll("head *, body, body *")];
  const before = list();
  hydrate(h("body", null, h("button", { onClick: () => { window.isPressed = true; } }, "Press"), h("p", null, "Plain")),
    document.documentElement);
  window.hydrated = { found: before.map((each) => each.localName), isSame: list().every((each, i) => each === before[i]) };
</script>`;

const require = createRequire(import.meta.url);
/** Of React what is used here: it brings no types. */
type MakeElement = (tag: unknown, props: object, ...children: readonly unknown[]) => unknown;
const { createElement } = require("react") as { readonly createElement: MakeElement };
const { renderToString } = require("react-dom/server") as { readonly renderToString: (element: unknown) => string };

/** A whole document, as frameworks on React render it, with the tag in its head. */
const toTree = (h: MakeElement, tag: object): unknown =>
  h(
    "html",
    { lang: "en" },
    h("head", {}, h("meta", { charSet: "utf-8" }), h("title", {}, "Plain"), h("script", tag)),
    h("body", {}, h("main", {}, h("h1", {}, "Plain")), h("p", {}, "Words")),
  );

/** Notes every node, has React take the document over once Waymark has loaded its first part, and keeps what it complains of. */
const takeOver = `
  const isLoaded = () => performance.getEntriesByType("resource").some(({ name }) => name.includes("waymark.plan"));
  const wait = () => {
    if (!isLoaded()) return setTimeout(wait, 10);
    window.nodes = [...document.querySelectorAll("html, head, head *, body, body *")];
    window.complaints = [];
    const complain = (error) => complaints.push(String(error));
    const tree = (${toTree})(load("react").createElement, props);
    load("react-dom/client").hydrateRoot(document, tree, { onRecoverableError: complain, onUncaughtError: complain });
    load("scheduler").unstable_scheduleCallback(5, () => { window.isTaken = true; });
  };
  wait();`;

/** React's own files, which are CommonJS, with what loads them in a page. */
const bundleReact = async (): Promise<string> => {
  const files = {
    react: "react/cjs/react.production.js",
    scheduler: "scheduler/cjs/scheduler.production.js",
    "react-dom": "react-dom/cjs/react-dom.production.js",
    "react-dom/client": "react-dom/cjs/react-dom-client.production.js",
  };
  const read = async ([name, path]: readonly [string, string]) =>
    `${JSON.stringify(name)}: (module, exports, require) => {${await readFile(`${MODULES}${path}`, "utf8")}}`;
  return `{
    const parts = { ${(await Promise.all(Object.entries(files).map(read))).join(",")} };
    const made = {};
    const load = (name) => {
      if (!made[name]) {
        made[name] = { exports: {} };
        parts[name](made[name], made[name].exports, load);
      }
      return made[name].exports;
    };
    ${takeOver}
  }`;
};

describeIn(SELECTED_ENGINES, (engine) => {
  const hostile = openHostileSite(engine);

  test("two tags and another version make one instance, which tells everything once", async () => {
    // Whichever comes first is the one, and loads its parts from where it came from.
    for (const [path, part] of Object.entries(hostile.pages).filter(([path]) => /^\/waymark.*js$/.test(path)))
      hostile.pages[`/other${path}`] = part;
    const { body } = hostile.pages["/waymark.js"] ?? {};
    hostile.pages["/other/waymark.js"] = { body: `/* another version */ ${body}`, type: "text/javascript" };
    const visit = await hostile.visit({
      toDocument: (tag) => {
        const other = tag.replace('src="/', 'src="/other/');
        return `<!doctype html><html lang="en"><head><title>Plain</title>${LISTEN}${tag}${other}</head>
          <body><button>Press</button>${tag}</body></html>`;
      },
    });
    await visit.driver.click("button");
    await visit.track("help");
    const entries = await visit.answer();
    const told = entries.filter(({ type }) => ["page", "custom", "click", "shown"].includes(type));
    expect(told.map(({ type, name }) => `${type} ${name}`).sort()).toEqual([
      "click button",
      "custom help",
      "page /",
      "shown why-help",
    ]);
    expect(await visit.troubles()).toEqual([]);
  });

  test("a tag that runs before there is a body finds the page and asks", async () => {
    const visit = await hostile.visit({
      toDocument: (tag) =>
        `<!doctype html><html lang="en">${LISTEN}${tag.replace("async", "")}<body><main>Plain</main></body></html>`,
    });
    await visit.track("help");
    await visit.answer();
    expect(await visit.troubles()).toEqual([]);
  });

  test("in the head of a document that a framework takes over it adds nothing to find, and the survey stays", async () => {
    hostile.pages["/preact.js"] = { body: await readFile(`${MODULES}preact/dist/preact.mjs`), type: "text/javascript" };
    const visit = await hostile.visit({
      toDocument: (tag) => `<!doctype html><html lang="en"><head><title>Plain</title>${LISTEN}${tag}${HYDRATE}</head>
        <body><button>Press</button><p>Plain</p></body></html>`,
    });
    interface Taken {
      readonly hydrated?: { readonly found: readonly string[]; readonly isSame: boolean };
      readonly isPressed?: boolean;
    }
    const hydrated = await eventually("it is taken over", () =>
      visit.driver.evaluate(() => (window as never as Taken).hydrated),
    );
    expect(hydrated.found).toEqual(["title", "script", "script", "script", "body", "button", "p"]);
    await visit.driver.click("button");
    expect(await visit.driver.evaluate(() => (window as never as Taken).isPressed)).toBe(true);
    await visit.track("help");
    await visit.answer();
    expect(await visit.troubles()).toEqual([]);
  });

  test("React takes a whole document over with the tag in its head: no error of its own, and every node is the same", async () => {
    hostile.pages["/react.js"] = { body: await bundleReact(), type: "text/javascript" };
    const visit = await hostile.visit({
      toDocument(tag) {
        const given = Object.fromEntries(
          [...tag.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name = "", value]) => [name, value]),
        );
        const props = { ...given, async: true };
        const html = renderToString(toTree(createElement, props));
        // After all that the server rendered, as a framework's own; React passes over them.
        const begin = `<script>window.props = ${JSON.stringify(props)}</script>${LISTEN}<script async src="/react.js"></script>`;
        return `<!doctype html>${html.replace("</body>", `${begin}</body>`)}`;
      },
    });
    interface Taken {
      readonly complaints: readonly string[];
      readonly isTaken?: boolean;
      readonly nodes: readonly Node[];
    }
    await eventually("it is taken over", () => visit.driver.evaluate(() => (window as never as Taken).isTaken));
    const isSame = () =>
      visit.driver.evaluate(() => {
        const { nodes } = window as never as Taken;
        const list = [...document.querySelectorAll("html, head, head *, body, body *")];
        return list.length === nodes.length && list.every((each, at) => each === nodes[at]);
      });
    expect(await isSame()).toBe(true);
    await visit.track("help");
    await visit.answer();
    await visit.driver.click("[data-waymark-survey] >>> .close");
    await eventually("the survey is gone", () =>
      visit.driver.evaluate(() => !document.querySelector("[data-waymark-survey]")),
    );
    expect(await isSame()).toBe(true);
    expect(await visit.driver.evaluate(() => (window as never as Taken).complaints)).toEqual([]);
    expect(await visit.troubles()).toEqual([]);
  });
});

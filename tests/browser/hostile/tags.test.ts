// Tags that stand twice, early, or in a document that a framework takes over: one instance, and nothing of the page is redone.
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { describeIn, SELECTED_ENGINES } from "../harness/engines.ts";
import { eventually } from "../harness/eventually.ts";
import { openHostileSite } from "./hostile-site.ts";

const PREACT = fileURLToPath(new URL("../../../node_modules/preact/", import.meta.url));
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
    hostile.pages["/preact.js"] = { body: await readFile(`${PREACT}dist/preact.mjs`), type: "text/javascript" };
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
});

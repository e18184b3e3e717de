// Elements of a page that carry the names of what Waymark reads: it starts, finds its tag and its configuration, and asks.
import { expect, test } from "vitest";
import { describeIn, SELECTED_ENGINES } from "../harness/engines.ts";
import { configuration, openHostileSite } from "./hostile-site.ts";

const OF_DOCUMENT = [
  ...["currentScript", "body", "head", "cookie", "forms", "documentElement", "referrer", "readyState", "hidden"],
  ...["visibilityState", "defaultView", "title", "domain", "images", "links", "scripts"],
];
const OF_WINDOW = ["waymark", "site", "config", "survey", "plan", "queue"];

/** Of these elements a document or a window gives the names away. */
const CLOBBERING = [
  ...OF_DOCUMENT.map((name) => `<img name="${name}" alt=""><form name="${name}" id="${name}"></form>`),
  ...OF_WINDOW.map((name) => `<a id="${name}" href="#"></a><a id="${name}" name="push" href="#"></a>`),
].join("");

describeIn(SELECTED_ENGINES, (engine) => {
  const hostile = openHostileSite(engine);

  test.each(["before", "after"])("elements %s the tag take no name from it", async (where) => {
    const inline = `<script nonce="x" type="application/json" id="plan-of-page">${JSON.stringify(configuration)}</script>
      <form><input name="id" value="plan-of-page"></form><a name="plan-of-page" href="#"></a>`;
    const visit = await hostile.visit({
      attributes: { "data-config": "#plan-of-page" },
      toDocument: (tag) => {
        const listening = `<script>window.told = []; addEventListener("error", (event) => told.push(event.message));
          addEventListener("unhandledrejection", (event) => told.push(String(event.reason)))</script>`;
        const parts = [listening, inline, CLOBBERING, tag.replace(" async", "")];
        if (where === "after") parts.splice(2, 2, tag.replace(" async", ""), CLOBBERING);
        return `<!doctype html><html lang="en"><head><title>Plain</title></head><body>${parts.join("")}</body></html>`;
      },
    });
    // So that the page is what it is said to be.
    const names = await visit.driver.evaluate(
      (all) =>
        all.filter(
          (name) =>
            (document as never as Record<string, Element>)[name]?.id === name ||
            (document as never as Record<string, { length: number }>)[name]?.length === 2,
        ),
      OF_DOCUMENT,
    );
    expect(names).toEqual(expect.arrayContaining(["currentScript", "body", "cookie"]));
    await visit.track("help");
    const entries = await visit.answer();
    expect(entries.find(({ type }) => type === "page")).toMatchObject({ stage: "read", step: "read" });
    expect(await visit.troubles()).toEqual([]);
  });
});

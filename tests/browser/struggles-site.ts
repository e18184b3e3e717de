// A small site with every struggle in it that is no click: its forms refuse, its payment is declined, its scripts throw.
import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Configuration } from "@waymark/protocol";
import { hurry } from "./delivery/before.ts";
import { type Served, type Site, serve } from "./harness/serve.ts";

export const SITE = "struggles";
/** How many times faster time runs on the pages under /fast. */
const FASTER = 20;
const DIST = fileURLToPath(new URL("../../packages/sdk/dist/", import.meta.url));

const both = (path: string): readonly string[] => [path, `/fast${path}`];
const plan: Configuration = {
  stages: [
    {
      id: "choose",
      steps: [
        { id: "list", pages: both("/list") },
        { id: "item", pages: [...both("/one"), ...both("/two")] },
      ],
    },
    {
      id: "checkout",
      steps: [
        { id: "address", pages: both("/address") },
        { id: "payment", pages: both("/payment"), payment: true },
        { id: "done", pages: both("/thanks"), goal: true },
      ],
    },
  ],
  // No page of a test is that slow by itself.
  friction: { "slow-page": { LCP: 1 } },
};

const LINKS = `<a href="list">list</a> <a href="one">one</a> <a href="two">two</a> <a href="/without">without</a>`;
const WORDS = `<p id="words">${"Sturdy clothes for windy coasts. ".repeat(8)}</p>`;

const BODIES: { readonly [path: string]: string } = {
  "/list": `${WORDS}<button id="throw" onclick="setTimeout(() => { throw new RangeError('x') })">throw</button>
    <div style="height: 6000px"></div>`,
  "/one": WORDS,
  "/two": `${WORDS}<form id="coupon" onsubmit="check(event)"><input name="code"><input name="card"><button id="apply">Apply</button></form><script>
      const check = (event) => {
        event.preventDefault();
        code.removeAttribute("aria-invalid");
        setTimeout(() => code.setAttribute("aria-invalid", "true"), 100);
      };
      const { code } = coupon.elements;
    </script>`,
  "/address": `<form id="address" action="payment">
    <input name="street"><input name="email" type="email" required><input name="city" required>
    <select name="country"><option>Ireland</option><option>Norway</option></select><button id="send">Go</button></form>`,
  "/payment": `<form id="card" onsubmit="charge(event)"><input name="number"><input name="holder"><button id="pay">Pay</button></form>
    <div id="said"></div><script>
      const charge = (event) => {
        event.preventDefault();
        // Longer than any check of the page's own, in hurried pages too.
        setTimeout(() => {
          said.innerHTML = '<p role="alert">Words of the bank</p>';
          if (card.elements.number.value !== "declined") setTimeout(() => history.pushState({}, "", "thanks"), 500);
        }, 1000);
      };
    </script>`,
  "/thanks": "Thank you",
};

const toPage = (body: string, collector: string, before = ""): Served => ({
  body: `<!doctype html><html lang="en"><head><title>Struggles</title><link rel="icon" href="data:,"><script>${before}</script>
    <script async src="/waymark.js" data-site="${SITE}" data-consent="granted" data-config="/waymark.json"
      data-collector="${collector}/ingest"></script></head><body>${LINKS}${body}</body></html>`,
});

/** Every page stands a second time under /fast, where twenty seconds take one. */
export const serveStruggles = async (collector: string): Promise<Site> => {
  const names = (await readdir(DIST)).filter((name) => /^waymark.*\.js$/.test(name));
  const script = async (name: string) => [`/${name}`, { body: await readFile(DIST + name), type: "text/javascript" }];
  const faster = hurry(FASTER);
  return serve({
    ...Object.fromEntries(await Promise.all(names.map(script))),
    ...Object.fromEntries(
      Object.entries(BODIES).flatMap(([path, body]) => [
        [path, toPage(body, collector)],
        [`/fast${path}`, toPage(body, collector, faster)],
      ]),
    ),
    "/without": { body: "<!doctype html><title>Without</title><link rel='icon' href='data:,'>" },
    "/waymark.json": { body: JSON.stringify(plan), type: "application/json" },
  });
};

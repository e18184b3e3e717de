// HTML in the documents: elements and attributes that exist, tags that say what the script reads, scripts that run.
import { describe, expect, test } from "vitest";
import { blocksIn } from "./read-documents.ts";
import { attributes, budgets, methods } from "./read-source.ts";

const STATES = ["pending", "anonymous", "granted", "denied"];
const BUILT = budgets.map(([file]) => file);

/** What the script would not understand in a tag of ours. */
const findFaultsOfTag = ({ src, dataset, attributes: own }: HTMLScriptElement): readonly string[] => {
  const named = [...own].map(({ name }) => name);
  const { consent = "pending" } = dataset;
  return [
    ...named.filter((name) => name.startsWith("data-") && !attributes.includes(name)),
    ...named.filter((name) => !/^(data-.+|src|async|defer|nonce|integrity|crossorigin)$/.test(name)),
    ...(BUILT.includes(src.split("/").at(-1) ?? "") ? [] : [src]),
    ...(STATES.includes(consent) ? [] : [consent]),
  ];
};

/** A window.waymark that takes what the real one takes, and notes it. */
const createStub = () => {
  const calls: unknown[][] = [];
  const call = (method: string) => {
    if (!methods.includes(method)) throw new Error(`waymark has no method ${method}`);
    return (...rest: unknown[]) => calls.push([method, ...rest]);
  };
  const waymark = Object.fromEntries(methods.map((method) => [method, call(method)]));
  const push = (...early: [string, ...unknown[]][]) => {
    for (const [method, ...rest] of early) call(method)(...rest);
  };
  return { calls, waymark: { ...waymark, push } };
};

/** Puts a block into the page, runs its scripts and presses its buttons; returns what Waymark was told. */
const use = (html: string): readonly unknown[][] => {
  const { calls, waymark } = createStub();
  Object.assign(window, { waymark });
  localStorage.clear();
  document.body.innerHTML = html.replace(/<script [^>]*src=[^>]*><\/script>/g, "");
  for (const { text } of document.querySelectorAll<HTMLScriptElement>("script:not([src])")) new Function(text)();
  for (const button of document.querySelectorAll("button")) {
    // happy-dom runs no inline handlers that came by innerHTML.
    new Function(button.getAttribute("onclick") ?? "")();
    button.click();
  }
  return calls;
};

const scriptsOf = (html: string) => [
  ...new DOMParser().parseFromString(html, "text/html").querySelectorAll<HTMLScriptElement>("script[src]"),
];

describe.each(blocksIn("html"))("%s", (_, { text }) => {
  test("is well-formed, of elements that exist", () => {
    const template = document.createElement("template");
    template.innerHTML = text;
    const elements = [...template.content.querySelectorAll("*")];
    expect(elements.filter((element) => element instanceof HTMLUnknownElement)).toEqual([]);
    // What a parser had to close, drop or move would be missing or stand elsewhere.
    const opened = [...text.replace(/<script[\s\S]*?<\/script>/g, "<script>").matchAll(/<([a-z]+)/g)];
    expect(opened.map(([, name]) => name)).toEqual(elements.map(({ localName }) => localName));
    const closed = [...text.matchAll(/<\/([a-z]+)>/g)].map(([, name]) => name);
    const toClose = elements.filter(({ localName, outerHTML }) => outerHTML.endsWith(`</${localName}>`));
    expect(closed.sort()).toEqual(toClose.map(({ localName }) => localName).sort());
  });

  test("tags say what the script reads", () => {
    const own = scriptsOf(text).filter(({ src }) => src.includes("waymark"));
    expect(own.flatMap(findFaultsOfTag)).toEqual([]);
  });

  test("scripts run, and call what there is", () => {
    const calls = use(text);
    expect(calls.length > 0).toBe(/window\.waymark/.test(text));
  });
});

test.each([
  ['<script src="https://collect.example/waymark.js" data-consnt="granted"></script>', ["data-consnt"]],
  ['<script src="https://collect.example/way.js"></script>', ["https://collect.example/way.js"]],
  ['<script src="https://collect.example/waymark.js" type="module"></script>', ["type"]],
  ['<script src="https://collect.example/waymark.js" data-consent="yes"></script>', ["yes"]],
])("%s would be found", (html, faults) => {
  expect(scriptsOf(html).flatMap(findFaultsOfTag)).toEqual(faults);
});

test("a call of nothing would be found", () => {
  expect(() => use('<script>window.waymark.push(["trak", "x"])</script>')).toThrow("no method trak");
});

test("the README's banner tells each choice once, and keeps it", () => {
  const banner = blocksIn("html").find(([, { text }]) => text.includes('id="privacy"'))?.[1];
  expect(use(`${banner?.text}`)).toEqual([
    ["consent", "granted"],
    ["consent", "denied"],
  ]);
  expect(document.querySelector<HTMLElement>("#privacy")?.hidden).toBe(true);
  expect(localStorage.getItem("consent")).toBe("denied");
});
